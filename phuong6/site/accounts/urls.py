"""Signing in and out, passwords, help, health."""

from django.urls import path

from phuong6.site import health
from phuong6.site.accounts import views as account_views
from phuong6.site.help import views as help_views

urlpatterns = [
    path("dang-nhap/", account_views.SignIn.as_view(), name="sign-in"),
    path("dang-xuat/", account_views.SignOut.as_view(), name="sign-out"),
    path("doi-mat-khau/", account_views.ChangePassword.as_view(), name="password-change"),
    path("doi-mat-khau/xong/", account_views.PasswordChanged.as_view(), name="password-changed"),
    path("huong-dan/", help_views.contents, name="help"),
    path("huong-dan/nguoi-dan/", help_views.resident_page, name="help-resident"),
    path("huong-dan/<slug:slug>/", help_views.role_page, name="help-role"),
    path("healthz", health.healthz, name="healthz"),
]
