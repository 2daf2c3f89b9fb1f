"""The doors of the reader: a file or a text in, a draft with its messages out."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.plans.intake.draft import PlanDraft
from thidua.plans.intake.files import read_text
from thidua.plans.intake.normalise import normalise
from thidua.plans.intake.parts import assemble
from thidua.plans.intake.quality import damage
from thidua.plans.intake.refusals import Refused


@dataclass(frozen=True)
class Reading:
    """One file read. ``refusal`` is a Vietnamese sentence (file, why, what to do) and then ``draft`` is None.

    ``text`` is the normalised text that all spans of the draft refer to; ``code`` names the refusal for tests and logs;
    ``messages`` are remarks for the person who reviews.
    """

    draft: PlanDraft | None
    text: str
    messages: tuple[str, ...] = ()
    refusal: str = ""
    code: str = ""
    kind: str = ""


def read_plan_file(data: bytes, name: str) -> Reading:
    """Read a plan from an uploaded file: ``data`` its bytes, ``name`` the file's name for the sentences. Never raises
    for odd input: what cannot be read comes back as a refusal."""
    read = read_text(data, name)
    if isinstance(read, Refused):
        return Reading(draft=None, text="", refusal=read.sentence, code=read.code)
    text = normalise(read.text)
    if refused := damage(text, name):
        return Reading(draft=None, text=text, refusal=refused.sentence, code=refused.code, kind=read.kind)
    draft = assemble(text)
    return Reading(draft=draft, text=text, messages=read.messages + draft.messages, kind=read.kind)


def read_plan_text(text: str) -> PlanDraft:
    """Read a plan from pasted text. The spans refer to ``normalise(text)``."""
    return assemble(normalise(text))
