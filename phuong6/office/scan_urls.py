"""Addresses of scanned stacks, under /ban-da-ky/."""

from django.urls import path

from phuong6.office import scan_views

urlpatterns = [
    path("", scan_views.scan_list, name="scan-list"),
    path("<int:pk>/", scan_views.scan_batch, name="scan-batch"),
    path("<int:pk>/van-ban/", scan_views.scan_papers, name="scan-papers"),
    path("<int:pk>/trang-trang/", scan_views.scan_blank, name="scan-blank"),
    path("<int:pk>/trang/<int:page>/xep/", scan_views.scan_place, name="scan-place"),
    path("<int:pk>/trang/<int:page>/de-rieng/", scan_views.scan_aside, name="scan-aside"),
    path("<int:pk>/trang/<int:page>/go/", scan_views.scan_back, name="scan-back"),
    path("<int:pk>/trang/<int:page>/anh.jpg", scan_views.scan_image, name="scan-image"),
]
