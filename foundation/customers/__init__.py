"""The one customer register: kinds, contacts, merge, history. (Health-form persons are kept apart.)"""
