"""Signing in and out, and one's own password."""

from django.contrib.auth import views
from django.urls import reverse_lazy

from phuong6.site.accounts.forms import NewPasswordForm, SignInForm


class SignIn(views.LoginView):
    """Public by Django's own mark; whoever is in already goes on to where they were going."""

    form_class = SignInForm
    redirect_authenticated_user = True


class SignOut(views.LogoutView):
    """By POST only, so that no link or picture can sign somebody out."""

    http_method_names = ["post", "options"]


class ChangePassword(views.PasswordChangeView):
    """Also the only page open to somebody who came in with the administrator's password."""

    form_class = NewPasswordForm
    success_url = reverse_lazy("password-changed")


class PasswordChanged(views.PasswordChangeDoneView):
    pass
