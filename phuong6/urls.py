"""The map of the site (design.md §5)."""

from django.contrib import admin
from django.urls import include, path

from phuong6 import paper_index, views

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("phuong6.account_urls")),
    path("", include("campaigns.urls")),
    path("chi-tieu/chi-so/", include("dossiers.index_urls")),
    path("chi-tieu/", include("criteria.urls")),
    path("ho-so/", include("dossiers.urls")),
    path("", include("awards.urls")),
    path("don-doc/", include("phuong6.outbox_urls")),
    path("ban-tin/", include("phuong6.bulletin_urls")),
    path("viec/", include("phuong6.office.urls")),
    path("van-ban/", paper_index.paper_list, name="paper-list"),
    path("van-ban/", include("phuong6.office.paper_urls")),
    path("ban-da-ky/", include("phuong6.office.scan_urls")),
    path("quan-tri/ho-so/", include("dossiers.desk.urls")),
    path("quan-tri/", admin.site.urls),
]
