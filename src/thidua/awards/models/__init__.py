"""Catalogue and rules; nominations; decisions and awards."""

from thidua.awards.models.catalogue import AwardForm, EligibilityRule, Quota
from thidua.awards.models.decisions import Award, Decision
from thidua.awards.models.dossiers import Dossier, DossierLine

__all__ = ["Award", "AwardForm", "Decision", "Dossier", "DossierLine", "EligibilityRule", "Quota"]
