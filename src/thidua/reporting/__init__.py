"""Report requests, slots, reports, target figures, frozen trees, roll-ups, completeness.

A request freezes the tree of units when it opens and gives every figure a slot. A report holds its figures as one flat
list by slot; what counts is what was last sent. Roll-ups are derived by a merge after commit and never edited.
"""
