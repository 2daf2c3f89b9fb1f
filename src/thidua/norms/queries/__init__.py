"""Reads of the register: does a norm hold, which norms does a text cite, when was an event, what figure held."""

from thidua.norms.queries.anniversaries import Founding, founding_of, foundings_of
from thidua.norms.queries.citations import Citation, citations_in
from thidua.norms.queries.norms import (
    NormLine,
    NormStatus,
    norm_on,
    norms_on,
    register_on,
    sentence_about,
    successor_on,
    successors_for,
)
from thidua.norms.queries.parameters import base_salary_on, figure_on, figures_with_ends, most_movements_on
from thidua.norms.queries.story import Change, changes_of

__all__ = [
    "Change",
    "Citation",
    "Founding",
    "NormLine",
    "NormStatus",
    "base_salary_on",
    "changes_of",
    "citations_in",
    "figure_on",
    "figures_with_ends",
    "founding_of",
    "foundings_of",
    "most_movements_on",
    "norm_on",
    "norms_on",
    "register_on",
    "sentence_about",
    "successor_on",
    "successors_for",
]
