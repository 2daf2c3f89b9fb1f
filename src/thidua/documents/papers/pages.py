"""A paper as a page of the browser, to be read on a screen and printed from there: the same content once more."""

from __future__ import annotations

from typing import Any

from thidua.documents.papers.content import OfficialPaper, printed


def page_data(paper: OfficialPaper) -> dict[str, Any]:
    """What ``documents/paper.html`` prints: ``printed(paper)``, the columns of its tables with their shares in per cent
    (a page may not carry styles of its own)."""
    data = printed(paper)
    for blocks in (data["blocks"], *(annex["blocks"] for annex in data["annexes"])):
        for block in blocks:
            if block["type"] == "table":
                whole = sum(block["widths"])
                block["shares"] = [f"{round(100 * width / whole, 1)}%" for width in block["widths"]]
                block["lines"] = [
                    {"heading": row[0]} if len(row) == 1 < len(block["columns"])
                    else {"heading": "", "cells": list(zip(row, block["align"], strict=True))}
                    for row in block["rows"]
                ]  # fmt: skip
    return data
