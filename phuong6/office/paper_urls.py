"""Addresses of papers, under /van-ban/."""

from django.urls import path

from phuong6.office import paper_views

urlpatterns = [
    path("<slug:key>/<int:pk>/", paper_views.paper, name="paper"),
    path("<slug:key>/<int:pk>/van-ban.pdf", paper_views.paper_file, {"extension": "pdf"}, name="paper-pdf"),
    path(
        "<slug:key>/<int:pk>/van-ban.docx", paper_views.paper_file, {"extension": "docx"}, name="paper-docx"
    ),
    path("<slug:key>/<int:pk>/ban-hanh/", paper_views.paper_issue, name="paper-issue"),
    path("<slug:key>/<int:pk>/ky-so/", paper_views.paper_sign, name="paper-sign"),
    path("<slug:key>/<int:pk>/ban-da-ky/", paper_views.paper_signed, name="paper-signed"),
    path("<slug:key>/<int:pk>/ban-da-ky/<int:copy>/", paper_views.signed_file, name="paper-signed-file"),
    path("<slug:key>/<int:pk>/da-ban-hanh/<int:issued>/", paper_views.issued_file, name="paper-issued-file"),
]
