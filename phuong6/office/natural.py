"""Rows of the fixtures are named by what people call them, not by number."""

from django.db import models


class NaturalManager(models.Manager):
    """Finds a row by the fields its model lists in `natural`."""

    def get_by_natural_key(self, *values):
        return self.get(**dict(zip(self.model.natural, values, strict=True)))


class Natural(models.Model):
    """A model that fixtures name by `natural`, a tuple of lookups such as ("ward__code", "year")."""

    natural: tuple[str, ...] = ()

    objects = NaturalManager()

    class Meta:
        abstract = True

    def natural_key(self) -> tuple:
        values = []
        for path in self.natural:
            value = self
            for name in path.split("__"):
                value = getattr(value, name)
            values.append(value.isoformat() if hasattr(value, "isoformat") else value)
        return tuple(values)
