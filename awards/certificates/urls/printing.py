"""Addresses of printing the giấy khen of a decision, below /khen-thuong/."""

from django.urls import path

from awards.certificates.views import certificates, previews

urlpatterns = [
    path("<int:pk>/giay-khen/", certificates.certificates, name="certificates"),
    path(
        "<int:pk>/giay-khen/in-lai/<int:request_pk>/",
        certificates.certificates_again,
        name="certificates-again",
    ),
    path("<int:pk>/giay-khen.pdf", certificates.certificates_pdf, name="certificates-pdf"),
    path("<int:pk>/xem-truoc/", previews.previews, name="certificate-previews"),
    path("<int:pk>/xem-truoc/giay-khen.pdf", previews.previews_pdf, name="certificate-previews-pdf"),
    path("<int:pk>/xem-truoc/<int:position>.pdf", previews.previews_pdf, name="certificate-preview"),
]
