"""The users' guide and its pictures: none is missing, none is left over, all are small."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

GUIDE = Path(settings.ROOT) / "docs" / "huong-dan"
PICTURES = GUIDE / "hinh"
LARGEST = 120 * 1024
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#]+)(?:#[^)]*)?\)")


def links() -> dict[str, set[Path]]:
    """page → the files it links to."""
    return {
        page.name: {(GUIDE / found).resolve() for found in LINK.findall(page.read_text(encoding="utf-8"))}
        for page in GUIDE.glob("*.md")
    }


def test_what_a_page_names_is_there():
    missing = [f"{page}: {file.name}" for page, files in links().items() for file in files if not file.exists()]
    assert not missing, missing


def test_every_picture_stands_on_a_page():
    used = set().union(*links().values())
    left_over = [picture.name for picture in PICTURES.iterdir() if picture.resolve() not in used]
    assert not left_over, left_over


def test_pictures_are_small():
    large = [picture.name for picture in PICTURES.iterdir() if picture.stat().st_size > LARGEST]
    assert not large, large


def test_every_picture_of_a_journey_is_taken_for_a_page():
    journeys = (Path(settings.ROOT) / "tests" / "journeys").glob("test_*.py")
    taken = {
        name for path in journeys for name in re.findall(r'\.picture\("([^"]+)"', path.read_text(encoding="utf-8"))
    }
    unused = sorted(taken - {picture.stem for picture in PICTURES.iterdir()})
    assert not unused, unused
