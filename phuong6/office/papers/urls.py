"""Addresses of papers, under /van-ban/."""

from django.urls import path

from phuong6.office.papers import views

urlpatterns = [
    path("<slug:key>/<int:pk>/", views.paper, name="paper"),
    path("<slug:key>/<int:pk>/van-ban.pdf", views.paper_file, {"extension": "pdf"}, name="paper-pdf"),
    path("<slug:key>/<int:pk>/van-ban.docx", views.paper_file, {"extension": "docx"}, name="paper-docx"),
    path("<slug:key>/<int:pk>/ban-hanh/", views.paper_issue, name="paper-issue"),
    path("<slug:key>/<int:pk>/ky-so/", views.paper_sign, name="paper-sign"),
    path("<slug:key>/<int:pk>/ban-da-ky/", views.paper_signed, name="paper-signed"),
    path("<slug:key>/<int:pk>/ban-da-ky/<int:copy>/", views.signed_file, name="paper-signed-file"),
    path("<slug:key>/<int:pk>/da-ban-hanh/<int:issued>/", views.issued_file, name="paper-issued-file"),
]
