"""The map of the site."""

from django.contrib import admin
from django.urls import include, path

from phuong6.site.home import paper_index, views

urlpatterns = [
    path("", views.home, name="home"),
    path("ngay-dau/<slug:key>/", views.first_day_tick, name="first-day-tick"),
    path("", include("phuong6.site.accounts.urls")),
    path("", include("campaigns.urls")),
    path("chi-tieu/chi-so/", include("dossiers.index_urls")),
    path("chi-tieu/", include("criteria.urls")),
    path("ho-so/", include("dossiers.urls")),
    path("", include("awards.urls")),
    path("don-doc/", include("phuong6.site.outbox.urls")),
    path("ban-tin/", include("phuong6.site.bulletins.urls")),
    path("viec/", include("phuong6.office.jobs.urls")),
    path("van-ban/", paper_index.paper_list, name="paper-list"),
    path("van-ban/", include("phuong6.office.papers.urls")),
    path("ban-da-ky/", include("phuong6.office.scans.urls")),
    path("quan-tri/ho-so/", include("dossiers.desk.urls")),
    path("quan-tri/", admin.site.urls),
]
