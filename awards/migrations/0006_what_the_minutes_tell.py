"""Fields for what the minutes of a meeting tell; issued decisions know which kind of paper they are."""

import django.db.models.deletion
import phuong6.office.fields
from django.conf import settings
from django.db import migrations, models


def name_the_kind(apps, schema_editor):
    """Papers of decisions issued before kinds were kept."""
    decisions = apps.get_model("awards", "Decision").objects.exclude(paper=None)
    papers = apps.get_model("office", "IssuedPaper").objects.filter(pk__in=decisions.values("paper"))
    papers.update(kind="decision")


class Migration(migrations.Migration):

    dependencies = [
        ('awards', '0005_law_stands_in_campaigns'),
        ('campaigns', '0003_law_stands_in_campaigns'),
        ('office', '0004_papers_scans_and_void_numbers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='councilmeeting',
            name='ballots_issued',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Số phiếu phát ra'),
        ),
        migrations.AddField(
            model_name='councilmeeting',
            name='ballots_returned',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Số phiếu thu vào'),
        ),
        migrations.AddField(
            model_name='councilmeeting',
            name='ballots_spoilt',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Số phiếu không hợp lệ'),
        ),
        migrations.AddField(
            model_name='councilmeeting',
            name='ended_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='Phiên họp kết thúc lúc'),
        ),
        migrations.AddField(
            model_name='councilmeeting',
            name='recorded_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='Ghi biên bản lúc'),
        ),
        migrations.AddField(
            model_name='councilmeeting',
            name='recorded_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='councilmeeting',
            name='secretary',
            field=phuong6.office.fields.TextLine(blank=True, max_length=120, verbose_name='Thư ký phiên họp'),
        ),
        migrations.AddField(
            model_name='councilmeeting',
            name='tellers',
            field=phuong6.office.fields.Prose(blank=True, help_text='Mỗi dòng một người, dòng đầu là Trưởng ban.', verbose_name='Ban kiểm phiếu'),
        ),
        migrations.AddConstraint(
            model_name='councilmeeting',
            constraint=models.CheckConstraint(condition=models.Q(('ballots_issued__isnull', True), ('ballots_returned__isnull', True), ('ballots_issued__gte', models.F('ballots_returned')), _connector='OR'), name='ballots_returned_at_most_issued', violation_error_message='Số phiếu thu vào không thể nhiều hơn số phiếu phát ra.'),
        ),
        migrations.AddConstraint(
            model_name='councilmeeting',
            constraint=models.CheckConstraint(condition=models.Q(('ballots_returned__isnull', True), ('ballots_spoilt__isnull', True), ('ballots_returned__gte', models.F('ballots_spoilt')), _connector='OR'), name='ballots_spoilt_at_most_returned', violation_error_message='Số phiếu không hợp lệ không thể nhiều hơn số phiếu thu vào.'),
        ),
        migrations.RunPython(name_the_kind, migrations.RunPython.noop),
    ]
