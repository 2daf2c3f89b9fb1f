from django.apps import AppConfig
from django.utils.module_loading import import_string

from thidua.reporting.figure_sources import SOURCES


class AwardsConfig(AppConfig):
    name = "thidua.awards"
    label = "awards"
    verbose_name = "Khen thưởng"

    def ready(self) -> None:
        """What the awards know of a report's figures."""
        SOURCES.append(import_string("thidua.awards.queries.figures.DIRECT_WORKERS"))
