"""Signing in and out, passwords, health."""

from django.urls import path

from phuong6 import account_views, health

urlpatterns = [
    path("dang-nhap/", account_views.SignIn.as_view(), name="sign-in"),
    path("dang-xuat/", account_views.SignOut.as_view(), name="sign-out"),
    path("doi-mat-khau/", account_views.ChangePassword.as_view(), name="password-change"),
    path("doi-mat-khau/xong/", account_views.PasswordChanged.as_view(), name="password-changed"),
    path("healthz", health.healthz, name="healthz"),
]
