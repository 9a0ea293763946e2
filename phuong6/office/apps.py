from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "phuong6.office"
    label = "office"
    verbose_name = "Văn thư"
