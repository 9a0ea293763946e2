"""Fields that keep text the way an office needs it: NFC always, keys computed beside the text."""

from collections.abc import Callable

from django.db import models

from phuong6.lib.vietnamese import nfc, squeeze


class TextLine(models.CharField):
    """One line of text, stored in NFC with single spaces."""

    def to_python(self, value):
        value = super().to_python(value)
        return squeeze(value) if isinstance(value, str) else value

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return squeeze(value) if isinstance(value, str) else value

    def pre_save(self, instance, add):
        value = super().pre_save(instance, add)
        if isinstance(value, str):
            value = squeeze(value)
            setattr(instance, self.attname, value)
        return value


class Prose(models.TextField):
    """Text of several lines, stored in NFC."""

    def to_python(self, value):
        value = super().to_python(value)
        return nfc(value) if isinstance(value, str) else value

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return nfc(value) if isinstance(value, str) else value

    def pre_save(self, instance, add):
        value = super().pre_save(instance, add)
        if isinstance(value, str):
            value = nfc(value)
            setattr(instance, self.attname, value)
        return value


class KeyField(models.CharField):
    """A key computed from another field at every save: for ordering, search and matching.

    Databases order Vietnamese wrongly and find nothing without accents (domain.md §9.3, §9.4);
    a stored key does both on SQLite and PostgreSQL alike.
    """

    def __init__(self, *args, of: str = "", make: Callable[[str], str] | None = None, **kwargs):
        self.of, self.make = of, make
        kwargs.setdefault("max_length", 400)
        kwargs["editable"] = False
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"of": self.of}

    def clean(self, value, model_instance):
        """The key of what is about to be saved, so that constraints on it are checked before saving."""
        return self.key_of(model_instance) if self.make is not None else value

    def pre_save(self, instance, add):
        if self.make is not None:
            setattr(instance, self.attname, self.key_of(instance))
        return super().pre_save(instance, add)

    def key_of(self, instance: models.Model) -> str:
        return self.make(getattr(instance, self.of) or "")[: self.max_length]
