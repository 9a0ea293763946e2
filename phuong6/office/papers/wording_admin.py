"""The sentences of papers that a ward may put in its own words, with a look at the paper before anything is saved."""

from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from phuong6.lib.papers.pdf import render_pdf
from phuong6.lib.papers.wording import Slot, faults
from phuong6.lib.vietnamese import nfc
from phuong6.office.doors import status_of
from phuong6.office.files import hand_out_made
from phuong6.office.model_admin import DeskAdmin
from phuong6.office.models import PaperWording
from phuong6.office.papers.kinds import KINDS, PaperKind, words_with
from phuong6.office.papers.printing import MIME, PDF

LIST = "admin:office_paperwording_changelist"


class WordingForm(forms.Form):
    """One sentence; refused as `wording.faults` says."""

    text = forms.CharField(
        label="Câu của phường",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "class": "vLargeTextField"}),
    )

    def __init__(self, *args, slot: Slot, **kwargs):
        super().__init__(*args, **kwargs)
        self.slot = slot

    def clean_text(self) -> str:
        text = nfc(self.cleaned_data["text"])
        if found := faults(self.slot, text):
            raise forms.ValidationError(found)
        return text


@dataclass(frozen=True)
class Sentence:
    """One place of a paper: the text the software brings, the ward's own row, whether that still fits."""

    slot: Slot
    own: PaperWording | None
    address: str

    @property
    def fits(self) -> bool:
        return self.own is None or not faults(self.slot, self.own.text)


def sentences() -> list[tuple[PaperKind, list[Sentence]]]:
    """Every paper with adjustable sentences, by its title (one query)."""
    rows = {(each.kind, each.slot): each for each in PaperWording.objects.select_related("by")}
    kinds = sorted((each for each in KINDS.values() if each.words), key=lambda each: each.title)
    return [
        (kind, [Sentence(slot, rows.get((kind.key, slot.key)), address(kind, slot)) for slot in kind.words])
        for kind in kinds
    ]


def address(kind: PaperKind, slot: Slot, name: str = "edit") -> str:
    """The page of a sentence (edit) or of the paper with it (preview)."""
    return reverse(f"admin:office_paperwording_{name}", args=[kind.key, slot.key])


def place(key: str, slot_key: str) -> tuple[PaperKind, Slot]:
    """The place an address names. Raises Http404."""
    kind = KINDS.get(key)
    slot = next((each for each in kind.words if each.key == slot_key), None) if kind else None
    if slot is None:
        raise Http404
    return kind, slot


@admin.register(PaperWording)
class PaperWordingAdmin(DeskAdmin):
    """A list of all sentences instead of a table of the changed ones; each change stands in the log."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("cau/<slug:key>/<slug:slot_key>/", wrap(self.edit), name="office_paperwording_edit"),
            path(
                "cau/<slug:key>/<slug:slot_key>/xem-thu/",
                wrap(self.preview),
                name="office_paperwording_preview",
            ),
            *super().get_urls(),
        ]

    def add_view(self, request, form_url="", extra_context=None):
        return redirect(LIST)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The log leads here."""
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404
        return redirect(address(*place(row.kind, row.slot)))

    def delete_view(self, request, object_id, extra_context=None):
        return self.change_view(request, object_id)

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = {"title": "Câu chữ của văn bản", "papers": sentences()}
        return self._page(request, "wording_list", context)

    def edit(self, request, key: str, slot_key: str):
        """The ward's own words for one place, or the software's again."""
        kind, slot = place(key, slot_key)
        own = PaperWording.objects.filter(kind=key, slot=slot_key).select_related("by").first()
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = WordingForm(request.POST or None, slot=slot, initial={"text": own.text if own else slot.text})
        if request.method == "POST":
            self._writes(request)
            if "reset" in request.POST:
                self._reset(request, own)
                return redirect(LIST)
            if form.is_valid():
                self._save(request, kind, slot, own, form.cleaned_data["text"])
                return redirect(LIST)
        context = {
            "title": f"{kind.title}: {slot.title}",
            "slot": slot,
            "own": own,
            "form": form if self.has_change_permission(request) else None,
            "allowed": [f"{{{name}}}" for name in slot.names],
            "preview": address(kind, slot, "preview"),
        }
        return self._page(request, "wording", context, status=status_of(form))

    def preview(self, request, key: str, slot_key: str):
        """The paper on invented facts with the words typed; nothing is saved. GET: as it is now."""
        kind, slot = place(key, slot_key)
        typed = {}
        if request.method == "POST":
            self._writes(request)
            form = WordingForm(request.POST, slot=slot)
            if not form.is_valid():
                return self._page(request, "wording_refused", {"form": form}, status=422)
            typed = {slot.key: form.cleaned_data["text"]}
        elif not self.has_view_permission(request):
            raise PermissionDenied
        pdf = render_pdf(kind.sample_paper(words_with(kind, typed)))
        return hand_out_made(pdf, name=f"{kind.slug}-xem-thu.pdf", mime=MIME[PDF], inline=True)

    def _writes(self, request) -> None:
        """Raises PermissionDenied for who only reads."""
        if not (self.has_add_permission(request) and self.has_change_permission(request)):
            raise PermissionDenied

    def _save(self, request, kind: PaperKind, slot: Slot, own: PaperWording | None, text: str) -> None:
        if text == (own.text if own else slot.text):
            messages.info(request, "Câu này không có gì thay đổi.")
            return
        values = {"text": text, "by": request.user, "at": timezone.now()}
        row, made = PaperWording.objects.update_or_create(kind=kind.key, slot=slot.key, defaults=values)
        log = self.log_addition if made else self.log_change
        log(request, row, f"Trước: {own.text if own else slot.text}\nNay: {text}")
        messages.success(request, f"Đã lưu câu “{slot.title}” của {kind.title}.")

    def _reset(self, request, own: PaperWording | None) -> None:
        if not self.has_delete_permission(request):
            raise PermissionDenied
        if own:
            self.log_change(request, own, f"Dùng lại câu có sẵn. Trước: {own.text}")
            own.delete()
        messages.success(request, "Đã dùng lại câu có sẵn.")

    def _page(self, request, name: str, context: dict, status: int = 200):
        context = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, f"admin/office/{name}.html", context, status=status)
