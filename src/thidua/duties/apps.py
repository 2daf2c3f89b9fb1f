from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "thidua.duties"
    label = "duties"
    verbose_name = "Việc phải làm"
