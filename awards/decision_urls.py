"""Addresses of decisions and of the money they cost, below /khen-thuong/."""

from django.urls import path

from awards import decision_list_views as lists
from awards import decision_views as views
from awards import fund_views, payment_views, revocation_views

urlpatterns = [
    path("", views.award_list, name="award-list"),
    path("quy/", fund_views.fund, name="fund"),
    path("quy/so-quy.xlsx", fund_views.fund_export, name="fund-export"),
    path("quy/<int:pk>/ghi-dao/", fund_views.fund_reverse, name="fund-reverse"),
    path("chi-tra/", payment_views.recipient_list, name="recipients"),
    path("soan/<int:meeting_pk>/", lists.decision_draft, name="decision-draft"),
    path("<int:pk>/", views.decision, name="decision"),
    path("<int:pk>/danh-sach/", lists.decision_plan, name="decision-plan"),
    path("<int:pk>/bo/", lists.decision_discard, name="decision-discard"),
    path("<int:pk>/tinh-thu/", lists.decision_try, name="decision-try"),
    path("<int:pk>/chuyen/<slug:move>/", views.decision_move, name="decision-move"),
    path("<int:pk>/khong-chon/<int:award_pk>/", lists.award_strike, name="award-strike"),
    path("<int:pk>/chon-lai/<int:nominee_pk>/", lists.award_choose_again, name="award-choose-again"),
    path("<int:pk>/chi-thuong/", payment_views.decision_pay, name="decision-pay"),
    path("<int:pk>/huy-bo/", revocation_views.revocation_draft, name="revocation-draft"),
    path("<int:pk>/huy-bo/sua/", revocation_views.revocation_change, name="revocation-change"),
    path("<int:pk>/thu-hoi/", revocation_views.revocation_recover, name="revocation-recover"),
    path("<int:pk>/quyet-dinh.pdf", views.decision_file, name="decision-pdf"),
]
