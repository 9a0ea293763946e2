"""Fields that keep text the way an office needs it: NFC always, keys computed beside the text."""

from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.deconstruct import deconstructible

from phuong6.lib.vietnamese import nfc, squeeze

LONGEST_PROSE = 10_000  # characters of any text; the forms ask for less


@deconstructible
class AtMost:
    """Refuses a text of more than `limit` characters and says how long it is.

    Not `max_length`: that makes the browser cut a pasted text off without a word.
    """

    def __init__(self, limit: int):
        self.limit = limit

    def __call__(self, value: str) -> None:
        length = len(nfc(value.replace("\r\n", "\n")))
        if length > self.limit:
            longest, found = (f"{number:,}".replace(",", ".") for number in (self.limit, length))
            raise ValidationError(
                f"Ô này ghi tối đa {longest} ký tự, nội dung đang dài {found} ký tự. Hãy viết gọn lại.",
                code="max_length",
            )

    def __eq__(self, other):
        return isinstance(other, AtMost) and self.limit == other.limit

    def __hash__(self):
        return hash(self.limit)


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
    """Text of several lines, stored in NFC, never endless: pages and papers must still be set."""

    default_validators = [AtMost(LONGEST_PROSE)]

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

    Databases order Vietnamese wrongly and find nothing without accents (docs/decisions/0003);
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


class TidyText(models.CharField):
    """A text that whoever writes it has tidied: by the hundred thousand, to tidy it three times over takes seconds."""

    def get_db_prep_save(self, value, connection):
        return value if type(value) is str else super().get_db_prep_save(value, connection)


class TidyDay(models.DateField):
    """A day that whoever writes it has read: it goes to the database as it is."""

    def get_db_prep_save(self, value, connection):
        if type(value) is date:
            return connection.ops.adapt_datefield_value(value)
        return super().get_db_prep_save(value, connection)
