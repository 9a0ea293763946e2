"""Addresses of the council, below /hoi-dong/."""

from django.urls import path

from awards import (
    meeting_member_views,
    meeting_record_views,
    meeting_run_views,
    meeting_views,
    meeting_vote_views,
)

urlpatterns = [
    path("", meeting_views.meeting_list, name="meeting-list"),
    path("lap-phien-hop/", meeting_views.meeting_plan, name="meeting-plan"),
    path("<int:pk>/", meeting_views.meeting_detail, name="meeting"),
    path("<int:pk>/sua/", meeting_views.meeting_edit, name="meeting-edit"),
    path("<int:pk>/phieu-cua-toi/", meeting_views.meeting_mine, name="meeting-mine"),
    path("<int:pk>/tien-do/", meeting_views.meeting_progress, name="meeting-progress"),
    path("<int:pk>/chuong-trinh/", meeting_run_views.meeting_refresh, name="meeting-refresh"),
    path("<int:pk>/chuong-trinh/<int:item>/bo/", meeting_run_views.meeting_remove, name="meeting-remove"),
    path("<int:pk>/chuong-trinh/<int:nominee>/dua-vao/", meeting_run_views.meeting_add, name="meeting-add"),
    path("<int:pk>/diem-danh/", meeting_run_views.meeting_attendance, name="meeting-attendance"),
    path("<int:pk>/phieu-bau.pdf", meeting_vote_views.meeting_ballots, name="meeting-ballots"),
    path("<int:pk>/kiem-phieu/", meeting_vote_views.meeting_tally, name="meeting-tally"),
    path("<int:pk>/kiem-phieu/so-sanh/", meeting_vote_views.meeting_compare, name="meeting-compare"),
    path("<int:pk>/luot/<int:item>/", meeting_run_views.meeting_call, name="meeting-call"),
    path("<int:pk>/y-kien/<int:line>/", meeting_vote_views.meeting_opinion, name="meeting-opinion"),
    path("<int:pk>/bien-ban/", meeting_record_views.meeting_record, name="meeting-record"),
    path("<int:pk>/chuyen/<slug:move>/", meeting_run_views.meeting_move, name="meeting-move"),
    path("<int:pk>/bo-phieu/", meeting_member_views.meeting_ballot, name="meeting-ballot"),
    path("<int:pk>/truong-hop/<int:item>/", meeting_member_views.meeting_case, name="meeting-case"),
    path(
        "<int:pk>/truong-hop/<int:item>/khong-bieu-quyet/",
        meeting_vote_views.meeting_conflict,
        name="meeting-conflict",
    ),
    path(
        "<int:pk>/khong-bieu-quyet/<int:conflict>/bo/",
        meeting_vote_views.meeting_conflict_undo,
        name="meeting-conflict-undo",
    ),
    path(
        "<int:pk>/truong-hop/<int:item>/bao-cao/<int:paper>/",
        meeting_member_views.meeting_paper,
        name="meeting-paper",
    ),
    path(
        "<int:pk>/truong-hop/<int:item>/minh-chung/<int:evidence>/",
        meeting_member_views.meeting_evidence,
        name="meeting-evidence",
    ),
]
