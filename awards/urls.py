"""Addresses of this room."""

from django.urls import include, path

from awards import certificate_views, decision_views, fund_views, verify_views

urlpatterns = [
    path("hoi-dong/", include("awards.meeting_urls")),
    path("khen-thuong/", decision_views.award_list, name="award-list"),
    path("khen-thuong/quy/", fund_views.fund, name="fund"),
    path("khen-thuong/soan/<int:meeting_pk>/", decision_views.decision_draft, name="decision-draft"),
    path("khen-thuong/<int:pk>/", decision_views.decision, name="decision"),
    path("khen-thuong/<int:pk>/du-kien/", decision_views.decision_plan, name="decision-plan"),
    path("khen-thuong/<int:pk>/cap-nhat/", decision_views.decision_refresh, name="decision-refresh"),
    path("khen-thuong/<int:pk>/chuyen/<slug:move>/", decision_views.decision_move, name="decision-move"),
    path("khen-thuong/<int:pk>/khong-chon/<int:award_pk>/", decision_views.award_strike, name="award-strike"),
    path("khen-thuong/<int:pk>/chi-thuong/", fund_views.decision_pay, name="decision-pay"),
    path("khen-thuong/<int:pk>/quyet-dinh.pdf", decision_views.decision_file, name="decision-pdf"),
    path("khen-thuong/<int:pk>/giay-khen/", certificate_views.certificates, name="certificates"),
    path("khen-thuong/<int:pk>/giay-khen.pdf", certificate_views.certificates_pdf, name="certificates-pdf"),
    path("xac-minh/", verify_views.verify, name="verify"),
    path("xac-minh/<slug:token>/", verify_views.verify_token, name="verify-token"),
]
