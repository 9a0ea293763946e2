"""Columns of the sổ văn bản đi that people fill in later (NĐ 30/2020 Phụ lục IV)."""

from django.db import migrations, models

import phuong6.office.fields


class Migration(migrations.Migration):
    dependencies = [("office", "0005_printout_title")]

    operations = [
        migrations.AddField(
            "issuedpaper",
            "kept_by",
            phuong6.office.fields.TextLine(
                blank=True, default="", max_length=160, verbose_name="Đơn vị, người nhận bản lưu"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "issuedpaper", "sent_on", models.DateField(blank=True, null=True, verbose_name="Ngày chuyển")
        ),
        migrations.AddField(
            "issuedpaper",
            "note",
            phuong6.office.fields.TextLine(blank=True, default="", max_length=300, verbose_name="Ghi chú"),
            preserve_default=False,
        ),
    ]
