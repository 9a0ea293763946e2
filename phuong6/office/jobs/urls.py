"""Addresses of background work, under /viec/."""

from django.urls import path

from phuong6.office.jobs import views

urlpatterns = [
    path("<int:pk>/", views.job, name="job"),
    path("<int:pk>/ket-qua/", views.job_result, name="job-result"),
    path("<int:pk>/huy/", views.job_cancel, name="job-cancel"),
    path("<int:pk>/chay-lai/", views.job_restart, name="job-restart"),
]
