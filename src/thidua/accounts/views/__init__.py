"""Pages of accounts: signing in (anyone), one's own account, the people of a unit (officers)."""
