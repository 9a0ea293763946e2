"""Addresses of radio bulletins, under /ban-tin/."""

from django.urls import path

from phuong6 import bulletin_views

urlpatterns = [
    path("", bulletin_views.bulletin_list, name="bulletin-list"),
    path("soan/", bulletin_views.bulletin_new, name="bulletin-new"),
    path("<int:pk>/", bulletin_views.bulletin, name="bulletin"),
    path("<int:pk>/chuyen/<slug:move>/", bulletin_views.bulletin_move, name="bulletin-move"),
]
