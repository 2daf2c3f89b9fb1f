"""Letters of the encodings from before Unicode: TCVN3 (ABC; fonts .Vn…), VNI-Windows (fonts VNI-…), VPS and VIQR.

Texts come here as their bytes look in Windows-1252 ("ViÖt", "Vieät"), or in Word's private area (U+F020–F0FF).
"""

from __future__ import annotations

import re

TCVN3, VNI, VPS, VIQR = "TCVN3 (ABC)", "VNI-Windows", "VPS", "VIQR"

_LETTERS = "àáảãạâầấẩẫậăằắẳẵặđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
# The byte of each of _LETTERS, then the capitals with a byte of their own (TCVN 5712:1993, third form; the VPS table
# as its keyboard published it). Other capitals are small letters in a capital font.
_TCVN3_BYTES = bytes.fromhex(
    "b5b8b6b7b9a9c7cac8c9cba8bbbebcbdc6aeccd0cecfd1aad2d5d3d4d6d7ddd8dcdedfe3e1e2e4abe5e8e6e7e9"
    "aceaedebeceeeff3f1f2f4adf5f8f6f7f9fafdfbfcfe"
    "a2a1a7a3a4a5a6"
)
_VPS_BYTES = bytes.fromhex(
    "e0e1e4e3e5e2c0c3c4c5c6e6a2a1a3a4a5c7e8e9c8ebcbea8a898bcd8cecedccefcef2f3d5f586f4d2d3b087b6"
    "d6a9a7aaabaef9fafbdbf8dcd8d9babbbfff9a9bcf9c"
    "80c18182c2848385888e8d8ff0f1d7c9defeca93909495b5b4b7b8bcb9bdbed497969899f79e9d9fa6a8dad1acd0afadb1b2ddfdb3"
)
_BYTES = {
    TCVN3: dict(zip(_TCVN3_BYTES, _LETTERS + "ÂĂĐÊÔƠƯ", strict=True)),
    VPS: dict(zip(_VPS_BYTES, _LETTERS + "ÀÁẢÃÂẦẤẨĂẰẮẲẴĐÈÉẺẼÊỀẾỂỄÌÍỈĨÒÓỎÕÔỒỐỔỖƠỜỚỞỠÙÚỦŨƯỪỨỬỲÝỶỸ", strict=True)),
}

# Word's own quotation marks and dashes: never letters, whatever VPS has in their places.
_PUNCTUATION = "“”‘’–—…•"

# VNI writes a letter and then its mark: "aø" is à, "eâ" ê, "eä" ệ; ô and ö stand for ơ and ư and take tones as well.
_VNI_TONES = dict(zip("øùûõï", range(5), strict=True))
_VNI_HATS = dict(zip("âàáåãä", range(6), strict=True))
_VNI_BREVES = dict(zip("êèéúüë", range(6), strict=True))
_VNI_ROWS = {"a": "àáảãạ", "e": "èéẻẽẹ", "o": "òóỏõọ", "u": "ùúủũụ", "y": "ỳýỷỹy", "ô": "ờớởỡợ", "ö": "ừứửữự"}
_VNI_HATTED = {"a": "âầấẩẫậ", "e": "êềếểễệ", "o": "ôồốổỗộ"}
_VNI_ALONE = {"ñ": "đ", "ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "ô": "ơ", "ö": "ư", "î": "ỵ"}
_VNI = re.compile(r"[aeouyôö][øùûõï]|[aeo][âàáåãä]|a[êèéúüë]|[ñìíæóòôöî]", re.IGNORECASE)

_VIQR_TONES = dict(zip("`'?~.", range(5), strict=True))
_VIQR_ROWS = {
    "a": "aàáảãạ",
    "a^": "âầấẩẫậ",
    "a(": "ăằắẳẵặ",
    "e": "eèéẻẽẹ",
    "e^": "êềếểễệ",
    "i": "iìíỉĩị",
    "o": "oòóỏõọ",
    "o^": "ôồốổỗộ",
    "o+": "ơờớởỡợ",
    "u": "uùúủũụ",
    "u+": "ưừứửữự",
    "y": "yỳýỷỹỵ",
}
# A full stop is a tone where the word or the sentence goes on.
_VIQR = re.compile(
    r"(?P<vowel>a[(^]?|e\^?|i|o[+^]?|u\+?|y)(?P<tone>[`'~?]|\.(?=[a-z]|\s+(?-i:[a-z])|[,;:]))?|(?<!(?-i:[a-z]))dd",
    re.IGNORECASE,
)


def charset_of(font: str) -> tuple[str, bool]:
    """(encoding of a font's letters, whether the font shows capitals only); ("", False) for a Unicode font."""
    name = font.strip().strip('"').lower()
    if name.startswith((".vn", "vn ", "vntime", "vnarial")):
        return TCVN3, name.endswith("h")
    if name.startswith(("vni-", "vni ")):
        return VNI, False
    return (VPS, False) if name.startswith(("vps ", "vps-", "vpstimes")) else ("", False)


def to_unicode(text: str, charset: str) -> str:
    """The text with the letters of that encoding turned into Unicode; what the encoding does not know stays."""
    if charset in _BYTES:
        table = _BYTES[charset]
        return "".join(table.get(_byte(char), char) for char in text)
    if charset == VNI:
        return _VNI.sub(_vni_letter, "".join(chr(_byte(char)) if _byte(char) >= 0xC0 else char for char in text))
    return _VIQR.sub(_viqr_letter, text) if charset == VIQR else text


def _byte(char: str) -> int:
    """The byte that a letter came from; 0 where it came from none above ASCII."""
    code = ord(char)
    if 0xF080 <= code <= 0xF0FF:
        return code - 0xF000
    if 0x80 <= code <= 0xFF:
        return code
    if code < 0x80 or char in _PUNCTUATION:
        return 0
    try:
        return char.encode("cp1252")[0]
    except UnicodeEncodeError:
        return {"\u2219": 0xB7, "\u03bc": 0xB5}.get(char, 0)


def _vni_letter(match: re.Match[str]) -> str:
    typed = match[0].lower()
    base, mark = typed[0], typed[1:]
    if not mark:
        letter = _VNI_ALONE[base]
    elif mark in _VNI_TONES and base in _VNI_ROWS:
        letter = _VNI_ROWS[base][_VNI_TONES[mark]]
    elif mark in _VNI_HATS:
        letter = _VNI_HATTED[base][_VNI_HATS[mark]]
    else:
        letter = "ăằắẳẵặ"[_VNI_BREVES[mark]]
    return letter.upper() if match[0][0].isupper() else letter


def _viqr_letter(match: re.Match[str]) -> str:
    if not match["vowel"]:
        return "Đ" if match[0][0] == "D" else "đ"
    row = _VIQR_ROWS[match["vowel"].lower()]
    letter = row[1 + _VIQR_TONES[match["tone"]]] if match["tone"] else row[0]
    return letter.upper() if match["vowel"][0].isupper() else letter
