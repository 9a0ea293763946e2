"""The map of the site (design.md §5)."""

from django.contrib import admin
from django.urls import include, path

from phuong6 import views

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("phuong6.account_urls")),
    path("", include("campaigns.urls")),
    path("chi-tieu/", include("criteria.urls")),
    path("ho-so/", include("dossiers.urls")),
    path("", include("awards.urls")),
    path("viec/", include("phuong6.office.urls")),
    path("quan-tri/ho-so/", include("dossiers.desk.urls")),
    path("quan-tri/", admin.site.urls),
]
