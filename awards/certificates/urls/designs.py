"""Addresses under khen-thuong/giay-khen/: designs, blanks, printers."""

from django.urls import path

from awards.certificates.views import designs, setup
from awards.certificates.views import printers as printer_views

urlpatterns = [
    path("mau/", designs.designs, name="certificate-designs"),
    path("mau/<int:pk>/", designs.design, name="certificate-design"),
    path("mau/<int:pk>/xem-thu/", designs.design_preview, name="certificate-design-preview"),
    path("mau/<int:pk>/anh-phoi/", designs.design_photo, name="certificate-design-photo"),
    path("mau/<int:pk>/doi-ten/", setup.design_rename, name="design-rename"),
    path("mau/<int:pk>/xoa/", setup.design_remove, name="design-remove"),
    path("mau/<int:pk>/kho/", printer_views.blanks, name="blanks"),
    path("may-in/them/", printer_views.printer_new, name="printer-new"),
    path("may-in/<int:pk>/", printer_views.printer, name="printer"),
    path("may-in/<int:pk>/doi-ten/", setup.printer_rename, name="printer-rename"),
    path("may-in/<int:pk>/xoa/", setup.printer_remove, name="printer-remove"),
    path("may-in/<int:pk>/bo-so-do/", printer_views.printer_true, name="printer-true"),
    path("may-in/<int:pk>/to-thuoc.pdf", printer_views.printer_sheet, name="printer-sheet"),
]
