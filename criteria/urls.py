"""Addresses of this room, below /chi-tieu/."""

from django.urls import path

from criteria import views

urlpatterns = [path("", views.target_list, name="target-list")]
