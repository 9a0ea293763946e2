"""Terms of members, votes sealed until closing, paper counted twice, opinions in writing, standing aside."""

import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
import phuong6.office.fields
from django.conf import settings
from django.db import migrations, models


def fill_in(apps, schema_editor):
    """Counts of closed meetings keep adding up; a vote that is running must end before the software changes."""
    meetings = apps.get_model("awards", "CouncilMeeting").objects
    items = apps.get_model("awards", "AgendaItem").objects
    votes = models.F("yes") + models.F("no") + models.F("blank") + models.F("spoilt")
    if items.filter(meeting__status="open").annotate(voted=votes).filter(voted__gt=0).exists():
        raise RuntimeError("Có phiên họp Hội đồng đang bỏ phiếu. Hãy kết thúc phiên họp rồi nâng cấp lại.")
    items.update(ballots=votes)
    known = meetings.filter(ballots_returned__isnull=False, ballots_spoilt__isnull=False)
    known.update(ballots_valid=models.F("ballots_returned") - models.F("ballots_spoilt"))


class Migration(migrations.Migration):

    dependencies = [
        ('awards', '0010_the_ledger_so_far'),
        ('campaigns', '0007_how_the_council_votes'),
        ('dossiers', '0003_what_reports_say_and_signed_copies_were_printed_from'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Conflict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', phuong6.office.fields.TextLine(max_length=300, verbose_name='Lý do')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='Lúc')),
            ],
            options={
                'verbose_name': 'Xin không biểu quyết',
                'verbose_name_plural': 'Xin không biểu quyết',
                'ordering': ['item', 'member__order', 'member'],
            },
        ),
        migrations.CreateModel(
            name='PaperCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(choices=[('first', 'Lần nhập thứ nhất'), ('second', 'Lần nhập thứ hai'), ('agreed', 'Kết quả đã thống nhất')], max_length=10, verbose_name='Lần nhập')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='Nhập lúc')),
                ('issued', models.PositiveSmallIntegerField(verbose_name='Số phiếu phát ra')),
                ('returned', models.PositiveSmallIntegerField(verbose_name='Số phiếu thu vào')),
                ('valid', models.PositiveSmallIntegerField(verbose_name='Số phiếu hợp lệ')),
                ('invalid', models.PositiveSmallIntegerField(verbose_name='Số phiếu không hợp lệ')),
                ('note', phuong6.office.fields.Prose(blank=True, verbose_name='Đã giải quyết thế nào')),
            ],
            options={
                'verbose_name': 'Kết quả kiểm phiếu giấy',
                'verbose_name_plural': 'Kết quả kiểm phiếu giấy',
                'ordering': ['meeting', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PaperCountLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('yes', models.PositiveSmallIntegerField(verbose_name='Đồng ý')),
                ('no', models.PositiveSmallIntegerField(verbose_name='Không đồng ý')),
                ('blank', models.PositiveSmallIntegerField(verbose_name='Không có ý kiến')),
                ('spoilt', models.PositiveSmallIntegerField(verbose_name='Không hợp lệ')),
                ('not_entitled', models.PositiveSmallIntegerField(verbose_name='Không được biểu quyết')),
                ('chair_agrees', models.BooleanField(null=True, verbose_name='Chủ tịch Hội đồng tán thành')),
            ],
            options={
                'verbose_name': 'Dòng kiểm phiếu',
                'verbose_name_plural': 'Dòng kiểm phiếu',
            },
        ),
        migrations.CreateModel(
            name='SealedBox',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('salt', models.BinaryField(max_length=16)),
                ('sealed', models.BinaryField()),
            ],
            options={
                'verbose_name': 'Hòm phiếu niêm phong',
                'verbose_name_plural': 'Hòm phiếu niêm phong',
            },
        ),
        migrations.CreateModel(
            name='WrittenOpinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('received_on', models.DateField(verbose_name='Ngày nhận phiếu')),
                ('remark', phuong6.office.fields.Prose(blank=True, verbose_name='Ý kiến khác')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='Nhập lúc')),
            ],
            options={
                'verbose_name': 'Ý kiến bằng văn bản',
                'verbose_name_plural': 'Ý kiến bằng văn bản',
            },
        ),
        migrations.RemoveConstraint(
            model_name='councilmeeting',
            name='ballots_returned_at_most_issued',
        ),
        migrations.RemoveConstraint(
            model_name='councilmeeting',
            name='ballots_spoilt_at_most_returned',
        ),
        migrations.RemoveField(
            model_name='agendaitem',
            name='tallied',
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='ballots',
            field=models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='Phiếu hợp lệ'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='not_entitled',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='Không được biểu quyết'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='poll',
            field=models.CharField(choices=[('waiting', 'Chưa đưa ra'), ('running', 'Đang bỏ phiếu'), ('done', 'Đã bỏ phiếu xong')], default='waiting', editable=False, max_length=10, verbose_name='Lượt bỏ phiếu'),
        ),
        migrations.AddField(
            model_name='councilmeeting',
            name='ballots_valid',
            field=models.PositiveSmallIntegerField(editable=False, null=True, verbose_name='Số phiếu hợp lệ'),
        ),
        migrations.AddField(
            model_name='councilmeeting',
            name='chair_casting_vote',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name='councilmeeting',
            name='due_on',
            field=models.DateField(blank=True, null=True, verbose_name='Hạn gửi phiếu lấy ý kiến'),
        ),
        migrations.AddField(
            model_name='councilmeeting',
            name='pace',
            field=models.CharField(choices=[('whole', 'Cả danh sách trong một phiếu'), ('single', 'Lần lượt từng trường hợp')], default='whole', max_length=10, verbose_name='Bỏ phiếu trên hệ thống'),
        ),
        migrations.AddField(
            model_name='councilmember',
            name='from_day',
            field=models.DateField(blank=True, null=True, verbose_name='Tham gia từ ngày'),
        ),
        migrations.AddField(
            model_name='councilmember',
            name='to_day',
            field=models.DateField(blank=True, null=True, verbose_name='Đến hết ngày'),
        ),
        migrations.AlterField(
            model_name='ballot',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='awards.agendaitem'),
        ),
        migrations.AlterField(
            model_name='council',
            name='founded_by',
            field=phuong6.office.fields.TextLine(blank=True, help_text='Số, ngày, cơ quan ban hành; in vào biên bản họp. Ví dụ: Quyết định số 15/QĐ-UBND ngày 10/01/2022 của Chủ tịch UBND Phường.', max_length=200, verbose_name='Quyết định thành lập'),
        ),
        migrations.AlterField(
            model_name='councilmeeting',
            name='ballots_issued',
            field=models.PositiveSmallIntegerField(editable=False, null=True, verbose_name='Số phiếu phát ra'),
        ),
        migrations.AlterField(
            model_name='councilmeeting',
            name='ballots_returned',
            field=models.PositiveSmallIntegerField(editable=False, null=True, verbose_name='Số phiếu thu vào'),
        ),
        migrations.AlterField(
            model_name='councilmeeting',
            name='ballots_spoilt',
            field=models.PositiveSmallIntegerField(editable=False, null=True, verbose_name='Số phiếu không hợp lệ'),
        ),
        migrations.AlterField(
            model_name='councilmeeting',
            name='mode',
            field=models.CharField(choices=[('secret', 'Bỏ phiếu kín'), ('open', 'Biểu quyết công khai'), ('tally', 'Phiếu giấy, nhập kết quả kiểm phiếu'), ('written', 'Lấy ý kiến bằng văn bản, không họp')], max_length=10, verbose_name='Cách biểu quyết'),
        ),
        migrations.RunPython(fill_in, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(condition=models.Q(('poll', 'running')), fields=('meeting',), name='one_case_called_at_a_time', violation_error_message='Đang bỏ phiếu một trường hợp khác.'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(('ballots', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('yes'), '+', models.F('no')), '+', models.F('blank')), '+', models.F('spoilt')), '+', models.F('not_entitled')))), name='a_line_adds_up_to_its_ballots', violation_error_message='Đồng ý, không đồng ý, không có ý kiến, không hợp lệ và không được biểu quyết cộng lại phải bằng số phiếu hợp lệ.'),
        ),
        migrations.AddConstraint(
            model_name='council',
            constraint=models.CheckConstraint(condition=models.Q(('to_day__isnull', True), ('to_day__gte', models.F('from_day')), _connector='OR'), name='council_ends_after_it_begins', violation_error_message='Ngày cuối của Hội đồng không được trước ngày đầu.'),
        ),
        migrations.AddConstraint(
            model_name='councilmeeting',
            constraint=models.CheckConstraint(condition=models.Q(('ballots_issued__gte', models.F('ballots_returned'))), name='ballots_returned_at_most_issued', violation_error_message='Số phiếu thu vào không thể nhiều hơn số phiếu phát ra.'),
        ),
        migrations.AddConstraint(
            model_name='councilmeeting',
            constraint=models.CheckConstraint(condition=models.Q(('ballots_returned', django.db.models.expressions.CombinedExpression(models.F('ballots_valid'), '+', models.F('ballots_spoilt')))), name='ballots_returned_are_valid_or_spoilt', violation_error_message='Số phiếu thu vào phải bằng phiếu hợp lệ cộng phiếu không hợp lệ.'),
        ),
        migrations.AddConstraint(
            model_name='councilmeeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('mode', 'written'), _negated=True), ('due_on__isnull', False), _connector='OR'), name='written_vote_has_a_last_day', violation_error_message='Hãy ghi hạn gửi phiếu lấy ý kiến.'),
        ),
        migrations.AddConstraint(
            model_name='councilmeeting',
            constraint=models.CheckConstraint(condition=models.Q(('mode__in', ['secret', 'open']), ('pace', 'whole'), _connector='OR'), name='only_votes_on_the_system_go_case_by_case'),
        ),
        migrations.AddConstraint(
            model_name='councilmember',
            constraint=models.CheckConstraint(condition=models.Q(('from_day__isnull', True), ('to_day__isnull', True), ('to_day__gte', models.F('from_day')), _connector='OR'), name='seat_ends_after_it_begins', violation_error_message='Ngày thôi tham gia không được trước ngày bắt đầu.'),
        ),
        migrations.AlterConstraint(
            model_name='councilmember',
            name='one_chair_per_council',
            constraint=models.UniqueConstraint(condition=models.Q(('is_active', True), ('seat', 'chair')), fields=('council',), name='one_chair_per_council', violation_error_message='Hội đồng đã có Chủ tịch. Người thôi giữ vai trò này phải bỏ dấu “Đang tham gia” trước.'),
        ),
        migrations.AddField(
            model_name='conflict',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='conflict',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conflicts', to='awards.agendaitem'),
        ),
        migrations.AddField(
            model_name='conflict',
            name='member',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conflicts', to='awards.councilmember'),
        ),
        migrations.AddField(
            model_name='papercount',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='papercount',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='paper_counts', to='awards.councilmeeting'),
        ),
        migrations.AddField(
            model_name='papercountline',
            name='count',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='awards.papercount'),
        ),
        migrations.AddField(
            model_name='papercountline',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='awards.agendaitem'),
        ),
        migrations.AddField(
            model_name='sealedbox',
            name='meeting',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='box', to='awards.councilmeeting'),
        ),
        migrations.AddField(
            model_name='writtenopinion',
            name='attendance',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='opinion', to='awards.attendance'),
        ),
        migrations.AddField(
            model_name='writtenopinion',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='conflict',
            constraint=models.UniqueConstraint(fields=('item', 'member'), name='a_member_stands_aside_once', violation_error_message='Thành viên này đã không biểu quyết trường hợp đó.'),
        ),
        migrations.AddConstraint(
            model_name='conflict',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='standing_aside_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='papercount',
            constraint=models.UniqueConstraint(fields=('meeting', 'place'), name='a_count_is_typed_once'),
        ),
        migrations.AddConstraint(
            model_name='papercount',
            constraint=models.UniqueConstraint(condition=models.Q(('place', 'agreed'), _negated=True), fields=('meeting', 'by'), name='two_people_type_the_count', violation_error_message='Hai lần nhập phải do hai người khác nhau.'),
        ),
        migrations.AddConstraint(
            model_name='papercount',
            constraint=models.CheckConstraint(condition=models.Q(('issued__gte', models.F('returned'))), name='count_returned_at_most_issued', violation_error_message='Số phiếu thu vào không thể nhiều hơn số phiếu phát ra.'),
        ),
        migrations.AddConstraint(
            model_name='papercount',
            constraint=models.CheckConstraint(condition=models.Q(('returned', django.db.models.expressions.CombinedExpression(models.F('valid'), '+', models.F('invalid')))), name='count_returned_are_valid_or_invalid', violation_error_message='Số phiếu thu vào phải bằng phiếu hợp lệ cộng phiếu không hợp lệ.'),
        ),
        migrations.AddConstraint(
            model_name='papercount',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('place', 'agreed'), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='a_settled_count_says_how'),
        ),
        migrations.AddConstraint(
            model_name='papercountline',
            constraint=models.UniqueConstraint(fields=('count', 'item'), name='a_case_counted_once'),
        ),
    ]
