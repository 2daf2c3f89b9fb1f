"""The tables of reporting: what is asked (requests), what is answered (reports), what is derived (rollups),
what goes up as an item of its own (proposals)."""

from thidua.reporting.models.asks import ReportAsk
from thidua.reporting.models.corrections import Difference, SignedPart
from thidua.reporting.models.figures import Figures, FiguresField
from thidua.reporting.models.forms import FormLine, FormQuestion, ReportForm
from thidua.reporting.models.imports import FigureImport, FigureImportRow
from thidua.reporting.models.proposals import Proposal, ProposalStop
from thidua.reporting.models.reports import FigureWords, Overruling, Remark, Report, ReportRevision
from thidua.reporting.models.requests import PeriodUnit, ReportRequest, Slot, TargetFigure
from thidua.reporting.models.rollups import Rollup, RollupDirty
from thidua.reporting.models.texts import Question, ReportText

__all__ = [
    "Difference",
    "FigureImport",
    "FigureImportRow",
    "FigureWords",
    "Figures",
    "FiguresField",
    "FormLine",
    "FormQuestion",
    "Overruling",
    "PeriodUnit",
    "Proposal",
    "ProposalStop",
    "Question",
    "Remark",
    "Report",
    "ReportAsk",
    "ReportForm",
    "ReportRequest",
    "ReportRevision",
    "ReportText",
    "Rollup",
    "RollupDirty",
    "SignedPart",
    "Slot",
    "TargetFigure",
]
