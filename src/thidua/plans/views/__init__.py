"""Pages of plans: reading, composing, drafting from a file, the way of a plan, issuing, cascading, the tree."""
