"""Addresses of awards over the years, under /khen-thuong/lich-su/."""

from django.urls import path

from awards.history import views

urlpatterns = [
    path("", views.history, name="history"),
    path("khen-thuong.xlsx", views.history_file, name="history-file"),
    path("ghi/", views.history_enter, name="history-enter"),
    path("nhap/", views.history_import, name="history-import"),
    path("nhap/xem-truoc/", views.history_preview, name="history-preview"),
    path("<int:pk>/xoa/", views.history_remove, name="history-remove"),
    path("<slug:kind>/<int:pk>/", views.history_subject, name="history-subject"),
]
