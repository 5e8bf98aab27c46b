"""A ninth regulation, as small as one can be: it proves that the foundation takes one up.

A note is written by one person, seen by its writer and one reader, and closed by the writer.
"""
