"""Codes stored with spaces, small letters or long dashes become what a register's code is compared by."""

from django.db import migrations

from criteria.registers.stored_codes import tidy_stored


def tidy(apps, schema_editor):
    tidy_stored(apps.get_model("criteria", "OneStopRecord"), apps.get_model("criteria", "DocumentRecord"))


class Migration(migrations.Migration):
    dependencies = [("criteria", "0001_squashed_0008_imports_undone")]
    operations = [migrations.RunPython(tidy, migrations.RunPython.noop)]
