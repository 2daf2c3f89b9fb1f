"""Files of others are listed, unchanged, licensed; the icon sprite is what its outlines make."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path

import brotli
import django_htmx

from thidua.ui.sprite import SPRITE, STATIC, build_sprite, icon_names
from thidua.ui.stylesheet import STYLESHEET, build_stylesheet

VENDOR = STATIC / "vendor"
LISTED = tomllib.loads((VENDOR / "manifest.toml").read_text(encoding="utf-8"))["file"]
ROOT = Path(__file__).resolve().parents[2]


def test_every_vendored_file_is_listed_once():
    there = sorted(str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file())
    there.remove("manifest.toml")
    assert sorted(entry["file"] for entry in LISTED) == there


def test_vendored_files_are_as_released():
    changed = [
        entry["file"]
        for entry in LISTED
        if hashlib.sha256((VENDOR / entry["file"]).read_bytes()).hexdigest() != entry["sha256"]
    ]
    assert not changed


def test_every_package_is_named_with_version_and_licence():
    folders = {entry["file"].split("/")[0] for entry in LISTED}
    for folder in folders:
        assert (VENDOR / folder / "LICENSE").is_file(), folder
    for entry in LISTED:
        assert entry["package"]
        assert entry["version"] in entry["file"]
        assert entry["licence"] in {"MIT", "OFL-1.1"}


def test_sprite_is_built_from_the_outlines():
    assert SPRITE.read_text(encoding="utf-8") == build_sprite(), "run: ./thidua build_icons"


def test_icons_named_in_templates_exist():
    used = {
        name
        for path in (ROOT / "src").rglob("*.html")
        for name in re.findall(r'{%\s*icon\s+"([^"]+)"', path.read_text(encoding="utf-8"))
    }
    assert used <= icon_names()


def test_the_stylesheet_holds_every_rule_of_tabler_that_the_pages_use():
    """More than is used does no harm until the next ``./thidua tidy``; a rule that is missing does."""
    there = set(STYLESHEET.read_text(encoding="utf-8").splitlines())
    missing = [rule for rule in build_stylesheet().splitlines() if rule not in there]
    assert not missing, f"run: ./thidua docs ({missing[0][:200]})"


def test_the_stylesheet_keeps_what_a_page_may_come_to_use():
    rules = build_stylesheet()
    for used in (".btn-primary", ".form-control.is-invalid", ".visually-hidden", "@media print", "::placeholder"):
        assert used in rules, used
    for unused in (".carousel", ".offcanvas", ".bg-facebook", ".flag-country"):
        assert unused not in rules, unused


def test_assets_of_every_page_stay_within_150_kilobytes():
    """Styles, scripts and icons compressed as served, the four faces of the words and the one of the figures."""
    compressed = [
        *(STATIC / "ui").rglob("*.css"),
        *(STATIC / "ui").rglob("*.js"),
        *(STATIC / "ui").rglob("*.svg"),
        Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js",
    ]
    fonts = list(VENDOR.rglob("*.woff2"))
    size = sum(len(brotli.compress(path.read_bytes())) for path in compressed)
    total = size + sum(path.stat().st_size for path in fonts)
    assert total <= 150_000, total
