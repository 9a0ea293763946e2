"""Addresses of this room."""

from django.urls import path

from campaigns import public_views, selection_views, views

urlpatterns = [
    path("dang-ky/", views.register, name="register"),
    path("phong-trao/chon/", selection_views.choose_campaign, name="choose-campaign"),
    path("ke-hoach/", public_views.plan, name="plan"),
    path("guong-dien-hinh/", public_views.exemplar_list, name="exemplar-list"),
    path("guong-dien-hinh/<int:pk>/", public_views.exemplar, name="exemplar"),
]
