from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class Phuong6Config(AppConfig):
    name = "phuong6"
    verbose_name = "Tài khoản"


class OfficeAdminConfig(AdminConfig):
    """Makes `admin.site` the desk opened by roles (phuong6.desk)."""

    default_site = "phuong6.desk.OfficeAdminSite"
