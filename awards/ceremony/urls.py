"""Addresses of a ceremony, below its decision's."""

from django.urls import path

from awards.ceremony import views

urlpatterns = [
    path("", views.ceremony, name="ceremony"),
    path("cap-nhat/", views.ceremony_take_in, name="ceremony-take-in"),
    path("luot/<int:turn>/", views.ceremony_turn, name="ceremony-turn"),
    path("dong/<int:line>/", views.ceremony_line, name="ceremony-line"),
    path("dong/<int:line>/<slug:way>/", views.ceremony_shift, name="ceremony-shift"),
    path("danh-dau/", views.ticks, name="ceremony-ticks"),
    path("danh-dau/<int:line>/", views.tick, name="ceremony-tick"),
    path("danh-dau/<int:line>/hoan-tac/", views.tick_undo, name="ceremony-undo"),
]
