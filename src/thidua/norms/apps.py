from django.apps import AppConfig


class NormsConfig(AppConfig):
    name = "thidua.norms"
    label = "norms"
    verbose_name = "Văn bản pháp lý"
