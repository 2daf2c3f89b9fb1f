"""Texts typed before Unicode brought to Unicode.

Two ways lead here. Where a format tells the font of a run, its words come wrapped by ``wrapped``; where it does not,
lines are judged by how many of their words are Vietnamese syllables in each encoding. ``recovered`` does both.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from thidua.plans.intake.charsets import TCVN3, VIQR, VNI, VPS, charset_of, to_unicode
from thidua.plans.intake.syllables import is_vietnamese

# Private letters that open a run of an encoding (capital fonts apart) and close it.
_OPENERS = {(TCVN3, False): "\ue0f1", (TCVN3, True): "\ue0f2", (VNI, False): "\ue0f3", (VPS, False): "\ue0f4"}
_OPENED = {opener: key for key, opener in _OPENERS.items()}
CLOSE = "\ue0f0"
_MARKS = re.compile("([\ue0f0-\ue0f4])")
_VIQR_MARK = re.compile(r"[aeo]\^|[ou]\+|a\(|[aeiouy][`~]|dd", re.IGNORECASE)
_EDGES = "“”\"'‘’()[]{}.,;:!?-–…/*_|<>"
_SAMPLE = 4000
_LEAST_WORDS = 3
_LONGEST_WORD = 60
_LEAST_SHARE = 0.7
_UNDEFINED = {0xDC00 + byte: byte for byte in range(0x80, 0x100)}  # bytes that Windows-1252 leaves undefined


def wrapped(words: str, font: str | None) -> str:
    """The words of a run, marked where its font is of an old encoding, for ``recovered`` to turn into Unicode."""
    opener = opener_of(font) if font and words else ""
    return f"{opener}{words}{CLOSE}" if opener else words


def opener_of(font: str) -> str:
    """The private letter before a run in this font; "" for a Unicode font."""
    return _OPENERS.get(charset_of(font), "")


def recovered(text: str) -> tuple[str, tuple[str, ...]]:
    """(the text in Unicode, the old encodings that it was typed in). Text in Unicode comes back as it is."""
    used: set[str] = set()
    if _MARKS.search(text):
        text = _unwrapped(text, used)
    counts = _charsets_of_lines(text)
    charset = max(counts.keys() - {""}, key=lambda name: counts[name], default="")
    if charset and counts[charset] >= _LEAST_WORDS:
        used.add(charset)
        is_mixed = counts[""] >= _LEAST_WORDS
        text = "\n".join(_line(line, charset, is_mixed) for line in text.split("\n"))
    return text, tuple(sorted(used))


def is_suspect(text: str) -> bool:
    """Whether some words hold letters outside ASCII and are no Vietnamese."""
    return sum(not is_vietnamese(token) for token in _tokens(text)) > _LEAST_WORDS


def decoded(data: bytes) -> str:
    """Bytes that are no sound UTF-8 → text: the most Vietnamese of Windows-1258, damaged UTF-8 and the old encodings.
    The letters of an old encoding come back as Windows-1252 shows them, for ``recovered``."""
    old = data.decode("cp1252", "surrogateescape").translate(_UNDEFINED)
    candidates = [
        unicodedata.normalize("NFC", data.decode("cp1258", "replace")),
        data.decode("utf-8", "replace"),
        recovered(old[:_SAMPLE])[0],
    ]
    best = max(candidates, key=_soundness)
    return old if best is candidates[-1] else best


def _soundness(text: str) -> float:
    tokens = _tokens(text[:_SAMPLE])
    return sum(map(is_vietnamese, tokens)) / len(tokens) if tokens else 0.0


def _unwrapped(text: str, used: set[str]) -> str:
    """The marked runs in Unicode. A font may lie: runs that hold Unicode Vietnamese already are left as they are."""
    runs = list(_runs(text))
    out: list[str] = []
    is_typed = {charset: _is_typed_in(charset, runs) for charset in {key[0] for key, _ in runs if key}}
    for key, words in runs:
        if key and is_typed[key[0]]:
            used.add(key[0])
            words = to_unicode(words, key[0])
            out.append(words.upper() if key[1] else _capitals(words))
        else:
            out.append(words)
    return "".join(out)


def _runs(text: str) -> Iterator[tuple[tuple[str, bool] | None, str]]:
    """((encoding, capitals) or None, words), neighbours of one kind put together."""
    key: tuple[str, bool] | None = None
    held = ""
    now: tuple[str, bool] | None = None
    for part in _MARKS.split(text):
        if len(part) == 1 and "\ue0f0" <= part <= "\ue0f4":
            now = _OPENED.get(part)
        elif part:
            if now != key and held:
                yield key, held
                held = ""
            key = now
            held += part
    if held:
        yield key, held


def _is_typed_in(charset: str, runs: list[tuple[tuple[str, bool] | None, str]]) -> bool:
    sample = " ".join(words for key, words in runs if key and key[0] == charset)[: _SAMPLE * 5]
    tokens = _tokens(sample)
    if not tokens:
        return False
    as_typed = sum(is_vietnamese(token) for token in _tokens(to_unicode(sample, charset)))
    return as_typed > sum(map(is_vietnamese, tokens))


def _marked_words(text: str) -> Iterator[str]:
    return (word for word in text.split() if not word.isascii() and len(word) <= _LONGEST_WORD)


def _viqr_words(line: str) -> list[str]:
    return [word.strip(_EDGES) for word in line.split() if len(word) <= _LONGEST_WORD and _VIQR_MARK.search(word)]


def _tokens(text: str) -> list[str]:
    """Words with a letter outside ASCII."""
    return [token.strip(_EDGES) for token in itertools.islice(_marked_words(text), _SAMPLE)]


def _charsets_of_lines(text: str) -> Counter[str]:
    """Old encoding → how many words on lines that speak for it; "" counts those on lines in Unicode."""
    counts: Counter[str] = Counter()
    for line in text.split("\n"):
        if (charset := _charset_of_line(line)) is not None:
            counts[charset] += len(_viqr_words(line) if charset == VIQR else list(_marked_words(line)))
        if counts.total() > _SAMPLE:
            break
    return counts


def _charset_of_line(line: str) -> str | None:
    tokens = _tokens(line)
    if not tokens:
        return VIQR if _is_viqr(line) else None
    if len(tokens) < _LEAST_WORDS:
        return None
    as_unicode = sum(map(is_vietnamese, tokens))
    if as_unicode >= len(tokens) * 0.9:
        return "" if any(char > "\u00ff" for char in line) else None
    best = max((TCVN3, VNI, VPS), key=lambda charset: _fit(tokens, charset))
    fit = _fit(tokens, best)
    return best if fit > as_unicode and fit >= _LEAST_SHARE * len(tokens) else None


def _fit(tokens: list[str], charset: str) -> int:
    return sum(is_vietnamese(to_unicode(token, charset)) for token in tokens)


def _is_viqr(line: str) -> bool:
    words = line.split()
    typed = _viqr_words(line)
    if len(typed) < _LEAST_WORDS or len(typed) * 5 < len(words):
        return False
    return sum(is_vietnamese(to_unicode(word, VIQR)) for word in typed) >= _LEAST_SHARE * len(typed)


def _line(line: str, charset: str, is_mixed: bool) -> str:
    """The line in Unicode, unless its words are more Vietnamese as they are (or as much, where other lines are)."""
    if charset == VIQR:
        return line if is_mixed and not _VIQR_MARK.search(line) else to_unicode(line, VIQR)
    tokens = _tokens(line)
    gain = _fit(tokens, charset) - sum(map(is_vietnamese, tokens))
    if not tokens or gain < 0 or (is_mixed and not gain):
        return line
    return _capitals(to_unicode(line, charset))


def _capitals(text: str) -> str:
    """Small letters with marks among capitals made capitals: these encodings have few capitals with marks."""
    return re.sub(r"[^\W\d_]+", _capital_word, "\n".join(_capital_line(line) for line in text.split("\n")))


def _capital_line(line: str) -> str:
    bare = [char for char in line if char.isascii() and char.isalpha()]
    return line.upper() if len(bare) >= 4 and all(char.isupper() for char in bare) else line


def _capital_word(match: re.Match[str]) -> str:
    bare = [char for char in match[0] if char.isascii()]
    return match[0].upper() if len(bare) >= 2 and all(char.isupper() for char in bare) else match[0]
