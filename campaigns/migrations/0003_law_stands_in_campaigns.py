"""The law in force moves here from awards with its rows: papers of lower rooms cite it too.

The table is taken over, not copied; the content type is renamed, so that log and permissions stay tied to it.
"""

from django.db import migrations, models

import phuong6.office.fields


def relabel(apps, old: str, new: str) -> None:
    """Give the model's content type its new app, unless the new one was made already."""
    types = apps.get_model("contenttypes", "ContentType").objects.filter(model="legalregime")
    if not types.filter(app_label=new).exists():
        types.filter(app_label=old).update(app_label=new)


def to_campaigns(apps, schema_editor):
    relabel(apps, "awards", "campaigns")


def to_awards(apps, schema_editor):
    relabel(apps, "campaigns", "awards")


class Migration(migrations.Migration):
    dependencies = [
        ("awards", "0004_signer_title_keeps_its_lines"),
        ("campaigns", "0002_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="LegalRegime",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=40, unique=True, verbose_name="Mã")),
                        ("name", phuong6.office.fields.TextLine(max_length=200, verbose_name="Tên")),
                        ("decree", phuong6.office.fields.TextLine(max_length=120, verbose_name="Nghị định")),
                        (
                            "from_day",
                            models.DateField(unique=True, verbose_name="Áp dụng cho quyết định từ ngày"),
                        ),
                        (
                            "rounding",
                            models.CharField(
                                choices=[
                                    ("up", "Làm tròn lên"),
                                    ("nearest", "Làm tròn đến gần nhất"),
                                    ("none", "Không làm tròn"),
                                ],
                                max_length=10,
                                verbose_name="Làm tròn tiền thưởng (đến 10.000 đồng)",
                            ),
                        ),
                        (
                            "law_bases",
                            phuong6.office.fields.Prose(
                                help_text="Mỗi dòng một căn cứ, không có dấu chấm phẩy.",
                                verbose_name="Căn cứ pháp lý trong quyết định",
                            ),
                        ),
                        (
                            "source",
                            phuong6.office.fields.TextLine(
                                blank=True, max_length=300, verbose_name="Nguồn đối chiếu"
                            ),
                        ),
                        (
                            "verified",
                            models.BooleanField(default=False, verbose_name="Đã đối chiếu văn bản gốc"),
                        ),
                    ],
                    options={
                        "verbose_name": "Chế độ pháp lý",
                        "verbose_name_plural": "Chế độ pháp lý",
                        "ordering": ["-from_day"],
                        "db_table": "awards_legalregime",
                    },
                ),
            ],
        ),
        migrations.AlterModelTable(name="legalregime", table=None),
        migrations.RunPython(to_campaigns, to_awards),
    ]
