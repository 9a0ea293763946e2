"""Addresses of the council, below /hoi-dong/."""

from django.urls import path

from awards import meeting_member_views, meeting_views

urlpatterns = [
    path("", meeting_views.meeting_list, name="meeting-list"),
    path("lap-phien-hop/", meeting_views.meeting_plan, name="meeting-plan"),
    path("<int:pk>/", meeting_views.meeting_detail, name="meeting"),
    path("<int:pk>/tien-do/", meeting_views.meeting_progress, name="meeting-progress"),
    path("<int:pk>/chuong-trinh/", meeting_views.meeting_refresh, name="meeting-refresh"),
    path("<int:pk>/chuong-trinh/<int:item>/bo/", meeting_views.meeting_remove, name="meeting-remove"),
    path("<int:pk>/diem-danh/", meeting_views.meeting_attendance, name="meeting-attendance"),
    path("<int:pk>/kiem-phieu/", meeting_views.meeting_tally, name="meeting-tally"),
    path("<int:pk>/chuyen/<slug:move>/", meeting_views.meeting_move, name="meeting-move"),
    path("<int:pk>/bo-phieu/", meeting_member_views.meeting_ballot, name="meeting-ballot"),
    path("<int:pk>/truong-hop/<int:item>/", meeting_member_views.meeting_case, name="meeting-case"),
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
