"""Pages of the tree of units, of the lists of people, and of Excel files."""
