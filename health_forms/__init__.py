"""Regulation 4: health surveys of elderly people, who goes on with them, and how they are kept.

Read ``articles.py`` (what the regulation says), ``ciphers.py`` (what nobody reads without the
key), ``models`` (designs, persons, surveys and who may take each step), ``actions``.
"""
