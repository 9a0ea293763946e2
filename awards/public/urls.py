"""Addresses of what is published, and of what is kept from it, below /khen-thuong/."""

from django.urls import path

from awards.public.views import results

urlpatterns = [
    path("ket-qua/", results.public_results_list, name="public-results"),
    path("ket-qua/<int:pk>/", results.public_decision, name="public-decision"),
    path("<int:pk>/cong-khai/", results.public_list, name="public-list"),
    path("<int:pk>/cong-khai/<int:award_pk>/an/", results.name_leave_out, name="public-leave-out"),
    path("<int:pk>/cong-khai/<int:award_pk>/hien/", results.name_show, name="public-show"),
]
