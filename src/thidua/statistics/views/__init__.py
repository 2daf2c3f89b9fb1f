"""Pages of statistics and what can be taken out of them."""
