"""Addresses of scanned stacks, under /ban-da-ky/."""

from django.urls import path

from phuong6.office.scans import views

urlpatterns = [
    path("", views.scan_list, name="scan-list"),
    path("<int:pk>/", views.scan_batch, name="scan-batch"),
    path("<int:pk>/van-ban/", views.scan_papers, name="scan-papers"),
    path("<int:pk>/trang-trang/", views.scan_blank, name="scan-blank"),
    path("<int:pk>/trang/<int:page>/xep/", views.scan_place, name="scan-place"),
    path("<int:pk>/trang/<int:page>/de-rieng/", views.scan_aside, name="scan-aside"),
    path("<int:pk>/trang/<int:page>/go/", views.scan_back, name="scan-back"),
    path("<int:pk>/trang/<int:page>/anh.jpg", views.scan_image, name="scan-image"),
]
