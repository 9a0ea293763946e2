from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0014_called_as_today'),
    ]

    operations = [
        migrations.AddField(
            model_name='campaign',
            name='plan_reading',
            field=models.JSONField(default=dict, editable=False),
        ),
    ]
