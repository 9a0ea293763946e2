"""Addresses of the fund, under /khen-thuong/quy/."""

from django.urls import path

from awards.money import views

urlpatterns = [
    path("", views.fund, name="fund"),
    path("so-quy.xlsx", views.fund_export, name="fund-export"),
    path("<int:pk>/ghi-dao/", views.fund_reverse, name="fund-reverse"),
]
