"""Addresses of the council, below /hoi-dong/."""

from django.urls import path

from awards.council.views import meetings, members, record, running, voting

urlpatterns = [
    path("", meetings.meeting_list, name="meeting-list"),
    path("lap-phien-hop/", meetings.meeting_plan, name="meeting-plan"),
    path("<int:pk>/", meetings.meeting_detail, name="meeting"),
    path("<int:pk>/sua/", meetings.meeting_edit, name="meeting-edit"),
    path("<int:pk>/phieu-cua-toi/", meetings.meeting_mine, name="meeting-mine"),
    path("<int:pk>/tien-do/", meetings.meeting_progress, name="meeting-progress"),
    path("<int:pk>/chuong-trinh/", running.meeting_refresh, name="meeting-refresh"),
    path("<int:pk>/chuong-trinh/<int:item>/bo/", running.meeting_remove, name="meeting-remove"),
    path("<int:pk>/chuong-trinh/<int:nominee>/dua-vao/", running.meeting_add, name="meeting-add"),
    path("<int:pk>/diem-danh/", running.meeting_attendance, name="meeting-attendance"),
    path("<int:pk>/phieu-bau.pdf", voting.meeting_ballots, name="meeting-ballots"),
    path("<int:pk>/kiem-phieu/", voting.meeting_tally, name="meeting-tally"),
    path("<int:pk>/kiem-phieu/so-sanh/", voting.meeting_compare, name="meeting-compare"),
    path("<int:pk>/luot/<int:item>/", running.meeting_call, name="meeting-call"),
    path("<int:pk>/y-kien/<int:line>/", voting.meeting_opinion, name="meeting-opinion"),
    path("<int:pk>/bien-ban/", record.meeting_record, name="meeting-record"),
    path("<int:pk>/chuyen/<slug:move>/", running.meeting_move, name="meeting-move"),
    path("<int:pk>/bo-phieu/", members.meeting_ballot, name="meeting-ballot"),
    path("<int:pk>/truong-hop/<int:item>/", members.meeting_case, name="meeting-case"),
    path(
        "<int:pk>/truong-hop/<int:item>/khong-bieu-quyet/",
        voting.meeting_conflict,
        name="meeting-conflict",
    ),
    path(
        "<int:pk>/khong-bieu-quyet/<int:conflict>/bo/",
        voting.meeting_conflict_undo,
        name="meeting-conflict-undo",
    ),
    path(
        "<int:pk>/truong-hop/<int:item>/bao-cao/<int:paper>/",
        members.meeting_paper,
        name="meeting-paper",
    ),
    path(
        "<int:pk>/truong-hop/<int:item>/minh-chung/<int:evidence>/",
        members.meeting_evidence,
        name="meeting-evidence",
    ),
]
