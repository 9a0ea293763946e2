"""Addresses of awards over the years, under /khen-thuong/lich-su/."""

from django.urls import path

from awards import history_views

urlpatterns = [
    path("", history_views.history, name="history"),
    path("khen-thuong.xlsx", history_views.history_file, name="history-file"),
    path("ghi/", history_views.history_enter, name="history-enter"),
    path("nhap/", history_views.history_import, name="history-import"),
    path("nhap/xem-truoc/", history_views.history_preview, name="history-preview"),
    path("<int:pk>/xoa/", history_views.history_remove, name="history-remove"),
    path("<slug:kind>/<int:pk>/", history_views.history_subject, name="history-subject"),
]
