"""Address of the campaign's archive, below /khen-thuong/."""

from django.urls import path

from awards.report import views

urlpatterns = [path("tat-ca-van-ban/", views.campaign_archive, name="campaign-archive")]
