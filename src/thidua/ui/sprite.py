"""One file with all the icons we use, made from the unmodified outline icons in ``static/vendor``."""

from __future__ import annotations

import re
from pathlib import Path

STATIC = Path(__file__).resolve().parent / "static"
OUTLINES = next((STATIC / "vendor").glob("tabler-icons-*")) / "outline"
SPRITE = STATIC / "ui" / "icons.svg"
_BODY = re.compile(r"<svg[^>]*>(.*)</svg>", re.S)
_FRAME = '<path stroke="none" d="M0 0h24v24H0z" fill="none" />'
_PAINT = 'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"'


def icon_names() -> frozenset[str]:
    """The names that ``{% icon %}`` accepts: those of the vendored outline files."""
    return frozenset(path.stem for path in OUTLINES.glob("*.svg"))


def build_sprite() -> str:
    """The text of the sprite: one ``<symbol>`` an icon, in the order of the names."""
    symbols = []
    for path in sorted(OUTLINES.glob("*.svg")):
        found = _BODY.search(path.read_text(encoding="utf-8"))
        if found is None:
            raise ValueError(f"{path.name} is not an SVG file")
        body = re.sub(r"\s*\n\s*", "", found.group(1)).replace(_FRAME, "").strip()
        symbols.append(f'<symbol id="{path.stem}" viewBox="0 0 24 24" {_PAINT}>{body}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"
