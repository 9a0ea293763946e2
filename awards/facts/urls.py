"""Addresses of the national facts, under /khen-thuong/du-kien-chung/."""

from django.urls import path

from awards.facts import views

urlpatterns = [
    path("", views.facts, name="national-facts"),
    path("lay/", views.facts_take, name="national-facts-take"),
    path("lay-tat-ca/", views.facts_take_all, name="national-facts-take-all"),
]
