"""Words: Vietnamese stands in the code, pages obey the content policy, nothing points at one machine."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from tests.house import code

TEXT = {".py", ".md", ".html", ".txt", ".css", ".js", ".toml", ".in", ".typ", ".xml", ".svg", ".json", ""}
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
MACHINE = re.compile(r"(?<![\w.])/(wo" r"rk|ho" r"me|ro" r"ot)/[a-z]")
INLINE = {
    "an inline style": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "a <style> element": re.compile(r"<style\b", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>", re.IGNORECASE),
    "a handler in an attribute": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "hx-on or hx-vals with js": re.compile(r"hx-on|js:", re.IGNORECASE),
    "gettext": re.compile(r"{%\s*(trans|translate|blocktrans|blocktranslate)\b"),
    "a javascript address": re.compile(r"javascript:", re.IGNORECASE),
}
ESCAPES_ALLOWED = 15


def tracked() -> list[Path]:
    """Every text file of ours that git knows or would take."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=code.ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    files = [code.ROOT / name for name in names if name and "/vendor/" not in name]
    return [path for path in files if path.is_file() and not path.is_symlink() and path.suffix in TEXT]


def test_no_gettext():
    wrong = [
        f"{code.where(path, node)} imports {name}"
        for path in code.product_files()
        for name, node in code.imports(path)
        if "gettext" in name
    ]
    assert not wrong, "\n".join(wrong)


def test_templates_hold_no_inline_style_or_script():
    wrong = []
    for path in code.templates():
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html" and "/pdf/" not in str(path) and "/typst/" not in str(path):
            wrong += [f"{code.where(path)}: {name}" for name, pattern in INLINE.items() if pattern.search(text)]
    assert not wrong, "\n".join(wrong)


def test_nothing_is_left_unfinished():
    wrong = [code.where(path) for path in tracked() if UNFINISHED.search(path.read_text(encoding="utf-8"))]
    assert not wrong, f"unfinished: {wrong}"


def test_no_path_of_one_machine():
    wrong = [code.where(path) for path in tracked() if MACHINE.search(path.read_text(encoding="utf-8"))]
    assert not wrong, f"a path of one machine: {wrong}"


def test_few_exceptions_from_the_rules():
    pattern = re.compile(r"#\s*(type:\s*ignore|no" r"qa)")
    count = {code.where(path): len(pattern.findall(path.read_text(encoding="utf-8"))) for path in tracked()}
    total = sum(count.values())
    listed = ", ".join(f"{name} {number}" for name, number in count.items() if number)
    assert total <= ESCAPES_ALLOWED, f"{total} exceptions, {ESCAPES_ALLOWED} are allowed: {listed}"


def test_requirements_name_no_index():
    for path in code.ROOT.glob("requirements*"):
        text = path.read_text(encoding="utf-8")
        assert "://" not in text, f"{path.name} names a host"
        assert "index-url" not in text, f"{path.name} names an index"
