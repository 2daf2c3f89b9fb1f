"""One clock: nobody but ``thidua.common.clock`` asks for the time."""

from __future__ import annotations

import ast

from tests.house import code

CLOCK = code.PACKAGE / "common" / "clock.py"
ASKING = {"now", "today", "utcnow", "localdate", "localtime", "get_current_timezone"}
FORBIDDEN_KEYWORDS = {"auto_now", "auto_now_add"}
FORBIDDEN_IMPORTS = {"django.utils.timezone.now", "django.db.models.functions.Now", "time.time"}


def test_only_the_clock_asks_for_the_time():
    wrong = []
    for path in code.product_files():
        if path == CLOCK:
            continue
        for callee, node in code.calls(path):
            owner, _, name = callee.rpartition(".")
            if (name in ASKING and owner and owner != "clock") or callee == "time.time":
                wrong.append(f"{code.where(path, node)} calls {callee}()")
            wrong += [
                f"{code.where(path, node)} says {keyword.arg}"
                for keyword in node.keywords
                if keyword.arg in FORBIDDEN_KEYWORDS
            ]
        wrong += [f"{code.where(path, node)} imports {name}" for name, node in code.imports(path) if bad_import(name)]
    assert not wrong, "\n".join(wrong)


def test_templates_do_not_ask_for_the_time():
    wrong = [code.where(path) for path in code.templates() if "{% now" in path.read_text(encoding="utf-8")]
    assert not wrong, f"{{% now %}} does not know the clock: {wrong}"


def bad_import(name: str) -> bool:
    """True for a name that would bring the machine's own time in."""
    return name in FORBIDDEN_IMPORTS


def test_the_guard_sees_a_call_to_the_machines_time():
    planted = ast.parse("from django.utils import timezone\nx = timezone.now()")
    names = {ast.unparse(node.func) for node in ast.walk(planted) if isinstance(node, ast.Call)}
    assert {name.rpartition(".")[2] for name in names} & ASKING
