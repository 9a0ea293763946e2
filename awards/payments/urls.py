"""Addresses of paying the bonuses out, below /khen-thuong/."""

from django.urls import path

from awards.payments import views

urlpatterns = [
    path("chi-tra/", views.recipient_list, name="recipients"),
    path("<int:pk>/chi-thuong/", views.decision_pay, name="decision-pay"),
]
