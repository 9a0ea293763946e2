"""The law in force stands in campaigns now; its table was taken over there, so only the names change here."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("awards", "0004_signer_title_keeps_its_lines"),
        ("campaigns", "0003_law_stands_in_campaigns"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="decision",
                    name="regime",
                    field=models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="campaigns.legalregime",
                        verbose_name="Chế độ áp dụng",
                    ),
                ),
                migrations.AlterField(
                    model_name="decision",
                    name="regime_override",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="campaigns.legalregime",
                        verbose_name="Áp dụng chế độ khác",
                    ),
                ),
                migrations.AlterField(
                    model_name="bonusrate",
                    name="regime",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rates",
                        to="campaigns.legalregime",
                        verbose_name="Chế độ",
                    ),
                ),
                migrations.DeleteModel(name="LegalRegime"),
            ],
        ),
    ]
