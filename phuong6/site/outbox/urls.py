"""Addresses of the outbox, below /don-doc/."""

from django.urls import path

from phuong6.site.outbox import views

urlpatterns = [
    path("", views.message_list, name="message-list"),
    path("duyet/", views.release_shown, name="message-release-shown"),
    path("soan/", views.draft_due, name="message-draft-due"),
    path("tu-gui/", views.self_release, name="message-self-release"),
    path("<int:pk>/", views.message, name="message"),
    path("<int:pk>/<slug:move>/", views.message_move, name="message-move"),
]
