"""Addresses of this room, subject by subject."""

from django.urls import include, path

urlpatterns = [
    path("hoi-dong/", include("awards.council.urls")),
    path("khen-thuong/", include("awards.decisions.urls")),
    path("khen-thuong/quy/", include("awards.money.urls")),
    path("khen-thuong/du-kien-chung/", include("awards.facts.urls")),
    path("khen-thuong/", include("awards.payments.urls")),
    path("khen-thuong/", include("awards.public.urls")),
    path("khen-thuong/", include("awards.report.urls")),
    path("khen-thuong/", include("awards.certificates.urls.printing")),
    path("khen-thuong/giay-khen/", include("awards.certificates.urls.designs")),
    path("khen-thuong/so/", include("awards.certificates.urls.register")),
    path("khen-thuong/lich-su/", include("awards.history.urls")),
    path("khen-thuong/<int:pk>/le-trao/", include("awards.ceremony.urls")),
    path("xac-minh/", include("awards.public.verify_urls")),
]
