"""What every table in the admin has in common: accent-free search, keys checked, years as years."""

from django import forms
from django.contrib import admin
from django.db import models
from django.utils.text import capfirst

from phuong6.lib.vietnamese import search_key
from phuong6.office.fields import KeyField
from phuong6.office.forms import WholeNumberField

# What the filters and the date line put behind a field's name in an address.
FILTER_LOOKUPS = ("", "__exact", "__isnull", "__id__exact", "__gte", "__lt", "__year", "__month", "__day")

# For every table and for every list of rows inside one.
WHOLE_NUMBERS = {
    column: {"form_class": WholeNumberField} for column in (models.IntegerField, models.BigIntegerField)
}


class KeyedForm(forms.ModelForm):
    """Checks constraints on computed keys too, so that a repeated name is a sentence, not a crash."""

    def _get_validation_exclusions(self) -> set[str]:
        keys = {each.name for each in self._meta.model._meta.fields if isinstance(each, KeyField)}
        return super()._get_validation_exclusions() - keys


def plain(name: str, title: str):
    """A column or read-only line that shows a year as 2023, never as 2.023."""

    @admin.display(description=title, ordering=name)
    def shown(row: models.Model) -> str:
        value = getattr(row, name)
        return "" if value is None else str(value)

    return shown


class DeskAdmin(admin.ModelAdmin):
    """A table of the desk, searched without accents.

    search_fields are stored keys where the model has them; a small table without keys lists its
    texts in `scanned_search` and is read through instead. `folded_search` is off where neither fits
    (the logs). `years` are number fields that whoever may only view sees as plain figures.
    """

    form = KeyedForm
    formfield_overrides = WHOLE_NUMBERS
    list_per_page = 50
    list_max_show_all = 200
    show_full_result_count = False
    folded_search = True
    scanned_search: tuple[str, ...] = ()
    years: tuple[str, ...] = ()

    def changelist_view(self, request, extra_context=None):
        """The heading is the table's own name, for readers and writers alike."""
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title} | (extra_context or {}))

    def lookup_allowed(self, lookup, value, request) -> bool:
        """Only what the page's own filters ask for.

        Django allows any lookup on a table's own fields; by ?password__startswith= whoever may list
        accounts would read the hashes letter by letter, as ?token__startswith= the secret of a paper.
        """
        names = {*self.get_list_filter(request), self.date_hierarchy} - {None}
        return lookup in {name + asked for name in names for asked in FILTER_LOOKUPS}

    def get_search_fields(self, request):
        return self.scanned_search or self.search_fields

    def get_search_results(self, request, queryset, search_term):
        words = search_key(search_term).split()
        if self.scanned_search and words:
            rows = queryset.values_list("pk", *self.scanned_search)
            keys = {pk: search_key(" ".join(filter(None, texts))) for pk, *texts in rows}
            found = [pk for pk, key in keys.items() if all(word in key for word in words)]
            return queryset.filter(pk__in=found), False
        term = " ".join(words) if self.folded_search else search_term
        return super().get_search_results(request, queryset, term)

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if not self.years or obj is None or self.has_change_permission(request, obj):
            return fieldsets
        return [
            (title, options | {"fields": [self._shown(name) for name in options["fields"]]})
            for title, options in fieldsets
        ]

    def _shown(self, name):
        if isinstance(name, list | tuple):
            return [self._shown(each) for each in name]
        if name in self.years:
            return plain(name, self.model._meta.get_field(name).verbose_name)
        return name


class ReadOnlyAdmin(DeskAdmin):
    """A table that only other rooms write; read by whoever has the right to view."""

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
