"""Whether a word can be a Vietnamese syllable: rough on purpose, it has to tell Vietnamese from rubbish over a page."""

from __future__ import annotations

import functools
import re

from thidua.plans.intake.letters import folded

# Onset, rime and coda of a syllable, without accents.
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?"
    r"(?:uye|uya|uyu|ieu|yeu|uoi|uou|oai|oay|oao|oeo|uay|uao|ie|ye|ua|uo|uy|ue|oa|oe|oo|ai|ao|au|ay|eo|eu|ia|iu|oi"
    r"|ui|uu|[aeiouy])"
    r"(?:ng|nh|ch|[cmnpt])?$"
)
_OF_VIETNAMESE = re.compile(
    r"[a-zA-Zàáảãạâầấẩẫậăằắẳẵặđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
    r"ÀÁẢÃẠÂẦẤẨẪẬĂẰẮẲẴẶĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ]+(?:[-–/][^\W\d_]+)*$"
)
_TONED = re.compile(r"[àáảãạầấẩẫậằắẳẵặèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]")


def is_syllable(word: str) -> bool:
    """Whether a word may be a Vietnamese syllable, or an abbreviation in capitals."""
    return (word.isupper() and len(word) <= 8) or (len(word) <= 7 and bool(_SYLLABLE.match(folded(word))))


@functools.lru_cache(maxsize=20_000)
def is_vietnamese(word: str) -> bool:
    """Whether a word is written as one Vietnamese syllable (or several joined by dashes), at most one tone in each."""
    if not _OF_VIETNAMESE.match(word):
        return False
    return all(
        len(part) <= 7 and len(_TONED.findall(part.lower())) <= 1 and bool(_SYLLABLE.match(folded(part)))
        for part in re.split(r"[-–/]", word)
    )
