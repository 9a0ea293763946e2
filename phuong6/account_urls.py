"""Signing in and out, passwords, help, health."""

urlpatterns = []
