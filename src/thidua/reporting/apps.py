from django.apps import AppConfig

from thidua.ui.offline import keep_files


class ReportingConfig(AppConfig):
    name = "thidua.reporting"
    label = "reporting"
    verbose_name = "Báo cáo"

    def ready(self) -> None:
        """The files that the form of a report needs to open without network."""
        keep_files("reporting/reporting.css", "reporting/fill.js")
