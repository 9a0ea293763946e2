import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
import phuong6.office.fields
from django.conf import settings
from django.db import migrations, models

from phuong6.office.migrations._at_once import TablesAtOnce


class Migration(TablesAtOnce):

    replaces = [
        ('dossiers', '0001_initial'),
        ('dossiers', '0002_initial'),
        ('dossiers', '0003_what_reports_say_and_signed_copies_were_printed_from'),
        ('dossiers', '0004_what_conclusions_rest_on'),
        ('dossiers', '0005_facts_as_evidence'),
    ]

    initial = True

    dependencies = [
        ('campaigns', '0001_squashed_0007_how_the_council_votes'),
        ('criteria', '0001_squashed_0008_imports_undone'),
        ('office', '0001_squashed_0010_words_and_frozen_version_of_printouts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Dossier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(editable=False, max_length=90, unique=True, verbose_name='Mã hồ sơ')),
                ('status', models.CharField(choices=[('draft', 'Đang soạn'), ('submitted', 'Đã nộp, chờ tiếp nhận thẩm định'), ('in_review', 'Đang thẩm định'), ('returned', 'Trả lại để bổ sung'), ('appraised', 'Đã thẩm định')], default='draft', editable=False, max_length=12, verbose_name='Trạng thái')),
                ('received_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='Nhận lúc')),
                ('full_since', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='Đầy đủ từ')),
                ('on_paper', models.BooleanField(default=False, editable=False, verbose_name='Nộp bản giấy')),
                ('appraised_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='Thẩm định xong lúc')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Lập lúc')),
                ('saved_at', models.DateTimeField(auto_now=True, verbose_name='Lưu gần nhất')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dossiers', to='campaigns.campaign', verbose_name='Phong trào')),
                ('created_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Người lập')),
                ('reviewer', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Người thẩm định')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dossiers', to='campaigns.unit', verbose_name='Đơn vị')),
            ],
            options={
                'verbose_name': 'Hồ sơ đề nghị khen thưởng',
                'verbose_name_plural': 'Hồ sơ đề nghị khen thưởng',
                'ordering': ['unit__sort_key', 'pk'],
                'permissions': [('appraise_dossier', 'Thẩm định hồ sơ')],
                'constraints': [
                    models.UniqueConstraint(fields=('campaign', 'unit'), name='one_dossier_per_unit_and_campaign', violation_error_message='Đơn vị đã có hồ sơ trong phong trào này.'),
                    models.CheckConstraint(condition=models.Q(('status', 'draft'), models.Q(('full_since__isnull', False), ('received_at__isnull', False)), _connector='OR'), name='submitted_dossier_has_its_moment'),
                    models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['in_review', 'appraised']), _negated=True), ('reviewer__isnull', False), _connector='OR'), name='dossier_in_review_has_reviewer'),
                    models.CheckConstraint(condition=models.Q(models.Q(('appraised_at__isnull', False), ('status', 'appraised')), models.Q(models.Q(('status', 'appraised'), _negated=True), ('appraised_at__isnull', True)), _connector='OR'), name='appraised_dossier_has_its_moment'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ReviewMinutes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_at', models.DateTimeField(blank=True, null=True, verbose_name='Họp lúc')),
                ('place', phuong6.office.fields.TextLine(blank=True, max_length=200, verbose_name='Địa điểm')),
                ('chair', phuong6.office.fields.TextLine(blank=True, max_length=120, verbose_name='Chủ trì')),
                ('secretary', phuong6.office.fields.TextLine(blank=True, max_length=120, verbose_name='Thư ký')),
                ('members', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Tổng số người được triệu tập')),
                ('present', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Số người có mặt')),
                ('absent_reason', phuong6.office.fields.TextLine(blank=True, max_length=300, verbose_name='Người vắng và lý do')),
                ('method', models.CharField(blank=True, choices=[('hands', 'Giơ tay'), ('ballot', 'Phiếu kín')], max_length=10, verbose_name='Cách biểu quyết')),
                ('opinions', phuong6.office.fields.Prose(blank=True, verbose_name='Ý kiến thảo luận')),
                ('dossier', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='minutes', to='dossiers.dossier')),
                ('ended', models.TimeField(blank=True, null=True, verbose_name='Kết thúc lúc')),
            ],
            options={
                'verbose_name': 'Cuộc họp bình xét',
                'verbose_name_plural': 'Cuộc họp bình xét',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('members__isnull', True), ('present__isnull', True), ('present__lte', models.F('members')), _connector='OR'), name='present_at_most_members', violation_error_message='Số người có mặt không thể nhiều hơn số người được triệu tập.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('too_late', models.DateTimeField(verbose_name='Gia hạn: gửi về trước')),
                ('reason', phuong6.office.fields.Prose(verbose_name='Lý do gia hạn')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Gia hạn lúc')),
                ('by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Người gia hạn')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='campaigns.campaign', verbose_name='Phong trào')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='campaigns.unit', verbose_name='Đơn vị')),
            ],
            options={
                'verbose_name': 'Gia hạn',
                'verbose_name_plural': 'Gia hạn',
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('received_at', models.DateTimeField(verbose_name='Nhận lúc')),
                ('on_paper', models.BooleanField(default=False, verbose_name='Nộp bản giấy')),
                ('on_time', models.BooleanField(default=True, verbose_name='Đúng hạn')),
                ('files', models.JSONField(default=list, verbose_name='Các tệp')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Người nộp')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='dossiers.dossier', verbose_name='Hồ sơ')),
                ('paper', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.issuedpaper', verbose_name='Số phiếu')),
            ],
            options={
                'verbose_name': 'Phiếu tiếp nhận',
                'verbose_name_plural': 'Phiếu tiếp nhận',
                'ordering': ['-received_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ReturnRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField(verbose_name='Lần')),
                ('due_on', models.DateField(verbose_name='Bổ sung chậm nhất ngày')),
                ('at', models.DateTimeField(verbose_name='Yêu cầu lúc')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='Đơn vị nộp lại lúc')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Người yêu cầu')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='returns', to='dossiers.dossier', verbose_name='Hồ sơ')),
            ],
            options={
                'verbose_name': 'Yêu cầu bổ sung',
                'verbose_name_plural': 'Yêu cầu bổ sung',
                'ordering': ['dossier', 'round'],
                'constraints': [
                    models.UniqueConstraint(fields=('dossier', 'round'), name='return_round_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Nominee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('collective', 'Tập thể'), ('individual', 'Cá nhân')], max_length=12, verbose_name='Loại')),
                ('order', models.PositiveSmallIntegerField(default=1, verbose_name='Thứ tự')),
                ('name', phuong6.office.fields.TextLine(max_length=200, verbose_name='Tên in trên giấy tờ')),
                ('honorific', models.CharField(blank=True, choices=[('ong', 'Ông'), ('ba', 'Bà')], max_length=5, verbose_name='Ông/Bà')),
                ('position', phuong6.office.fields.TextLine(blank=True, max_length=300, verbose_name='Chức vụ, nơi công tác')),
                ('summary', phuong6.office.fields.Prose(blank=True, verbose_name='Tóm tắt thành tích')),
                ('votes_for', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Số phiếu tán thành')),
                ('votes_against', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Số phiếu không tán thành')),
                ('votes_other', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Ý kiến khác')),
                ('status', models.CharField(choices=[('proposed', 'Đang được đề nghị'), ('eligible', 'Đủ điều kiện'), ('ineligible', 'Không đủ điều kiện'), ('tabled', 'Đang trình Hội đồng'), ('recommended', 'Hội đồng đề nghị khen thưởng'), ('not_recommended', 'Hội đồng không đề nghị'), ('awarded', 'Được tặng Giấy khen'), ('declined', 'Chủ tịch không chọn'), ('withdrawn', 'Đã rút'), ('revoked', 'Đã hủy bỏ khen thưởng')], default='proposed', editable=False, max_length=16, verbose_name='Trạng thái')),
                ('clear_on', models.DateField(blank=True, null=True, verbose_name='Ngày xác nhận không bị xem xét kỷ luật, thanh tra, khiếu nại')),
                ('clear_note', phuong6.office.fields.Prose(blank=True, verbose_name='Ghi chú xác minh (chỉ Nội vụ và Chủ tịch xem)')),
                ('index_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Năm xét Chỉ số (khác mặc định)')),
                ('index_reason', phuong6.office.fields.Prose(blank=True, verbose_name='Lý do chọn cặp năm khác')),
                ('reason', models.CharField(blank=True, choices=[('not_in_scope', 'Không đúng đối tượng'), ('not_met', 'Không đủ tiêu chuẩn'), ('incomplete', 'Không đủ hồ sơ'), ('breach', 'Vi phạm pháp luật')], max_length=16, verbose_name='Lý do không đủ điều kiện')),
                ('conclusion', phuong6.office.fields.Prose(blank=True, verbose_name='Nhận xét của người thẩm định')),
                ('without_figures', models.BooleanField(default=False, editable=False, verbose_name='Kết luận khi chưa đủ căn cứ về Chỉ số')),
                ('concluded_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='Kết luận lúc')),
                ('told_at', models.DateTimeField(blank=True, editable=False, help_text='Trước thời điểm này đơn vị không thấy kết quả.', null=True, verbose_name='Kết quả được báo cho đơn vị lúc')),
                ('search_key', phuong6.office.fields.KeyField(default='', editable=False, max_length=400, of='name')),
                ('campaign', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='nominees', to='campaigns.campaign')),
                ('clear_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('collective', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='campaigns.collective', verbose_name='Tập thể')),
                ('concluded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nominees', to='dossiers.dossier', verbose_name='Hồ sơ')),
                ('official', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='campaigns.official', verbose_name='Cá nhân')),
                ('duties', phuong6.office.fields.Prose(blank=True, verbose_name='Chức năng, nhiệm vụ được giao')),
                ('education', phuong6.office.fields.TextLine(blank=True, max_length=200, verbose_name='Trình độ chuyên môn, nghiệp vụ')),
                ('past_awards', phuong6.office.fields.Prose(blank=True, verbose_name='Các hình thức đã được khen thưởng')),
                ('size', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Tổ chức, số người')),
                ('index_basis', phuong6.office.fields.Prose(blank=True, editable=False, verbose_name='Chỉ số khi kết luận')),
            ],
            options={
                'verbose_name': 'Tập thể, cá nhân đề nghị',
                'verbose_name_plural': 'Tập thể, cá nhân đề nghị',
                'ordering': ['dossier', 'kind', 'order', 'pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('collective__isnull', True), ('kind', 'individual'), ('official__isnull', False)), models.Q(('collective__isnull', False), ('kind', 'collective'), ('official__isnull', True)), _connector='OR'), name='nominee_is_a_person_or_a_collective', violation_error_message='Hãy chọn một cá nhân hoặc một tập thể.'),
                    models.UniqueConstraint(condition=models.Q(('status', 'withdrawn'), _negated=True), fields=('dossier', 'official'), name='person_once_per_dossier', violation_error_message='Người này đã có trong hồ sơ.'),
                    models.UniqueConstraint(condition=models.Q(('status', 'withdrawn'), _negated=True), fields=('dossier', 'collective'), name='collective_once_per_dossier', violation_error_message='Tập thể này đã có trong hồ sơ.'),
                    models.UniqueConstraint(condition=models.Q(('status__in', ('eligible', 'tabled', 'recommended', 'awarded'))), fields=('campaign', 'official'), name='person_concluded_once_per_campaign', violation_error_message='Người này đã được kết luận đủ điều kiện ở một hồ sơ khác.'),
                    models.UniqueConstraint(condition=models.Q(('status__in', ('eligible', 'tabled', 'recommended', 'awarded'))), fields=('campaign', 'collective'), name='collective_concluded_once_per_campaign', violation_error_message='Tập thể này đã được kết luận đủ điều kiện ở một hồ sơ khác.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('concluded_at__isnull', True), ('concluded_by__isnull', True)), models.Q(('concluded_at__isnull', False), ('concluded_by__isnull', False)), _connector='OR'), name='conclusion_has_who_and_when'),
                    models.CheckConstraint(condition=models.Q(models.Q(('status__in', ('eligible', 'tabled', 'recommended', 'awarded')), _negated=True), models.Q(('clear_by__isnull', False), ('clear_on__isnull', False)), _connector='OR'), name='eligible_only_when_cleared', violation_error_message='Chưa xác nhận không trong thời gian xem xét kỷ luật, thanh tra, khiếu nại.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('status', 'ineligible'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='ineligible_has_its_reason', violation_error_message='Hãy chọn lý do không đủ điều kiện.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ReturnItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('paper_kind', models.CharField(blank=True, choices=[('submission', 'Tờ trình đề nghị khen thưởng'), ('minutes', 'Biên bản họp bình xét thi đua'), ('report', 'Báo cáo thành tích')], max_length=12, verbose_name='Giấy tờ')),
                ('reason', phuong6.office.fields.Prose(verbose_name='Cần bổ sung, sửa gì')),
                ('nominee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.nominee', verbose_name='Trường hợp')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='dossiers.returnrequest')),
            ],
            options={
                'verbose_name': 'Mục cần bổ sung',
                'verbose_name_plural': 'Mục cần bổ sung',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('paper_kind', ''), _negated=True), ('nominee__isnull', False), _connector='OR'), name='return_item_names_something'),
                ],
            },
        ),
        migrations.CreateModel(
            name='CriterionFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('claim', phuong6.office.fields.Prose(blank=True, verbose_name='Kết quả đạt được, minh chứng')),
                ('finding', models.CharField(blank=True, choices=[('met', 'Đạt'), ('not_met', 'Không đạt'), ('insufficient', 'Chưa đủ căn cứ')], max_length=14, verbose_name='Thẩm định')),
                ('finding_note', phuong6.office.fields.Prose(blank=True, verbose_name='Nhận xét thẩm định')),
                ('found_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='Thẩm định lúc')),
                ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='criteria.criterion', verbose_name='Tiêu chí')),
                ('found_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('nominee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='dossiers.nominee')),
            ],
            options={
                'verbose_name': 'Tự đánh giá, thẩm định tiêu chí',
                'verbose_name_plural': 'Tự đánh giá, thẩm định tiêu chí',
                'ordering': ['nominee', 'criterion__order'],
                'constraints': [
                    models.UniqueConstraint(fields=('nominee', 'criterion'), name='criterion_once_per_nominee'),
                    models.CheckConstraint(condition=models.Q(models.Q(('found_at__isnull', True), ('found_by__isnull', True)), models.Q(('found_at__isnull', False), ('found_by__isnull', False)), _connector='OR'), name='finding_has_who_and_when'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('caption', phuong6.office.fields.TextLine(blank=True, max_length=200, verbose_name='Nội dung minh chứng')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.storedfile', verbose_name='Tệp')),
                ('finding', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='dossiers.criterionfinding')),
            ],
            options={
                'verbose_name': 'Minh chứng',
                'verbose_name_plural': 'Minh chứng',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='LinkedFact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('result', 'Kết quả chỉ tiêu đã xác nhận'), ('index', 'Chỉ số CCHC'), ('initiative', 'Sáng kiến được công nhận')], max_length=10, verbose_name='Loại')),
                ('sentence', phuong6.office.fields.Prose(verbose_name='Nội dung khi đưa vào')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='Đưa vào lúc')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('finding', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='facts', to='dossiers.criterionfinding')),
                ('initiative', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='criteria.initiative')),
                ('target', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='criteria.target')),
            ],
            options={
                'verbose_name': 'Số liệu của hệ thống làm minh chứng',
                'verbose_name_plural': 'Số liệu của hệ thống làm minh chứng',
                'ordering': ['at', 'pk'],
                'constraints': [
                    models.UniqueConstraint(models.F('finding'), models.F('kind'), django.db.models.functions.comparison.Coalesce(models.F('target'), 0), django.db.models.functions.comparison.Coalesce(models.F('initiative'), 0), name='fact_once_per_finding', violation_error_message='Đã đưa vào tiêu chí này rồi.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('initiative__isnull', True), ('kind', 'result'), ('target__isnull', False)), models.Q(('initiative__isnull', False), ('kind', 'initiative'), ('target__isnull', True)), models.Q(('initiative__isnull', True), ('kind', 'index'), ('target__isnull', True)), _connector='OR'), name='fact_names_its_source'),
                ],
            },
        ),
        migrations.CreateModel(
            name='DossierPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('submission', 'Tờ trình đề nghị khen thưởng'), ('minutes', 'Biên bản họp bình xét thi đua'), ('report', 'Báo cáo thành tích')], max_length=12, verbose_name='Giấy tờ')),
                ('version', models.PositiveSmallIntegerField(verbose_name='Bản thứ')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='Đưa lên lúc')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Người đưa lên')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='dossiers.dossier', verbose_name='Hồ sơ')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.storedfile', verbose_name='Tệp')),
                ('nominee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='dossiers.nominee', verbose_name='Của')),
                ('printout', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='dossier_papers', to='office.printout', verbose_name='Ký trên bản in')),
            ],
            options={
                'verbose_name': 'Thành phần hồ sơ',
                'verbose_name_plural': 'Thành phần hồ sơ',
                'ordering': ['kind', 'nominee', 'version'],
                'constraints': [
                    models.UniqueConstraint(models.F('dossier'), models.F('kind'), django.db.models.functions.comparison.Coalesce(models.F('nominee'), 0), models.F('version'), name='paper_version_once'),
                    models.CheckConstraint(condition=models.Q(models.Q(('kind', 'report'), ('nominee__isnull', False)), models.Q(models.Q(('kind', 'report'), _negated=True), ('nominee__isnull', True)), _connector='OR'), name='report_belongs_to_a_nominee', violation_error_message='Báo cáo thành tích phải của một tập thể hoặc cá nhân.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PaperReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.TextField(blank=True)),
                ('people', models.JSONField(default=list)),
                ('unsigned', models.BooleanField(default=False)),
                ('paper', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='reading', to='dossiers.dossierpaper')),
            ],
            options={
                'verbose_name': 'Nội dung đọc được',
                'verbose_name_plural': 'Nội dung đọc được',
            },
        ),
    ]
