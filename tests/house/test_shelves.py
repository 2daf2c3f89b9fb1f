"""The shelves: a closed list in every room, doors only through some of them, writes only in actions."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house import code

SHELVES = {
    *("models", "lifecycle", "choices", "actions", "policies", "checks", "queries", "forms", "schemas", "tables"),
    *("sheets", "tasks", "papers", "views", "urls", "admin", "apps", "api", "figure_sources"),
    *("templatetags", "templates", "static", "management", "migrations", "tests", "__init__"),
}
EXTRA = {"accounts": {"adapters"}, "plans": {"intake"}, "documents": {"fonts"}}
"""Shelves that one room alone has: allauth's hook; the reader of plans (pure Python); fonts of documents."""
DOORS = {"choices", "models", "queries", "policies", "actions", "lifecycle", "papers", "figure_sources"}
FORBIDDEN = {"utils", "util", "helpers", "helper", "services", "service", "common_stuff", "misc", "signals", "managers"}
READING = {"views", "policies", "checks", "queries", "forms", "tables", "schemas", "papers", "templatetags", "api"}
WRITING_CALLS = {"bulk_create", "bulk_update", "update_or_create", "get_or_create"}


def test_rooms_have_only_the_known_shelves():
    wrong = []
    for room in code.rooms():
        if room in code.GROUND:
            continue
        known = SHELVES | EXTRA.get(room, set())
        entries = [path for path in (code.PACKAGE / room).iterdir() if path.name != "__pycache__"]
        wrong += [f"{room}/{path.name}" for path in entries if path.stem not in known]
    assert not wrong, f"not on the list of shelves: {wrong}"


def test_nothing_is_called_utils():
    wrong = [code.where(path) for path in code.PACKAGE.rglob("*.py") if path.stem in FORBIDDEN]
    wrong += [code.where(path) for path in code.PACKAGE.rglob("*") if path.is_dir() and path.name in FORBIDDEN]
    assert not wrong, f"say what it does instead: {wrong}"


def test_every_room_says_what_it_is():
    silent = [room for room in code.rooms() if not _docstring(code.PACKAGE / room / "__init__.py")]
    assert not silent, f"no docstring in __init__.py: {silent}"


def test_other_rooms_are_entered_only_by_their_doors():
    wrong = []
    for path in code.product_files():
        room = code.room_of(path)
        if room == "config":
            continue
        for name, node in code.imports(path):
            parts = name.split(".")
            if parts[0] != "thidua" or len(parts) < 3 or parts[1] in {room, *code.GROUND}:
                continue
            if parts[2] not in DOORS:
                wrong.append(f"{code.where(path, node)} imports {name}")
    assert not wrong, "\n".join(wrong)


def test_only_actions_write():
    wrong = []
    for path in code.product_files():
        if code.room_of(path) in code.GROUND or code.shelf_of(path) not in READING:
            continue
        for callee, node in code.calls(path):
            owner, _, method = callee.rpartition(".")
            is_create = method == "create" and owner.endswith("objects")
            is_save = method == "save" and code.shelf_of(path) != "papers"  # papers save to a buffer
            if method in WRITING_CALLS or is_create or is_save:
                wrong.append(f"{code.where(path, node)} calls {callee}")
    assert not wrong, "\n".join(wrong)


def test_actions_take_the_actor_by_name_and_never_see_a_request():
    wrong = []
    for path in code.product_files():
        if code.shelf_of(path) != "actions" or code.room_of(path) in code.GROUND:
            continue
        for node in code.tree(path).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            keywords = [argument.arg for argument in node.args.kwonlyargs]
            everything = [*keywords, *(argument.arg for argument in node.args.args)]
            if "request" in everything:
                wrong.append(f"{code.where(path, node)} {node.name} sees the request")
            if "by" in everything and "by" not in keywords:
                wrong.append(f"{code.where(path, node)} {node.name} takes the actor by position")
    assert not wrong, "\n".join(wrong)


def test_no_signals_of_our_own():
    wrong = [
        f"{code.where(path, node)} imports {name}"
        for path in code.product_files()
        for name, node in code.imports(path)
        if name.startswith(("django.dispatch", "django.db.models.signals"))
    ]
    assert not wrong, "\n".join(wrong)


def _docstring(path: Path) -> str:
    return ast.get_docstring(code.tree(path)) or ""
