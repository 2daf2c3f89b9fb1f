"""The fonts of the documents are the release files that the manifest names, with their licence."""

import hashlib
import tomllib
from pathlib import Path

import thidua.documents

FONTS = Path(thidua.documents.__file__).parent / "fonts"


def test_fonts_are_those_of_the_manifest():
    listed = tomllib.loads((FONTS / "manifest.toml").read_text(encoding="utf-8"))["file"]
    assert {entry["path"] for entry in listed} == {path.name for path in FONTS.iterdir()} - {"manifest.toml"}
    assert "SIL OPEN FONT LICENSE" in (FONTS / "LICENSE").read_text(encoding="utf-8")
    for entry in listed:
        assert hashlib.sha256((FONTS / entry["path"]).read_bytes()).hexdigest() == entry["sha256"], entry["path"]
        assert entry["package"]
        assert entry["version"]
