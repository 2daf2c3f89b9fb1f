"""Who did what for which unit and when, as said that day: append-only and sealed.

Also ``move()``, the compare-and-set that performs a move of a lifecycle and writes its log row.
"""
