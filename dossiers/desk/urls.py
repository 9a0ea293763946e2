"""Addresses of the desk, inside the admin."""

from django.urls import path

from dossiers.desk import moves, views
from dossiers.views.bundle import desk_bundle

urlpatterns = [
    path("", views.queue_page, name="desk-queue"),
    path("chua-nop/", views.not_submitted_page, name="desk-not-submitted"),
    path("chua-nop/<int:pk>/gia-han/", moves.extend, name="desk-extend"),
    path("chua-nop/<int:pk>/nhap-thay/", moves.enter, name="desk-enter"),
    path("bang-tong-hop.xlsx", views.summary_file, name="desk-summary"),
    path("<slug:code>/", views.dossier_page, name="desk-dossier"),
    path("<slug:code>/ca-ho-so.<slug:form>", desk_bundle, name="desk-bundle"),
    path("<slug:code>/giay-to/<int:pk>/", views.paper_file, name="desk-paper"),
    path("<slug:code>/minh-chung/<int:pk>/", views.evidence_file, name="desk-evidence"),
    path("<slug:code>/chuyen/<slug:move>/", moves.dossier_move, name="desk-dossier-move"),
    path("<slug:code>/de-nghi/<int:pk>/chuyen/<slug:move>/", moves.nominee_move, name="desk-nominee-move"),
    path("<slug:code>/de-nghi/<int:pk>/tham-dinh/", moves.nominee_save, name="desk-nominee-save"),
]
