import phuong6.office.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('office', '0004_papers_scans_and_void_numbers'),
    ]

    operations = [
        migrations.AddField(
            model_name='printout',
            name='title',
            field=phuong6.office.fields.TextLine(default='', max_length=300, verbose_name='Văn bản'),
            preserve_default=False,
        ),
    ]
