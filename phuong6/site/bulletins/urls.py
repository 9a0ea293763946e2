"""Addresses of radio bulletins, under /ban-tin/."""

from django.urls import path

from phuong6.site.bulletins import views

urlpatterns = [
    path("", views.bulletin_list, name="bulletin-list"),
    path("soan/", views.bulletin_new, name="bulletin-new"),
    path("<int:pk>/", views.bulletin, name="bulletin"),
    path("<int:pk>/chuyen/<slug:move>/", views.bulletin_move, name="bulletin-move"),
]
