"""Emulation councils: members, sessions, votes by ballot."""
