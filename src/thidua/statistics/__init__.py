"""Statistics: what reports, plans and awards say together, one page for every level; charts and tables to take out."""
