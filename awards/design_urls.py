"""Addresses under khen-thuong/giay-khen/: designs, blanks, printers."""

from django.urls import path

from awards import design_views, printer_views, setup_views

urlpatterns = [
    path("mau/", design_views.designs, name="certificate-designs"),
    path("mau/<int:pk>/", design_views.design, name="certificate-design"),
    path("mau/<int:pk>/xem-thu/", design_views.design_preview, name="certificate-design-preview"),
    path("mau/<int:pk>/anh-phoi/", design_views.design_photo, name="certificate-design-photo"),
    path("mau/<int:pk>/doi-ten/", setup_views.design_rename, name="design-rename"),
    path("mau/<int:pk>/xoa/", setup_views.design_remove, name="design-remove"),
    path("mau/<int:pk>/kho/", printer_views.blanks, name="blanks"),
    path("may-in/them/", printer_views.printer_new, name="printer-new"),
    path("may-in/<int:pk>/", printer_views.printer, name="printer"),
    path("may-in/<int:pk>/doi-ten/", setup_views.printer_rename, name="printer-rename"),
    path("may-in/<int:pk>/xoa/", setup_views.printer_remove, name="printer-remove"),
    path("may-in/<int:pk>/bo-so-do/", printer_views.printer_true, name="printer-true"),
    path("may-in/<int:pk>/to-thuoc.pdf", printer_views.printer_sheet, name="printer-sheet"),
]
