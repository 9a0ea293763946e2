"""Django's loaddata, made safe for an office that edits its data: loading adds, it never overwrites."""

from functools import partial

from django.core.management.commands import loaddata


class Command(loaddata.Command):
    """A row that is there already, by its natural key, stays as people edited it.

    New rows go through `Model.save()`, so that keys computed from names are filled in.
    """

    help = loaddata.Command.help + " Rows that exist by their natural key are left as they are."

    def save_obj(self, obj) -> bool:
        """Save a new row; count an existing one as not loaded.

        A fixture's row has no number of its own: a number means that the natural key found a row.
        """
        if obj.object.pk is not None:
            return False
        obj.save = partial(save_whole, obj)
        return super().save_obj(obj)


def save_whole(obj, using=None) -> None:
    """What DeserializedObject.save does, but through the model's own save()."""
    obj.object.save(using=using)
    for name, rows in (obj.m2m_data or {}).items():
        getattr(obj.object, name).set(rows)
