from django.apps import AppConfig
from django.utils.module_loading import import_string

from thidua.reporting.figure_sources import SOURCES
from thidua.ui.offline import keep_files


class ReportingConfig(AppConfig):
    name = "thidua.reporting"
    label = "reporting"
    verbose_name = "Báo cáo"

    def ready(self) -> None:
        """The files that the form of a report needs to open without network; the figures known of the rooms below."""
        keep_files("reporting/reporting.css", "reporting/fill.js", "reporting/checks.js")
        SOURCES.extend(import_string("thidua.reporting.queries.computed.OWN_SOURCES"))
