"""Addresses of a ceremony, below its decision's."""

from django.urls import path

from awards import ceremony_views

urlpatterns = [
    path("", ceremony_views.ceremony, name="ceremony"),
    path("cap-nhat/", ceremony_views.ceremony_take_in, name="ceremony-take-in"),
    path("luot/<int:turn>/", ceremony_views.ceremony_turn, name="ceremony-turn"),
    path("dong/<int:line>/", ceremony_views.ceremony_line, name="ceremony-line"),
    path("dong/<int:line>/<slug:way>/", ceremony_views.ceremony_shift, name="ceremony-shift"),
    path("danh-dau/", ceremony_views.ticks, name="ceremony-ticks"),
    path("danh-dau/<int:line>/", ceremony_views.tick, name="ceremony-tick"),
    path("danh-dau/<int:line>/hoan-tac/", ceremony_views.tick_undo, name="ceremony-undo"),
]
