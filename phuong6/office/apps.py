from django.apps import AppConfig
from django.core.checks import register


class OfficeConfig(AppConfig):
    name = "phuong6.office"
    label = "office"
    verbose_name = "Văn thư"

    def ready(self):
        from phuong6.office.papers import signing

        register(signing.check_signing)
