"""Addresses of decisions, below /khen-thuong/."""

from django.urls import path

from awards.decisions.views import decisions as views
from awards.decisions.views import lists, revocations, rewording

urlpatterns = [
    path("", views.award_list, name="award-list"),
    path("soan/<int:meeting_pk>/", lists.decision_draft, name="decision-draft"),
    path("cach-ghi/<int:pk>/", rewording.nominee_reword, name="nominee-reword"),
    path("<int:pk>/", views.decision, name="decision"),
    path("<int:pk>/danh-sach/", lists.decision_plan, name="decision-plan"),
    path("<int:pk>/tach/", lists.decision_split, name="decision-split"),
    path("<int:pk>/bo/", lists.decision_discard, name="decision-discard"),
    path("<int:pk>/tinh-thu/", lists.decision_try, name="decision-try"),
    path("<int:pk>/chuyen/<slug:move>/", views.decision_move, name="decision-move"),
    path("<int:pk>/khong-chon/<int:award_pk>/", lists.award_strike, name="award-strike"),
    path("<int:pk>/chon-lai/<int:nominee_pk>/", lists.award_choose_again, name="award-choose-again"),
    path("<int:pk>/huy-bo/", revocations.revocation_draft, name="revocation-draft"),
    path("<int:pk>/huy-bo/sua/", revocations.revocation_change, name="revocation-change"),
    path("<int:pk>/thu-hoi/", revocations.revocation_recover, name="revocation-recover"),
    path("<int:pk>/quyet-dinh.pdf", views.decision_file, name="decision-pdf"),
]
