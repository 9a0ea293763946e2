"""Addresses of this room."""

from django.urls import include, path

from awards import archive_views, certificate_views, public_views, verify_views

urlpatterns = [
    path("hoi-dong/", include("awards.meeting_urls")),
    path("khen-thuong/", include("awards.decision_urls")),
    path("khen-thuong/tat-ca-van-ban/", archive_views.campaign_archive, name="campaign-archive"),
    path("khen-thuong/ket-qua/", public_views.public_results_list, name="public-results"),
    path("khen-thuong/ket-qua/<int:pk>/", public_views.public_decision, name="public-decision"),
    path("khen-thuong/<int:pk>/le-trao/", include("awards.ceremony_urls")),
    path("khen-thuong/<int:pk>/cong-khai/", public_views.public_list, name="public-list"),
    path(
        "khen-thuong/<int:pk>/cong-khai/<int:award_pk>/an/",
        public_views.name_leave_out,
        name="public-leave-out",
    ),
    path("khen-thuong/<int:pk>/cong-khai/<int:award_pk>/hien/", public_views.name_show, name="public-show"),
    path("khen-thuong/giay-khen/", include("awards.design_urls")),
    path("khen-thuong/lich-su/", include("awards.history_urls")),
    path("khen-thuong/so/", include("awards.register_urls")),
    path("khen-thuong/<int:pk>/giay-khen/", certificate_views.certificates, name="certificates"),
    path(
        "khen-thuong/<int:pk>/giay-khen/in-lai/<int:request_pk>/",
        certificate_views.certificates_again,
        name="certificates-again",
    ),
    path("khen-thuong/<int:pk>/giay-khen.pdf", certificate_views.certificates_pdf, name="certificates-pdf"),
    path("xac-minh/", verify_views.verify, name="verify"),
    path("xac-minh/<slug:token>/", verify_views.verify_token, name="verify-token"),
]
