"""Sizes: files under 400 lines, functions under 40 (docstring not counted), test files under 600."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house import code


def test_files_are_short():
    files = [path for path in code.product_files() if "tests" not in path.parts]
    files += [code.ROOT / "thidua", code.ROOT / "manage.py", *(code.ROOT / "benchmarks").rglob("*.py")]
    wrong = [f"{code.where(path)} has {lines(path)} lines" for path in files if lines(path) > 400]
    wrong += [f"{code.where(path)} has {lines(path)} lines" for path in code.test_files() if lines(path) > 600]
    assert not wrong, "\n".join(wrong)


def test_functions_are_short():
    wrong = []
    for path in [*code.product_files(), *(code.ROOT / "benchmarks").rglob("*.py")]:
        for node in ast.walk(code.tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and length(node) > 40:
                wrong.append(f"{code.where(path, node)} {node.name} has {length(node)} lines")
    assert not wrong, "\n".join(wrong)


def lines(path: Path) -> int:
    """The number of lines of a file."""
    return len(path.read_text(encoding="utf-8").splitlines())


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function from its ``def``, less those of its docstring."""
    whole = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if ast.get_docstring(node) is not None:
        whole -= (first.end_lineno or first.lineno) - first.lineno + 1
    return whole
