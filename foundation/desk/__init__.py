"""Where a person works: inbox, dashboard, navigation, search, and the look of every page.

The desk reads the tables of the foundation and knows no regulation. Read ``templatetags/ui.py`` for
the words templates may use and ``forms.py`` for how forms are drawn.
"""
