"""The code as data: rooms, files, syntax trees. What the house tests look at."""

from __future__ import annotations

import ast
import functools
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src"
PACKAGE = SRC / "thidua"
GROUND = {"common", "ui", "config", "demo"}
"""Rooms with a list of modules of their own."""


def rooms() -> list[str]:
    """Every room there is, by name."""
    return sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))


def floors() -> list[list[str]]:
    """The floors of pyproject.toml, from the roof down; rooms that share a floor stand together."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "floors")
    return [[room.strip() for room in layer.split("|")] for layer in layers]


def height(room: str) -> int:
    """How high a room stands; the ground floor is 0."""
    order = list(reversed(floors()))
    return next(number for number, floor in enumerate(order) if room in floor)


def product_files(*, tests: bool = False, migrations: bool = False) -> list[Path]:
    """The Python files of the product; those of its tests and migrations only where asked for."""
    return [
        path
        for path in sorted(PACKAGE.rglob("*.py"))
        if (tests or "tests" not in path.parts) and (migrations or "migrations" not in path.parts)
    ]


def test_files() -> list[Path]:
    """The Python files of all tests, of the rooms and beside them."""
    return sorted([*PACKAGE.glob("*/tests/**/*.py"), *(ROOT / "tests").rglob("*.py"), ROOT / "conftest.py"])


def templates() -> list[Path]:
    """Every template of the product."""
    return sorted(path for path in PACKAGE.rglob("templates/**/*") if path.is_file())


@functools.cache
def tree(path: Path) -> ast.Module:
    """The file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def room_of(path: Path) -> str:
    """The room a file of the product stands in."""
    return path.relative_to(PACKAGE).parts[0]


def shelf_of(path: Path) -> str:
    """The shelf of its room a file stands on: ``actions.py`` and ``actions/review.py`` are both "actions"."""
    parts = path.relative_to(PACKAGE).parts
    return Path(parts[1]).stem if len(parts) > 1 else ""


def where(path: Path, node: ast.AST | None = None) -> str:
    """The place in words: file from the root, and line."""
    line = f":{getattr(node, 'lineno', '')}" if node is not None else ""
    return f"{path.relative_to(ROOT)}{line}"


def imports(path: Path) -> Iterator[tuple[str, ast.stmt]]:
    """Every module (or name in it) that a file imports, as a dotted path."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                yield f"{node.module}.{alias.name}", node


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call in a file, its callee as written ("timezone.now")."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node
