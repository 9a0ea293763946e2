"""Addresses of the desk, inside the admin."""

urlpatterns = []
