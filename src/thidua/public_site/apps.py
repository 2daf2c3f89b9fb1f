from django.apps import AppConfig


class PublicSiteConfig(AppConfig):
    name = "thidua.public_site"
    label = "public_site"
    verbose_name = "Cổng công khai"
