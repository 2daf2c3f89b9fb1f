"""The rules of Tabler that our pages use, made from the unmodified stylesheet in ``static/vendor``: an eighth of it.

A rule stays where every class of a selector is a word of our templates, scripts or strings of Python (or begins with
one that ends in "-", as in "btn-{tone}"); rules of elements and attributes stay, variables that nothing reads go. One
rule a line, in the order of Tabler. Nothing in a rule is changed.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
STATIC = Path(__file__).resolve().parent / "static"
WHOLE = next((STATIC / "vendor").glob("tabler-[0-9]*")) / "tabler.min.css"
STYLESHEET = STATIC / "ui" / "css" / "tabler.css"
HEAD = (
    "/*! Tabler v1.6.1 (https://tabler.io), the rules that are used here; built by ./thidua docs.\n"
    " * Copyright 2018-2026 The Tabler Authors, 2018-2026 codecalm.net Paweł Kuna. Licensed under MIT. */"
)
_WORD = re.compile(r"[A-Za-z_][\w-]*")
_CLASS = re.compile(r"\.(-?[A-Za-z_](?:[\w-]|\\.)*)")
_ANY_OF = re.compile(r":(?:is|where)\(([^()]*)\)")
_NONE_OF = re.compile(r":not\([^()]*\)")
_COMMA = re.compile(r",(?![^()]*\))")
_VARIABLE = re.compile(r"""(?<=[{;])(--[\w-]+):(?:"[^"]*"|'[^']*'|[^;}"'])*;?""")
_READ = re.compile(r"var\(\s*(--[\w-]+)")
_NESTED = ("@media", "@supports", "@layer", "@container")


def build_stylesheet() -> str:
    """The text of the stylesheet."""
    whole = re.sub(r"/\*.*?\*/", "", WHOLE.read_text(encoding="utf-8"), flags=re.DOTALL)
    rules = list(_kept(whole))
    ours = "".join(_texts("*.css")) + "".join(_texts("*.html"))
    while (left := _without_unread(rules, ours)) != rules:
        rules = left
    return "\n".join([HEAD, *rules]) + "\n"


def _without_unread(rules: list[str], ours: str) -> list[str]:
    """The rules less the variables that neither they nor our own files read."""
    read = set(_READ.findall(ours)) | {name for rule in rules for name in _READ.findall(rule)}
    left = (_VARIABLE.sub(lambda found: found[0] if found[1] in read else "", rule) for rule in rules)
    return [rule for rule in left if not rule.endswith("{}")]


def _kept(body: str) -> Iterator[str]:
    for rule in _rules(body):
        head, _, rest = rule.partition("{")
        if head.startswith(_NESTED) and rest:
            inner = "".join(_kept(rest[:-1]))
            if inner:
                yield f"{head}{{{inner}}}"
        elif head.startswith("@"):
            yield rule
        else:
            selectors = [one for one in _COMMA.split(head) if _is_used(one)]
            if selectors:
                yield ",".join(selectors) + "{" + rest


def _rules(body: str) -> Iterator[str]:
    """The rules of a stylesheet one after another, each with all that it holds."""
    depth = start = at = 0
    while at < len(body):
        sign = body[at]
        if sign in "\"'":
            at = body.index(sign, at + 1)
        elif sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
        if depth == 0 and sign in "};":
            yield body[start : at + 1].strip()
            start = at + 1
        at += 1


def _is_used(selector: str) -> bool:
    bare = _NONE_OF.sub("", selector)
    for choices in _ANY_OF.findall(bare):
        if not any(_is_used(one) for one in choices.split(",")):
            return False
    words, beginnings = _words()
    names = [name.replace("\\", "") for name in _CLASS.findall(_ANY_OF.sub("", bare))]
    return all(name in words or name.startswith(beginnings) for name in names)


@cache
def _words() -> tuple[frozenset[str], tuple[str, ...]]:
    """Every word that could be a class, and the beginnings that something is put behind."""
    found: set[str] = set()
    for text in (*_texts("*.html"), *_texts("*.js"), *_strings()):
        found.update(_WORD.findall(text))
    return frozenset(found), tuple(sorted(word for word in found if word.endswith("-") and len(word) > 2))


def _texts(pattern: str) -> Iterator[str]:
    """Our own files of that kind."""
    for path in sorted(PACKAGE.rglob(pattern)):
        if not {"vendor", "tests"} & set(path.parts) and path != STYLESHEET:
            yield path.read_text(encoding="utf-8")


def _strings() -> Iterator[str]:
    """The strings of our Python files, their documentation left out."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if {"tests", "migrations", "demo", "intake"} & set(path.parts):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
                yield node.value
