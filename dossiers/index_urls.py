"""Addresses of the index, below /chi-tieu/chi-so/."""

from django.urls import path

from dossiers.views import index

urlpatterns = [
    path("", index.index_page, name="index"),
    path("<slug:kind>/them/", index.index_form, name="index-add"),
    path("<slug:kind>/<int:pk>/", index.index_form, name="index-change"),
]
