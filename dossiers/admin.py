"""Dossiers in the admin: the list and each row open the desk; extensions and receipts are read there too."""

from django.contrib import admin
from django.shortcuts import get_object_or_404, redirect

from dossiers.models import Dossier, Extension, Receipt
from phuong6.lib.vietnamese import deadline_phrase
from phuong6.office.model_admin import ReadOnlyAdmin


@admin.register(Dossier)
class DossierAdmin(ReadOnlyAdmin):
    """The admin's link to dossiers leads to the desk, where the work is."""

    def changelist_view(self, request, extra_context=None):
        return redirect("desk-queue")

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return redirect("desk-dossier", get_object_or_404(Dossier, pk=object_id).code)


@admin.register(Extension)
class ExtensionAdmin(ReadOnlyAdmin):
    list_display = ("unit", "until", "reason", "by", "at")
    list_filter = ("campaign",)
    list_select_related = ("unit", "by")
    search_fields = ("unit__search_key",)

    @admin.display(description="Hạn nộp mới", ordering="too_late")
    def until(self, row: Extension) -> str:
        return deadline_phrase(row.too_late)


@admin.register(Receipt)
class ReceiptAdmin(ReadOnlyAdmin):
    list_display = ("paper", "dossier", "received_at", "on_paper", "on_time", "by")
    list_filter = ("on_time", "on_paper")
    list_select_related = ("paper__series", "dossier", "by")
    fields = ("paper", "dossier", "received_at", "on_paper", "on_time", "by")
