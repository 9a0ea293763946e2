"""Addresses of the book of giấy khen, under /khen-thuong/so/."""

from django.urls import path

from awards.certificates.views import corrections, register

urlpatterns = [
    path("", register.register_book, name="register-book"),
    path("<int:pk>/thay/", register.register_replace, name="register-replace"),
    path("<int:pk>/huy/", register.register_void, name="register-void"),
    path("<int:pk>/dinh-chinh/", corrections.register_correct, name="register-correct"),
    path("<int:year>.<slug:kind>", register.register_file, name="register-file"),
]
