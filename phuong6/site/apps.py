from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class SiteConfig(AppConfig):
    """The roof: pages, commands and admin that see every room. It holds no table."""

    name = "phuong6.site"
    label = "phuong6_site"


class OfficeAdminConfig(AdminConfig):
    """Makes `admin.site` the desk opened by roles (phuong6.site.desk)."""

    default_site = "phuong6.site.desk.OfficeAdminSite"
