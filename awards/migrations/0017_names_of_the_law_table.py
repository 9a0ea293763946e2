"""The law's table once stood in awards: what PostgreSQL still calls by that name is called by today's."""

from django.db import migrations

INDEXES = {
    'awards_legalregime_pkey': 'campaigns_legalregime_pkey',
    'awards_legalregime_code_key': 'campaigns_legalregime_code_key',
    'awards_legalregime_code_5b3c1024_like': 'campaigns_legalregime_code_469e46a8_like',
    'awards_legalregime_from_day_key': 'campaigns_legalregime_from_day_key',
}
KEYS = {
    'awards_bonusrate_regime_id_d7f31054_fk_awards_legalregime_id':
        'awards_bonusrate_regime_id_d7f31054_fk_campaigns_legalregime_id',
    'awards_decision_regime_id_dfc76c7c_fk_awards_legalregime_id':
        'awards_decision_regime_id_dfc76c7c_fk_campaigns_legalregime_id',
    'awards_decision_regime_override_id_0736dcf5_fk_awards_le':
        'awards_decision_regime_override_id_0736dcf5_fk_campaigns',
}


def rename(apps, schema_editor):
    if schema_editor.connection.vendor != 'postgresql':
        return
    schema_editor.execute('ALTER SEQUENCE IF EXISTS awards_legalregime_id_seq RENAME TO campaigns_legalregime_id_seq')
    for old, new in INDEXES.items():
        schema_editor.execute(f'ALTER INDEX IF EXISTS {old} RENAME TO {new}')
    with schema_editor.connection.cursor() as cursor:
        cursor.execute('SELECT conrelid::regclass, conname FROM pg_constraint WHERE conname = ANY(%s)', [list(KEYS)])
        found = cursor.fetchall()
    for table, old in found:
        schema_editor.execute(f'ALTER TABLE {table} RENAME CONSTRAINT {old} TO {KEYS[old]}')


class Migration(migrations.Migration):

    dependencies = [('awards', '0001_squashed_0016_corrected_names')]

    operations = [migrations.RunPython(rename, migrations.RunPython.noop)]
