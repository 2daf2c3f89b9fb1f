"""``./thidua docs``: writes docs/house.md and docs/lifecycles.md from the code, and the stylesheet of those of Tabler's
rules that are used. House tests keep them fresh."""

from __future__ import annotations

import ast
import importlib
import os
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import django
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from thidua.common.lifecycle import Lifecycle
from thidua.ui.stylesheet import STYLESHEET, build_stylesheet

ROOT = Path(__file__).resolve().parents[3]
PACKAGE = ROOT / "src" / "thidua"
NOTE = "<!-- Written by ./thidua docs. Change the code, not this page. -->\n"


def house_map() -> str:
    """The map of the rooms: floors, what each room is, its tables, its verbs, its questions, its addresses."""
    lines = ["# The rooms of the house", "", NOTE, "From the ground up; a room imports only from lower floors.", ""]
    lines += ["| Floor | Rooms |", "|--:|---|"]
    lines += [f"| {number} | {' · '.join(f'`{room}`' for room in floor)} |" for number, floor in enumerate(_floors())]
    for floor in _floors():
        for room in floor:
            lines += ["", f"## `{room}`", "", _text(PACKAGE / room / "__init__.py"), *_about(room)]
    return "\n".join(lines) + "\n"


def lifecycles() -> str:
    """Every lifecycle: its states with who holds them, its moves, and a diagram."""
    lines = ["# Lifecycles", "", NOTE, "Who holds a thing in each state, and what moves it to another.", ""]
    for room, table in all_lifecycles():
        lines += [f"## `{table.kind}` – {table.title} (room `{room}`)", ""]
        lines += ["| State | On the screen | Held by | Chip | Final |", "|---|---|---|---|---|"]
        lines += [
            f"| `{state.code}` | {state.label} | {state.holder} | {state.tone} | {'yes' if state.is_final else ''} |"
            for state in table.states.values()
        ]
        lines += ["", "| Move | On the button | From | To |", "|---|---|---|---|"]
        for move in table.moves.values():
            sources = ", ".join(f"`{source}`" for source in move.sources)
            lines.append(f"| `{move.name}` | {move.label} | {sources} | `{move.target}` |")
        lines += ["", *_diagram(table), ""]
    return "\n".join(lines)


def all_lifecycles() -> list[tuple[str, Lifecycle]]:
    """Every lifecycle with the room it stands in, from the ground up."""
    found = []
    for floor in _floors():
        for room in floor:
            if (PACKAGE / room / "lifecycle.py").exists():
                module = importlib.import_module(f"thidua.{room}.lifecycle")
                found += [(room, value) for value in vars(module).values() if isinstance(value, Lifecycle)]
    return found


def pages() -> dict[Path, str]:
    """What is written where."""
    return {ROOT / "docs" / "house.md": house_map(), ROOT / "docs" / "lifecycles.md": lifecycles()}


def _floors() -> list[list[str]]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "floors")
    return [[room.strip() for room in layer.split("|")] for layer in reversed(layers)]


def _text(path: Path) -> str:
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""


def _about(room: str) -> Iterator[str]:
    if apps.is_installed(f"thidua.{room}"):
        models = [model for model in apps.get_app_config(room).get_models() if model.__module__.startswith("thidua.")]
        if models:
            names = (f"{model.__name__} ({model._meta.verbose_name})" for model in models)
            yield from ("", f"**Tables**: {', '.join(names)}.")
    for shelf, title in (("actions", "Verbs"), ("queries", "Questions")):
        functions = list(_functions(room, shelf))
        if functions:
            yield from ("", f"**{title}**", "")
            yield from (f"- `{name}`: {what}" for name, what in functions)
    addresses = sorted(_addresses(room))
    if addresses:
        yield from ("", "**Addresses**", "", "| Address | Name | Gesture |", "|---|---|---|")
        yield from (f"| `/{route}` | `{name}` | {gesture} |" for route, name, gesture in addresses)


def _functions(room: str, shelf: str) -> Iterator[tuple[str, str]]:
    folder = PACKAGE / room
    for path in sorted([*folder.glob(f"{shelf}.py"), *folder.glob(f"{shelf}/*.py")]):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield node.name, (ast.get_docstring(node) or "").split("\n\n")[0].replace("\n", " ")


def _addresses(room: str) -> Iterator[tuple[str, str, str]]:
    for route, pattern in _patterns(get_resolver().url_patterns):
        view = pattern.callback
        if view.__module__.startswith(f"thidua.{room}."):
            gesture = "reads" if getattr(view, "gesture", "") == "reads" else "writes"
            yield route, pattern.name or "", gesture + (", public" if getattr(view, "is_public", False) else "")


def _patterns(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern.url_patterns, route)
        else:
            yield route, pattern


def _diagram(table: Lifecycle) -> Iterator[str]:
    yield from ("```mermaid", "stateDiagram-v2", f"    [*] --> {table.initial}")
    for move in table.moves.values():
        yield from (f"    {source} --> {move.target}: {move.label}" for source in move.sources)
    yield from (f"    {state.code} --> [*]" for state in table.states.values() if state.is_final)
    yield "```"


def main() -> int:
    """Write the pages that have changed; returns the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
    django.setup()
    for path, text in pages().items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            sys.stdout.write(f"{path.relative_to(ROOT)} written\n")
    text = build_stylesheet()
    if STYLESHEET.read_text(encoding="utf-8") != text:
        STYLESHEET.write_text(text, encoding="utf-8")
        sys.stdout.write(f"{STYLESHEET.relative_to(ROOT)} written\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
