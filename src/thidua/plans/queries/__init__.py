"""Reads of plans: what stands in one, lists, boards, marks in the text."""

from thidua.plans.queries.contents import Contents, contents_of

__all__ = ["Contents", "contents_of"]
