"""Decisions that take awards back, lines of the ledger that are reversed, and the row that guards the fund."""

import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
import phuong6.office.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('awards', '0008_events_of_certificates'),
        ('campaigns', '0004_unit_signer_title'),
        ('office', '0008_messages'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FundAccount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('last_number', models.PositiveIntegerField(default=0, verbose_name='Số dòng gần nhất')),
                ('income', models.PositiveBigIntegerField(default=0, verbose_name='Đã thu')),
                ('paid', models.PositiveBigIntegerField(default=0, verbose_name='Đã chi')),
                ('committed', models.PositiveBigIntegerField(default=0, verbose_name='Đã cam kết')),
                ('uncovered', models.PositiveBigIntegerField(default=0, verbose_name='Chi vượt đã cho phép')),
                ('uncovered_reason', phuong6.office.fields.Prose(blank=True, verbose_name='Lý do chi vượt')),
                ('uncovered_at', models.DateTimeField(null=True, verbose_name='Ghi lúc')),
            ],
            options={
                'verbose_name': 'Số dư quỹ',
                'verbose_name_plural': 'Số dư quỹ',
            },
        ),
        migrations.CreateModel(
            name='Recovery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_at', models.DateTimeField(verbose_name='Lập lúc')),
                ('place', phuong6.office.fields.TextLine(max_length=200, verbose_name='Tại')),
                ('giver', phuong6.office.fields.TextLine(max_length=160, verbose_name='Bên giao')),
                ('taker', phuong6.office.fields.TextLine(max_length=160, verbose_name='Bên nhận')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Ghi lúc')),
            ],
            options={
                'verbose_name': 'Biên bản thu hồi',
                'verbose_name_plural': 'Biên bản thu hồi',
                'ordering': ['held_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Returned',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('certificate', models.BooleanField(default=False, verbose_name='Đã nộp lại Giấy khen')),
            ],
            options={
                'verbose_name': 'Đã nộp lại',
                'verbose_name_plural': 'Đã nộp lại',
                'ordering': ['recovery', 'line__award__position'],
            },
        ),
        migrations.CreateModel(
            name='Revocation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ground', models.CharField(choices=[('dishonest', 'Kê khai không trung thực thành tích để được khen thưởng'), ('false_papers', 'Cung cấp thông tin, giấy tờ giả trong hồ sơ'), ('wrong_appraisal', 'Thẩm định, xét khen thưởng trái quy định của pháp luật'), ('fault_found', 'Có kết luận về sai phạm trong thời gian xét thành tích')], max_length=20, verbose_name='Căn cứ hủy bỏ')),
                ('reason', phuong6.office.fields.Prose(verbose_name='Lý do hủy bỏ')),
                ('finding', phuong6.office.fields.TextLine(max_length=300, verbose_name='Văn bản kết luận')),
                ('return_by', models.DateField(verbose_name='Nộp lại chậm nhất ngày')),
            ],
            options={
                'verbose_name': 'Hủy bỏ khen thưởng',
                'verbose_name_plural': 'Hủy bỏ khen thưởng',
            },
        ),
        migrations.CreateModel(
            name='RevokedAward',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due', models.PositiveBigIntegerField(default=0, editable=False, verbose_name='Phải nộp lại (đồng)')),
            ],
            options={
                'verbose_name': 'Giấy khen bị hủy bỏ',
                'verbose_name_plural': 'Giấy khen bị hủy bỏ',
                'ordering': ['revocation', 'award__position'],
            },
        ),
        migrations.AlterModelOptions(
            name='fundentry',
            options={'ordering': ['-number'], 'verbose_name': 'Dòng sổ quỹ', 'verbose_name_plural': 'Sổ quỹ thi đua - khen thưởng'},
        ),
        migrations.RemoveConstraint(
            model_name='fundentry',
            name='award_is_paid_not_received',
        ),
        migrations.AddField(
            model_name='award',
            name='regime',
            field=phuong6.office.fields.TextLine(default='', max_length=200, verbose_name='Chế độ áp dụng'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='decision',
            name='kind',
            field=models.CharField(choices=[('award', 'Tặng Giấy khen'), ('revocation', 'Hủy bỏ khen thưởng')], default='award', editable=False, max_length=12, verbose_name='Loại'),
        ),
        migrations.AddField(
            model_name='fundentry',
            name='is_void',
            field=models.BooleanField(default=False, editable=False, verbose_name='Đã ghi đảo'),
        ),
        migrations.AddField(
            model_name='fundentry',
            name='number',
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name='Số dòng'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='fundentry',
            name='override_reason',
            field=phuong6.office.fields.Prose(blank=True, verbose_name='Lý do chi vượt số dư quỹ'),
        ),
        migrations.AddField(
            model_name='fundentry',
            name='reason',
            field=phuong6.office.fields.Prose(blank=True, verbose_name='Lý do ghi đảo'),
        ),
        migrations.AddField(
            model_name='fundentry',
            name='receipt',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.signedcopy', verbose_name='Bảng ký nhận'),
        ),
        migrations.AddField(
            model_name='fundentry',
            name='reverses',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversal', to='awards.fundentry', verbose_name='Ghi đảo dòng'),
        ),
        migrations.AddField(
            model_name='fundentry',
            name='voucher',
            field=phuong6.office.fields.TextLine(blank=True, max_length=60, verbose_name='Số chứng từ'),
        ),
        migrations.AlterField(
            model_name='decision',
            name='meeting',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='awards.councilmeeting', verbose_name='Theo phiên họp'),
        ),
        migrations.AlterField(
            model_name='fundentry',
            name='award',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='awards.award', verbose_name='Tiền thưởng của'),
        ),
        migrations.AlterField(
            model_name='fundentry',
            name='kind',
            field=models.CharField(choices=[('income', 'Thu'), ('payment', 'Chi'), ('returned', 'Thu hồi tiền thưởng')], max_length=10, verbose_name='Thu/chi'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'award'), ('meeting__isnull', False)), models.Q(('kind', 'revocation'), ('meeting__isnull', True)), _connector='OR'), name='award_decision_has_its_meeting'),
        ),
        migrations.AddConstraint(
            model_name='fundentry',
            constraint=models.CheckConstraint(condition=models.Q(('award__isnull', True), models.Q(('kind', 'income'), _negated=True), _connector='OR'), name='award_is_paid_not_received'),
        ),
        migrations.AddConstraint(
            model_name='fundentry',
            constraint=models.CheckConstraint(condition=models.Q(('reverses__isnull', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='reversal_has_reason', violation_error_message='Ghi đảo phải ghi lý do.'),
        ),
        migrations.AddConstraint(
            model_name='fundentry',
            constraint=models.UniqueConstraint(condition=models.Q(('is_void', False), ('kind', 'payment'), ('reverses__isnull', True)), fields=('award',), name='award_is_paid_once', violation_error_message='Tiền thưởng này đã ghi chi.'),
        ),
        migrations.AddField(
            model_name='fundaccount',
            name='campaign',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='fund_account', to='campaigns.campaign'),
        ),
        migrations.AddField(
            model_name='fundaccount',
            name='uncovered_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Người ghi'),
        ),
        migrations.AddField(
            model_name='recovery',
            name='by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Người ghi'),
        ),
        migrations.AddField(
            model_name='returned',
            name='entry',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='awards.fundentry', verbose_name='Dòng sổ quỹ'),
        ),
        migrations.AddField(
            model_name='returned',
            name='recovery',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='awards.recovery', verbose_name='Biên bản'),
        ),
        migrations.AddField(
            model_name='revocation',
            name='decision',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='revocation', to='awards.decision', verbose_name='Quyết định hủy bỏ'),
        ),
        migrations.AddField(
            model_name='revocation',
            name='old',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revocations', to='awards.decision', verbose_name='Quyết định bị hủy bỏ'),
        ),
        migrations.AddField(
            model_name='recovery',
            name='revocation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recoveries', to='awards.revocation', verbose_name='Hủy bỏ'),
        ),
        migrations.AddField(
            model_name='revokedaward',
            name='award',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='revoked', to='awards.award', verbose_name='Giấy khen bị hủy bỏ'),
        ),
        migrations.AddField(
            model_name='revokedaward',
            name='revocation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='awards.revocation', verbose_name='Hủy bỏ'),
        ),
        migrations.AddField(
            model_name='returned',
            name='line',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='returns', to='awards.revokedaward', verbose_name='Giấy khen bị hủy bỏ'),
        ),
        migrations.AddConstraint(
            model_name='fundaccount',
            constraint=models.CheckConstraint(condition=models.Q(('income__gte', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('paid'), '+', models.F('committed')), '-', models.F('uncovered')))), name='fund_bears_what_it_promises', violation_error_message='Quỹ không đủ cho khoản này.'),
        ),
        migrations.AddConstraint(
            model_name='fundaccount',
            constraint=models.CheckConstraint(condition=models.Q(('uncovered', 0), models.Q(models.Q(('uncovered_reason', ''), _negated=True), ('uncovered_at__isnull', False), ('uncovered_by__isnull', False)), _connector='OR'), name='uncovered_sum_has_reason_who_and_when', violation_error_message='Chi vượt số dư quỹ phải ghi lý do.'),
        ),
        migrations.AddConstraint(
            model_name='revocation',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='revocation_has_reason', violation_error_message='Hủy bỏ khen thưởng phải ghi lý do.'),
        ),
        migrations.AddConstraint(
            model_name='returned',
            constraint=models.UniqueConstraint(fields=('recovery', 'line'), name='award_once_per_recovery'),
        ),
        migrations.AddConstraint(
            model_name='returned',
            constraint=models.UniqueConstraint(condition=models.Q(('certificate', True)), fields=('line',), name='certificate_comes_back_once', violation_error_message='Giấy khen này đã ghi nộp lại.'),
        ),
    ]
