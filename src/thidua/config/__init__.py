"""Settings, the table of addresses, middleware: where the rooms are put together."""
