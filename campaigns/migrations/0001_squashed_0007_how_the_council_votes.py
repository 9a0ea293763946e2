import campaigns.models
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
import phuong6.office.fields
from django.conf import settings
from django.db import migrations, models

from phuong6.office.migrations._at_once import TablesAtOnce


class Migration(TablesAtOnce):

    replaces = [
        ('campaigns', '0001_initial'),
        ('campaigns', '0002_initial'),
        ('campaigns', '0003_law_stands_in_campaigns'),
        ('campaigns', '0004_unit_signer_title'),
        ('campaigns', '0005_publicity'),
        ('campaigns', '0006_bulletin'),
        ('campaigns', '0007_how_the_council_votes'),
    ]

    initial = True

    dependencies = [
        ('office', '0001_squashed_0010_words_and_frozen_version_of_printouts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Ward',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ward_name', phuong6.office.fields.TextLine(help_text='Ví dụ: Ủy ban nhân dân Phường 6.', max_length=160, verbose_name='Tên cơ quan')),
                ('ward_short', phuong6.office.fields.TextLine(help_text='Ví dụ: UBND Phường 6.', max_length=60, verbose_name='Tên viết tắt')),
                ('superior_name', phuong6.office.fields.TextLine(help_text='Ví dụ: Ủy ban nhân dân thành phố Cao Lãnh.', max_length=160, verbose_name='Cơ quan cấp trên')),
                ('place_name', phuong6.office.fields.TextLine(help_text='Ví dụ: Phường 6.', max_length=80, verbose_name='Địa danh ghi trên văn bản')),
                ('city_name', phuong6.office.fields.TextLine(help_text='Ví dụ: thành phố Cao Lãnh.', max_length=160, verbose_name='Thuộc thành phố, tỉnh')),
                ('document_code', phuong6.office.fields.TextLine(default='UBND', max_length=20, verbose_name='Ký hiệu cơ quan')),
                ('chairman_name', phuong6.office.fields.TextLine(max_length=120, verbose_name='Họ tên Chủ tịch')),
                ('chairman_title', phuong6.office.fields.TextLine(default='CHỦ TỊCH', max_length=80, verbose_name='Chức vụ người ký')),
                ('code', models.SlugField(max_length=40, unique=True, verbose_name='Mã')),
                ('emblem', models.FileField(blank=True, help_text='Tệp SVG hoặc PNG do phường đưa lên. Chưa có tệp thì chỗ Quốc huy để trống.', upload_to=campaigns.models.emblem_path, verbose_name='Quốc huy in trên giấy khen')),
            ],
            options={
                'verbose_name': 'Phường',
                'verbose_name_plural': 'Phường',
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(help_text='Ngắn, không dấu, dùng trong mã hồ sơ: khom-1.', max_length=40, verbose_name='Mã')),
                ('name', phuong6.office.fields.TextLine(max_length=200, verbose_name='Tên đơn vị')),
                ('abbreviation', phuong6.office.fields.TextLine(blank=True, max_length=20, verbose_name='Viết tắt trong ký hiệu văn bản')),
                ('kind', models.CharField(choices=[('organisation', 'Ngành, tổ chức chính trị - xã hội'), ('office', 'Cán bộ, công chức, người lao động UBND phường'), ('neighbourhood', 'Ban nhân dân khóm')], max_length=20, verbose_name='Nhóm đối tượng')),
                ('has_seal', models.BooleanField(default=True, verbose_name='Có con dấu')),
                ('address', phuong6.office.fields.TextLine(blank=True, max_length=200, verbose_name='Địa chỉ')),
                ('is_active', models.BooleanField(default=True, verbose_name='Đang hoạt động')),
                ('search_key', phuong6.office.fields.KeyField(default='', editable=False, max_length=400, of='name')),
                ('sort_key', phuong6.office.fields.KeyField(default='', editable=False, max_length=900, of='name')),
                ('ward', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='campaigns.ward', verbose_name='Phường')),
                ('signer_title', phuong6.office.fields.Prose(blank=True, help_text='In trên văn bản của đơn vị, mỗi dòng một dòng chữ, ví dụ: TM. BAN CHẤP HÀNH, dòng dưới CHỦ TỊCH. Để trống: UBND phường ký TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH; khóm ký TRƯỞNG KHÓM; đơn vị khác ký THỦ TRƯỞNG ĐƠN VỊ.', verbose_name='Chức danh người ký')),
            ],
            options={
                'verbose_name': 'Đơn vị',
                'verbose_name_plural': 'Đơn vị',
                'ordering': ['sort_key', 'pk'],
                'constraints': [
                    models.UniqueConstraint(fields=('ward', 'code'), name='unit_code_once_per_ward', violation_error_message='Mã này đã dùng cho đơn vị khác.'),
                    models.UniqueConstraint(fields=('ward', 'search_key'), name='unit_name_once_per_ward', violation_error_message='Đã có đơn vị mang tên này (không kể dấu).'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Official',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('full_name', phuong6.office.fields.TextLine(max_length=120, verbose_name='Họ và tên')),
                ('honorific', models.CharField(blank=True, choices=[('ong', 'Ông'), ('ba', 'Bà')], max_length=5, verbose_name='Ông/Bà')),
                ('birth_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Năm sinh')),
                ('birth_date', models.DateField(blank=True, null=True, verbose_name='Ngày sinh')),
                ('position', phuong6.office.fields.TextLine(blank=True, max_length=160, verbose_name='Chức vụ')),
                ('namesake', models.PositiveSmallIntegerField(default=0, help_text='Để 0. Hai người thật sự trùng tên, trùng năm sinh trong một đơn vị: người sau ghi 1.', verbose_name='Phân biệt người trùng tên')),
                ('is_active', models.BooleanField(default=True, verbose_name='Đang công tác')),
                ('search_key', phuong6.office.fields.KeyField(default='', editable=False, max_length=400, of='full_name')),
                ('sort_key', phuong6.office.fields.KeyField(default='', editable=False, max_length=900, of='full_name')),
                ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='official', to=settings.AUTH_USER_MODEL, verbose_name='Tài khoản')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='officials', to='campaigns.unit', verbose_name='Đơn vị')),
            ],
            options={
                'verbose_name': 'Cán bộ, công chức, người lao động',
                'verbose_name_plural': 'Cán bộ, công chức, người lao động',
                'ordering': ['sort_key', 'pk'],
                'indexes': [
                    models.Index(fields=['search_key'], name='campaigns_o_search__2f85bf_idx'),
                ],
                'constraints': [
                    models.UniqueConstraint(models.F('unit'), models.F('search_key'), django.db.models.functions.comparison.Coalesce(models.F('birth_year'), 0), models.F('namesake'), name='person_once_per_unit', violation_error_message='Đơn vị đã có người cùng tên, cùng năm sinh. Nếu là hai người khác nhau, ghi số 1 vào ô “Phân biệt người trùng tên”.'),
                    models.CheckConstraint(condition=models.Q(('birth_year__isnull', True), ('birth_year__range', (1900, 2100)), _connector='OR'), name='birth_year_plausible', violation_error_message='Năm sinh phải từ 1900 trở đi.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Collective',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', phuong6.office.fields.TextLine(max_length=200, verbose_name='Tên tập thể')),
                ('is_whole_unit', models.BooleanField(default=False, verbose_name='Là cả đơn vị')),
                ('search_key', phuong6.office.fields.KeyField(default='', editable=False, max_length=400, of='name')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='collectives', to='campaigns.unit', verbose_name='Đơn vị')),
            ],
            options={
                'verbose_name': 'Tập thể',
                'verbose_name_plural': 'Tập thể',
                'ordering': ['-is_whole_unit', 'search_key'],
                'constraints': [
                    models.UniqueConstraint(fields=('unit', 'search_key'), name='collective_once_per_unit', violation_error_message='Đơn vị đã có tập thể mang tên này.'),
                    models.UniqueConstraint(condition=models.Q(('is_whole_unit', True)), fields=('unit',), name='one_whole_unit_collective'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('unit', 'Đơn vị'), ('internal_affairs', 'Nội vụ'), ('office_statistics', 'Văn phòng - Thống kê'), ('culture', 'Văn hóa - Xã hội'), ('council', 'Hội đồng'), ('chairman', 'Chủ tịch'), ('administrator', 'Quản trị')], max_length=20, verbose_name='Vai trò')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL, verbose_name='Tài khoản')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='campaigns.unit', verbose_name='Đơn vị')),
            ],
            options={
                'verbose_name': 'Vai trò',
                'verbose_name_plural': 'Vai trò',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('role', 'unit'), ('unit__isnull', False)), models.Q(models.Q(('role', 'unit'), _negated=True), ('unit__isnull', True)), _connector='OR'), name='unit_role_names_a_unit', violation_error_message='Vai trò “Đơn vị” phải kèm tên đơn vị; các vai trò khác để trống đơn vị.'),
                    models.UniqueConstraint(models.F('user'), models.F('role'), django.db.models.functions.comparison.Coalesce(models.F('unit'), 0), name='role_once_per_user', violation_error_message='Tài khoản này đã có vai trò đó.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Signer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', phuong6.office.fields.TextLine(max_length=120, verbose_name='Họ và tên')),
                ('title', phuong6.office.fields.TextLine(help_text='Ví dụ: CHỦ TỊCH, PHÓ CHỦ TỊCH.', max_length=80, verbose_name='Chức vụ in trên văn bản')),
                ('on_behalf', phuong6.office.fields.TextLine(blank=True, help_text='Để trống, hoặc KT. CHỦ TỊCH.', max_length=60, verbose_name='Quyền hạn')),
                ('from_day', models.DateField(verbose_name='Từ ngày')),
                ('to_day', models.DateField(blank=True, null=True, verbose_name='Đến hết ngày')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='Tài khoản')),
                ('ward', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signers', to='campaigns.ward', verbose_name='Phường')),
            ],
            options={
                'verbose_name': 'Người ký',
                'verbose_name_plural': 'Người ký',
                'ordering': ['-from_day'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('to_day__isnull', True), ('to_day__gte', models.F('from_day')), _connector='OR'), name='signer_days_in_order', violation_error_message='“Đến hết ngày” phải sau “Từ ngày”.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ward_name', phuong6.office.fields.TextLine(help_text='Ví dụ: Ủy ban nhân dân Phường 6.', max_length=160, verbose_name='Tên cơ quan')),
                ('ward_short', phuong6.office.fields.TextLine(help_text='Ví dụ: UBND Phường 6.', max_length=60, verbose_name='Tên viết tắt')),
                ('superior_name', phuong6.office.fields.TextLine(help_text='Ví dụ: Ủy ban nhân dân thành phố Cao Lãnh.', max_length=160, verbose_name='Cơ quan cấp trên')),
                ('place_name', phuong6.office.fields.TextLine(help_text='Ví dụ: Phường 6.', max_length=80, verbose_name='Địa danh ghi trên văn bản')),
                ('city_name', phuong6.office.fields.TextLine(help_text='Ví dụ: thành phố Cao Lãnh.', max_length=160, verbose_name='Thuộc thành phố, tỉnh')),
                ('document_code', phuong6.office.fields.TextLine(default='UBND', max_length=20, verbose_name='Ký hiệu cơ quan')),
                ('chairman_name', phuong6.office.fields.TextLine(max_length=120, verbose_name='Họ tên Chủ tịch')),
                ('chairman_title', phuong6.office.fields.TextLine(default='CHỦ TỊCH', max_length=80, verbose_name='Chức vụ người ký')),
                ('code', models.SlugField(help_text='Ngắn, không dấu, dùng trong mã hồ sơ: CCHC-2023.', max_length=40, verbose_name='Mã')),
                ('name', phuong6.office.fields.TextLine(max_length=200, verbose_name='Tên phong trào')),
                ('year', models.PositiveSmallIntegerField(verbose_name='Năm')),
                ('plan_number', models.PositiveIntegerField(blank=True, null=True, verbose_name='Số kế hoạch')),
                ('plan_notation', phuong6.office.fields.TextLine(default='KH-UBND', max_length=40, verbose_name='Ký hiệu kế hoạch')),
                ('plan_day', models.DateField(blank=True, null=True, verbose_name='Ngày ban hành kế hoạch')),
                ('plan_month', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Tháng ban hành kế hoạch')),
                ('ends_on', models.DateField(verbose_name='Ngày kết thúc phong trào')),
                ('dossier_too_late', models.DateTimeField(help_text='Thời điểm đầu tiên bị coi là trễ hạn, ví dụ 15/11/2023 00:00.', verbose_name='Hồ sơ gửi về trước')),
                ('achievement_line', phuong6.office.fields.TextLine(max_length=400, verbose_name='Câu ghi thành tích trên giấy khen')),
                ('index_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Năm xét Chỉ số CCHC')),
                ('appraisal_days', models.PositiveSmallIntegerField(default=10, verbose_name='Số ngày làm việc để thẩm định')),
                ('supplement_days', models.PositiveSmallIntegerField(default=5, verbose_name='Số ngày làm việc để bổ sung hồ sơ')),
                ('quorum_numerator', models.PositiveSmallIntegerField(default=2, verbose_name='Họp được khi có mặt (tử số)')),
                ('quorum_denominator', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MinValueValidator(1)], verbose_name='trên tổng số thành viên (mẫu số)')),
                ('ballot_mode', models.CharField(choices=[('secret', 'Bỏ phiếu kín'), ('open', 'Biểu quyết công khai'), ('tally', 'Phiếu giấy, nhập kết quả kiểm phiếu'), ('written', 'Lấy ý kiến bằng văn bản, không họp')], default='secret', max_length=10, verbose_name='Cách biểu quyết')),
                ('threshold_percent', models.PositiveSmallIntegerField(default=50, verbose_name='Tỷ lệ tán thành (%)')),
                ('threshold_inclusive', models.BooleanField(default=False, verbose_name='Bằng đúng tỷ lệ cũng đạt')),
                ('threshold_base', models.CharField(choices=[('members', 'Tổng số thành viên được biểu quyết dòng đó'), ('present', 'Số thành viên có mặt được biểu quyết dòng đó'), ('valid', 'Số phiếu hợp lệ của dòng đó')], default='present', max_length=10, verbose_name='Tính trên')),
                ('chair_must_agree', models.BooleanField(default=False, verbose_name='Chủ tịch Hội đồng phải tán thành')),
                ('exclude_own_case', models.BooleanField(default=True, verbose_name='Không biểu quyết trường hợp của chính mình')),
                ('exclude_own_unit', models.BooleanField(default=False, verbose_name='Không biểu quyết trường hợp của đơn vị mình')),
                ('certificate_qr', models.BooleanField(default=True, verbose_name='In mã QR kiểm tra trên giấy khen')),
                ('is_sample', models.BooleanField(default=False, verbose_name='Phong trào mẫu')),
                ('is_rehearsal', models.BooleanField(default=False, verbose_name='Phong trào diễn tập')),
                ('ward', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='campaigns', to='campaigns.ward', verbose_name='Phường')),
                ('ballot_pace', models.CharField(choices=[('whole', 'Cả danh sách trong một phiếu'), ('single', 'Lần lượt từng trường hợp')], default='whole', help_text='Phiếu giấy và lấy ý kiến bằng văn bản luôn là cả danh sách.', max_length=10, verbose_name='Bỏ phiếu trên hệ thống')),
                ('chair_casting_vote', models.BooleanField(default=False, help_text='Chỉ áp dụng khi biểu quyết công khai và tỷ lệ là trên 50 %.', verbose_name='Bằng nhau thì theo ý kiến Chủ tịch Hội đồng')),
            ],
            options={
                'verbose_name': 'Phong trào thi đua',
                'verbose_name_plural': 'Phong trào thi đua',
                'ordering': ['-dossier_too_late', 'pk'],
                'constraints': [
                    models.UniqueConstraint(fields=('ward', 'code'), name='campaign_code_once_per_ward', violation_error_message='Mã này đã dùng cho phong trào khác.'),
                    models.CheckConstraint(condition=models.Q(('plan_day__isnull', True), ('ends_on__gt', models.F('plan_day')), _connector='OR'), name='campaign_ends_after_plan', violation_error_message='Ngày kết thúc phải sau ngày ban hành kế hoạch.'),
                    models.CheckConstraint(condition=models.Q(('quorum_denominator__gt', 0), ('quorum_numerator__lte', models.F('quorum_denominator'))), name='quorum_is_a_fraction', violation_error_message='Tỷ lệ họp được phải là phân số không quá 1, ví dụ 2 trên 3.'),
                    models.CheckConstraint(condition=models.Q(('threshold_percent__lte', 100)), name='threshold_at_most_hundred', violation_error_message='Tỷ lệ tán thành không quá 100 %%.'),
                    models.CheckConstraint(condition=models.Q(('chair_casting_vote', False), models.Q(('threshold_inclusive', False), ('threshold_percent', 50)), _connector='OR'), name='casting_vote_where_a_tie_fails', violation_error_message='Ý kiến Chủ tịch Hội đồng chỉ quyết định khi bằng nhau, tức là khi tỷ lệ là trên 50 %% và bằng đúng 50 %% thì không đạt.'),
                    models.CheckConstraint(condition=models.Q(('plan_month__isnull', True), ('plan_month__range', (1, 12)), _connector='OR'), name='plan_month_is_a_month'),
                ],
            },
        ),
        migrations.CreateModel(
            name='CampaignText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('section', models.CharField(choices=[('legal_basis', 'Căn cứ ban hành kế hoạch'), ('aim', 'Mục đích'), ('requirement', 'Yêu cầu'), ('participant', 'Đối tượng thi đua'), ('award', 'Hình thức, đối tượng khen thưởng'), ('paper', 'Thành phần hồ sơ'), ('organisation', 'Tổ chức thực hiện'), ('recipient', 'Nơi nhận')], max_length=20, verbose_name='Phần')),
                ('order', models.PositiveSmallIntegerField(default=1, verbose_name='Thứ tự')),
                ('text', phuong6.office.fields.Prose(verbose_name='Nội dung')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='campaigns.campaign', verbose_name='Phong trào')),
            ],
            options={
                'verbose_name': 'Nội dung kế hoạch',
                'verbose_name_plural': 'Nội dung kế hoạch',
                'ordering': ['campaign', 'section', 'order'],
                'constraints': [
                    models.UniqueConstraint(fields=('campaign', 'section', 'order'), name='campaign_text_order_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pledge', phuong6.office.fields.Prose(blank=True, verbose_name='Nội dung đăng ký thi đua')),
                ('contact', phuong6.office.fields.TextLine(blank=True, max_length=160, verbose_name='Người liên hệ, điện thoại')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='Đăng ký lúc')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL, verbose_name='Người đăng ký')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='campaigns.campaign', verbose_name='Phong trào')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='campaigns.unit', verbose_name='Đơn vị')),
            ],
            options={
                'verbose_name': 'Đăng ký tham gia',
                'verbose_name_plural': 'Đăng ký tham gia',
                'ordering': ['at'],
                'constraints': [
                    models.UniqueConstraint(fields=('campaign', 'unit'), name='participation_once', violation_error_message='Đơn vị đã đăng ký phong trào này.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='LegalRegime',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, unique=True, verbose_name='Mã')),
                ('name', phuong6.office.fields.TextLine(max_length=200, verbose_name='Tên')),
                ('decree', phuong6.office.fields.TextLine(max_length=120, verbose_name='Nghị định')),
                ('from_day', models.DateField(unique=True, verbose_name='Áp dụng cho quyết định từ ngày')),
                ('rounding', models.CharField(choices=[('up', 'Làm tròn lên'), ('nearest', 'Làm tròn đến gần nhất'), ('none', 'Không làm tròn')], max_length=10, verbose_name='Làm tròn tiền thưởng (đến 10.000 đồng)')),
                ('law_bases', phuong6.office.fields.Prose(help_text='Mỗi dòng một căn cứ, không có dấu chấm phẩy.', verbose_name='Căn cứ pháp lý trong quyết định')),
                ('source', phuong6.office.fields.TextLine(blank=True, max_length=300, verbose_name='Nguồn đối chiếu')),
                ('verified', models.BooleanField(default=False, verbose_name='Đã đối chiếu văn bản gốc')),
            ],
            options={
                'verbose_name': 'Chế độ pháp lý',
                'verbose_name_plural': 'Chế độ pháp lý',
                'ordering': ['-from_day'],
            },
        ),
        migrations.CreateModel(
            name='Exemplar',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', phuong6.office.fields.TextLine(max_length=200, verbose_name='Tiêu đề')),
                ('summary', phuong6.office.fields.Prose(blank=True, help_text='Hai ba câu, đọc được trên loa truyền thanh.', verbose_name='Tóm tắt')),
                ('body', phuong6.office.fields.Prose(blank=True, verbose_name='Nội dung')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='Đăng lúc')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL, verbose_name='Người viết')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exemplars', to='campaigns.campaign', verbose_name='Phong trào')),
                ('consent', phuong6.office.fields.Prose(blank=True, verbose_name='Sự đồng ý của người được nêu')),
                ('kind', models.CharField(choices=[('exemplar', 'Gương điển hình'), ('news', 'Tin hoạt động phong trào'), ('model', 'Mô hình mới, cách làm hay')], default='exemplar', max_length=10, verbose_name='Loại bài')),
                ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='Lần lưu')),
                ('saved_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Lưu lúc')),
                ('status', models.CharField(choices=[('draft', 'Đang viết'), ('proposed', 'Chờ duyệt'), ('returned', 'Trả lại để sửa'), ('published', 'Đã đăng'), ('withdrawn', 'Đã gỡ')], default='draft', editable=False, max_length=10, verbose_name='Trạng thái')),
                ('unit', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='exemplars', to='campaigns.unit', verbose_name='Đơn vị đề xuất')),
            ],
            options={
                'verbose_name': 'Bài tuyên truyền',
                'verbose_name_plural': 'Bài tuyên truyền',
                'ordering': ['-published_at', '-pk'],
                'indexes': [
                    models.Index(fields=['status', 'kind', '-published_at'], name='exemplar_public_order'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('status', 'published'), _negated=True), ('published_at__isnull', False), _connector='OR'), name='published_exemplar_has_its_moment'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ExemplarPicture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(default=1, verbose_name='Thứ tự')),
                ('alt', phuong6.office.fields.TextLine(max_length=200, verbose_name='Mô tả ảnh')),
                ('width', models.PositiveSmallIntegerField(verbose_name='Rộng (điểm ảnh)')),
                ('height', models.PositiveSmallIntegerField(verbose_name='Cao (điểm ảnh)')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='Đưa lên lúc')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL, verbose_name='Người đưa lên')),
                ('exemplar', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='campaigns.exemplar', verbose_name='Bài tuyên truyền')),
                ('large', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.storedfile', verbose_name='Ảnh lớn')),
                ('small', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.storedfile', verbose_name='Ảnh nhỏ')),
            ],
            options={
                'verbose_name': 'Ảnh của bài tuyên truyền',
                'verbose_name_plural': 'Ảnh của bài tuyên truyền',
                'ordering': ['order', 'pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('alt', ''), _negated=True), name='exemplar_picture_is_described', violation_error_message='Hãy mô tả ảnh để người không nhìn được cũng biết ảnh có gì.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Bulletin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('draft', 'Đang soạn'), ('approved', 'Đã duyệt'), ('broadcast', 'Đã phát')], default='draft', editable=False, max_length=10, verbose_name='Trạng thái')),
                ('title', phuong6.office.fields.TextLine(max_length=200, verbose_name='Tên bản tin')),
                ('body', phuong6.office.fields.Prose(blank=True, verbose_name='Lời đọc')),
                ('saved_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Lưu lúc')),
                ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='Lần lưu')),
                ('broadcast_on', models.DateField(blank=True, editable=False, null=True, verbose_name='Ngày phát')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL, verbose_name='Người soạn')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bulletins', to='campaigns.campaign', verbose_name='Phong trào')),
            ],
            options={
                'verbose_name': 'Bản tin truyền thanh',
                'verbose_name_plural': 'Bản tin truyền thanh',
                'ordering': ['-saved_at', '-pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('status', 'broadcast'), _negated=True), ('broadcast_on__isnull', False), _connector='OR'), name='broadcast_bulletin_has_its_day'),
                ],
            },
        ),
    ]
