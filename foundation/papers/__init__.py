"""Papers: attachments (upload, scan, guarded download), printed forms, long work in the background.

Read models, attachments, printing, work in this order.
"""
