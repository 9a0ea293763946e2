"""Addresses of the book of giấy khen, under /khen-thuong/so/."""

from django.urls import path

from awards import correction_views, register_views

urlpatterns = [
    path("", register_views.register_book, name="register-book"),
    path("<int:pk>/thay/", register_views.register_replace, name="register-replace"),
    path("<int:pk>/huy/", register_views.register_void, name="register-void"),
    path("<int:pk>/dinh-chinh/", correction_views.register_correct, name="register-correct"),
    path("<int:year>.<slug:kind>", register_views.register_file, name="register-file"),
]
