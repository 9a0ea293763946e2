import django.db.models.deletion
import django.utils.timezone
import phuong6.office.fields
import phuong6.office.models
from django.conf import settings
from django.db import migrations, models

from phuong6.office.migrations._at_once import TablesAtOnce


class Migration(TablesAtOnce):

    replaces = [
        ('office', '0001_initial'),
        ('office', '0002_initial'),
        ('office', '0003_stored_file_is_signed'),
        ('office', '0004_papers_scans_and_void_numbers'),
        ('office', '0005_printout_title'),
        ('office', '0006_columns_of_the_register'),
        ('office', '0007_corners_of_scanned_pages'),
        ('office', '0008_messages'),
        ('office', '0009_pieces_of_jobs'),
        ('office', '0010_words_and_frozen_version_of_printouts'),
    ]

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(max_length=200, upload_to=phuong6.office.models.unguessable_path, verbose_name='Tệp')),
                ('original_name', phuong6.office.fields.TextLine(blank=True, max_length=255, verbose_name='Tên tệp gốc')),
                ('mime', models.CharField(max_length=80, verbose_name='Loại nội dung')),
                ('extension', models.CharField(max_length=10, verbose_name='Phần mở rộng')),
                ('size', models.PositiveBigIntegerField(verbose_name='Dung lượng (byte)')),
                ('pages', models.PositiveIntegerField(default=1, verbose_name='Số trang')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='Thời điểm')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL, verbose_name='Người đưa lên')),
                ('is_signed', models.BooleanField(default=False, editable=False, verbose_name='Có chữ ký số')),
            ],
            options={
                'verbose_name': 'Tệp',
                'verbose_name_plural': 'Tệp',
            },
        ),
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40, verbose_name='Việc')),
                ('title', phuong6.office.fields.TextLine(max_length=200, verbose_name='Tên việc')),
                ('params', models.JSONField(default=dict, verbose_name='Tham số')),
                ('state', models.CharField(choices=[('queued', 'Đang chờ'), ('running', 'Đang làm'), ('done', 'Xong'), ('failed', 'Không làm được'), ('cancelled', 'Đã hủy')], default='queued', max_length=10, verbose_name='Tình trạng')),
                ('done', models.PositiveIntegerField(default=0, verbose_name='Đã làm')),
                ('total', models.PositiveIntegerField(default=0, verbose_name='Tất cả')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='Số lần thử')),
                ('error', phuong6.office.fields.Prose(blank=True, verbose_name='Lỗi')),
                ('heartbeat', models.DateTimeField(blank=True, null=True, verbose_name='Lần báo gần nhất')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='Yêu cầu lúc')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL, verbose_name='Người yêu cầu')),
                ('result', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='office.storedfile', verbose_name='Kết quả')),
                ('holder', models.CharField(blank=True, max_length=120, verbose_name='Máy và tiến trình đang làm')),
            ],
            options={
                'verbose_name': 'Việc chạy nền',
                'verbose_name_plural': 'Việc chạy nền',
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='JobPiece',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField(verbose_name='Thứ tự')),
                ('items', models.JSONField(verbose_name='Gồm')),
                ('content', models.BinaryField(default=b'', verbose_name='Phần đã làm')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='Xong lúc')),
                ('job', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pieces', to='office.job')),
            ],
            options={
                'verbose_name': 'Phần của việc chạy nền',
                'verbose_name_plural': 'Phần của việc chạy nền',
                'ordering': ['job', 'order'],
                'constraints': [
                    models.UniqueConstraint(fields=('job', 'order'), name='piece_once_per_job'),
                ],
            },
        ),
        migrations.CreateModel(
            name='JobFailure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.PositiveBigIntegerField(verbose_name='Mã')),
                ('label', phuong6.office.fields.TextLine(max_length=250, verbose_name='Tên')),
                ('reason', phuong6.office.fields.Prose(verbose_name='Lý do')),
                ('job', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='failures', to='office.job')),
            ],
            options={
                'verbose_name': 'Mục không làm được',
                'verbose_name_plural': 'Mục không làm được',
                'ordering': ['job', 'pk'],
                'constraints': [
                    models.UniqueConstraint(fields=('job', 'item'), name='failure_once_per_job'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Move',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_id', models.PositiveBigIntegerField()),
                ('workflow', models.CharField(max_length=30, verbose_name='Quy trình')),
                ('move', models.CharField(max_length=30, verbose_name='Bước')),
                ('source', models.CharField(max_length=30, verbose_name='Từ trạng thái')),
                ('target', models.CharField(max_length=30, verbose_name='Đến trạng thái')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='Thời điểm')),
                ('note', phuong6.office.fields.Prose(blank=True, verbose_name='Lý do, ghi chú')),
                ('audience', models.CharField(choices=[('unit', 'Đơn vị và cơ quan'), ('office', 'Chỉ cơ quan')], max_length=10, verbose_name='Ai được xem')),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='contenttypes.contenttype')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL, verbose_name='Người thực hiện')),
            ],
            options={
                'verbose_name': 'Lần chuyển trạng thái',
                'verbose_name_plural': 'Nhật ký chuyển trạng thái',
                'ordering': ['at', 'pk'],
                'indexes': [
                    models.Index(fields=['content_type', 'object_id', 'at'], name='office_move_content_f8c104_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Holiday',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True, verbose_name='Ngày nghỉ')),
                ('name', phuong6.office.fields.TextLine(max_length=120, verbose_name='Dịp nghỉ')),
            ],
            options={
                'verbose_name': 'Ngày nghỉ lễ',
                'verbose_name_plural': 'Ngày nghỉ lễ',
                'ordering': ['day'],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30, verbose_name='Loại')),
                ('key', models.CharField(max_length=255, unique=True, verbose_name='Khóa')),
                ('scope', models.CharField(max_length=40, verbose_name='Thuộc')),
                ('addressee_id', models.PositiveBigIntegerField()),
                ('addressee_name', phuong6.office.fields.TextLine(max_length=200, verbose_name='Gửi đến')),
                ('email', models.CharField(blank=True, max_length=400, verbose_name='Thư điện tử')),
                ('subject', phuong6.office.fields.TextLine(max_length=200, verbose_name='Tiêu đề')),
                ('body', phuong6.office.fields.Prose(verbose_name='Nội dung')),
                ('channel', models.CharField(choices=[('email', 'Thư điện tử'), ('zalo', 'Chép gửi qua Zalo')], max_length=10, verbose_name='Cách gửi')),
                ('due_on', models.DateField(verbose_name='Hạn của việc')),
                ('step', models.SmallIntegerField(verbose_name='Nhắc trước hạn (ngày)')),
                ('status', models.CharField(choices=[('draft', 'Chờ duyệt'), ('released', 'Đã duyệt, chờ gửi'), ('sent', 'Đã gửi'), ('failed', 'Gửi không được'), ('cancelled', 'Đã hủy')], default='draft', editable=False, max_length=10, verbose_name='Trạng thái')),
                ('tries', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='Số lần gửi')),
                ('error', phuong6.office.fields.Prose(blank=True, editable=False, verbose_name='Lỗi lần gửi gần nhất')),
                ('next_try_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='Gửi lại lúc')),
                ('claimed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='Bắt đầu gửi lúc')),
                ('sent_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='Gửi lúc')),
                ('edited_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='Sửa lúc')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Soạn lúc')),
                ('addressee_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype')),
                ('edited_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Người sửa')),
            ],
            options={
                'verbose_name': 'Tin nhắc việc',
                'verbose_name_plural': 'Tin nhắc việc',
                'ordering': ['due_on', 'addressee_name', 'pk'],
                'indexes': [
                    models.Index(fields=['scope', 'status', 'due_on'], name='message_by_state'),
                    models.Index(fields=['addressee_type', 'addressee_id'], name='message_by_addressee'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('status', 'sent'), _negated=True), ('sent_at__isnull', False), _connector='OR'), name='sent_message_has_its_moment'),
                ],
            },
        ),
        migrations.CreateModel(
            name='SelfRelease',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30, unique=True, verbose_name='Loại')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='Đặt lúc')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Người đặt')),
            ],
            options={
                'verbose_name': 'Loại tin tự gửi',
                'verbose_name_plural': 'Loại tin tự gửi',
            },
        ),
        migrations.CreateModel(
            name='NumberSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(unique=True, verbose_name='Mã sổ')),
                ('name', phuong6.office.fields.TextLine(max_length=120, verbose_name='Tên sổ')),
                ('notation', phuong6.office.fields.TextLine(help_text='Phần sau số, ví dụ QĐ-UBND.', max_length=40, verbose_name='Ký hiệu')),
                ('numbered_by', models.CharField(choices=[('software', 'Sổ của phần mềm'), ('clerk', 'Sổ văn bản của phường')], max_length=10, verbose_name='Ai cấp số')),
            ],
            options={
                'verbose_name': 'Sổ số văn bản',
                'verbose_name_plural': 'Sổ số văn bản',
                'ordering': ['key'],
            },
        ),
        migrations.CreateModel(
            name='SeriesYear',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='Năm')),
                ('last_number', models.PositiveIntegerField(default=0, verbose_name='Số gần nhất')),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='years', to='office.numberseries')),
            ],
            options={
                'verbose_name': 'Số của năm',
                'verbose_name_plural': 'Số của năm',
                'constraints': [
                    models.UniqueConstraint(fields=('series', 'year'), name='one_counter_per_series_year'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Printout',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=12, unique=True, verbose_name='Mã trên trang in')),
                ('kind', models.SlugField(max_length=40, verbose_name='Loại văn bản')),
                ('object_id', models.PositiveBigIntegerField()),
                ('version', models.PositiveSmallIntegerField(verbose_name='Bản in thứ')),
                ('digest', models.CharField(max_length=64, verbose_name='SHA-256 của nội dung')),
                ('pages', models.PositiveSmallIntegerField(verbose_name='Số trang')),
                ('told', models.JSONField(default=dict, verbose_name='Nội dung để đối chiếu')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='In lúc')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Người in')),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='contenttypes.contenttype')),
                ('title', phuong6.office.fields.TextLine(max_length=300, verbose_name='Văn bản')),
                ('words', models.CharField(blank=True, max_length=64, verbose_name='SHA-256 của nội dung, không kể số và ngày')),
            ],
            options={
                'verbose_name': 'Bản in',
                'verbose_name_plural': 'Bản in',
                'ordering': ['-at', '-pk'],
                'constraints': [
                    models.UniqueConstraint(fields=('kind', 'content_type', 'object_id', 'digest'), name='printout_once_per_wording'),
                    models.UniqueConstraint(fields=('kind', 'content_type', 'object_id', 'version'), name='printout_version_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='IssuedPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='Năm')),
                ('number', models.PositiveIntegerField(verbose_name='Số')),
                ('issued_on', models.DateField(verbose_name='Ngày ban hành')),
                ('title', phuong6.office.fields.TextLine(max_length=300, verbose_name='Tên loại và trích yếu')),
                ('object_id', models.PositiveBigIntegerField(null=True)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='Ghi sổ lúc')),
                ('void_reason', phuong6.office.fields.Prose(blank=True, verbose_name='Lý do hủy số')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL, verbose_name='Người ban hành')),
                ('content_type', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='contenttypes.contenttype')),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='office.numberseries', verbose_name='Sổ')),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='office.storedfile', verbose_name='Tệp đã đóng băng')),
                ('copies', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Số lượng bản')),
                ('is_current', models.BooleanField(default=True, editable=False, verbose_name='Đang có hiệu lực')),
                ('kind', models.SlugField(blank=True, max_length=40, verbose_name='Loại văn bản')),
                ('recipients', phuong6.office.fields.TextLine(blank=True, max_length=400, verbose_name='Nơi nhận')),
                ('signer', phuong6.office.fields.TextLine(blank=True, max_length=160, verbose_name='Người ký')),
                ('voided_at', models.DateTimeField(blank=True, null=True, verbose_name='Hủy số lúc')),
                ('voided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Người hủy số')),
                ('kept_by', phuong6.office.fields.TextLine(blank=True, max_length=160, verbose_name='Đơn vị, người nhận bản lưu')),
                ('sent_on', models.DateField(blank=True, null=True, verbose_name='Ngày chuyển')),
                ('note', phuong6.office.fields.TextLine(blank=True, max_length=300, verbose_name='Ghi chú')),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='office.issuedpaper', verbose_name='Thay thế văn bản')),
                ('printout', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='frozen_as', to='office.printout', verbose_name='Bản in đã đóng băng')),
            ],
            options={
                'verbose_name': 'Văn bản đã ban hành',
                'verbose_name_plural': 'Văn bản đã ban hành',
                'ordering': ['-year', '-number'],
                'constraints': [
                    models.UniqueConstraint(fields=('series', 'year', 'number'), name='paper_number_once_a_year', violation_error_message='Số này đã được dùng trong năm. Hãy xem lại sổ văn bản của phường.'),
                    models.CheckConstraint(condition=models.Q(('number__gt', 0)), name='paper_number_positive'),
                    models.UniqueConstraint(condition=models.Q(('is_current', True), models.Q(('kind', ''), _negated=True)), fields=('kind', 'content_type', 'object_id'), name='one_current_paper_per_kind_and_subject', violation_error_message='Văn bản này đã được ban hành.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('void_reason', ''), ('voided_at__isnull', True), ('voided_by__isnull', True)), models.Q(models.Q(('void_reason', ''), _negated=True), ('is_current', False), ('voided_at__isnull', False), ('voided_by__isnull', False)), _connector='OR'), name='void_number_has_reason_who_and_when', violation_error_message='Hủy số phải ghi lý do.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='SignedCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.SlugField(max_length=40, verbose_name='Loại văn bản')),
                ('object_id', models.PositiveBigIntegerField()),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='Đưa lên lúc')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Người đưa lên')),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='contenttypes.contenttype')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.storedfile', verbose_name='Tệp')),
                ('printout', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='signed', to='office.printout', verbose_name='Ký trên bản in')),
            ],
            options={
                'verbose_name': 'Bản đã ký',
                'verbose_name_plural': 'Bản đã ký',
                'ordering': ['-at', '-pk'],
                'indexes': [
                    models.Index(fields=['kind', 'content_type', 'object_id'], name='office_sign_kind_f30743_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', phuong6.office.fields.Prose(help_text='Ví dụ: dòng thứ hai, Điều 1, trang 1.', verbose_name='Vị trí')),
                ('wrong', phuong6.office.fields.Prose(verbose_name='Đã viết là')),
                ('right', phuong6.office.fields.Prose(verbose_name='Nay sửa thành')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Lập lúc')),
                ('by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Người lập')),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='office.issuedpaper', verbose_name='Văn bản được đính chính')),
            ],
            options={
                'verbose_name': 'Đính chính',
                'verbose_name_plural': 'Đính chính',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='PaperWording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.SlugField(max_length=40, verbose_name='Loại văn bản')),
                ('slot', models.SlugField(max_length=40, verbose_name='Câu')),
                ('text', phuong6.office.fields.Prose(verbose_name='Câu của phường')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='Sửa lúc')),
                ('by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Người sửa')),
            ],
            options={
                'verbose_name': 'Câu chữ của văn bản',
                'verbose_name_plural': 'Câu chữ của văn bản',
                'ordering': ['kind', 'slot'],
                'constraints': [
                    models.UniqueConstraint(fields=('kind', 'slot'), name='wording_once_per_place', violation_error_message='Câu này đã có phần sửa đổi. Hãy mở phần đó để sửa tiếp.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ScanBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='Đưa lên lúc')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Người đưa lên')),
                ('job', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.job', verbose_name='Việc đọc mã')),
                ('files', models.ManyToManyField(related_name='+', to='office.storedfile', verbose_name='Các tệp')),
            ],
            options={
                'verbose_name': 'Tập giấy tờ đã quét',
                'verbose_name_plural': 'Tập giấy tờ đã quét',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ScanPage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='Trang thứ')),
                ('index', models.PositiveIntegerField(verbose_name='Trang trong tệp')),
                ('turn', models.SmallIntegerField(default=0, verbose_name='Xoay (độ)')),
                ('skew', models.FloatField(default=0, verbose_name='Nghiêng (độ)')),
                ('is_blank', models.BooleanField(default=False, verbose_name='Trang trắng')),
                ('trouble', phuong6.office.fields.TextLine(blank=True, max_length=200, verbose_name='Vì sao chưa xếp được')),
                ('page', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Là trang')),
                ('state', models.CharField(choices=[('unplaced', 'Chưa xếp'), ('placed', 'Đã xếp, chờ đủ trang'), ('attached', 'Đã gắn vào văn bản'), ('set_aside', 'Để riêng')], default='unplaced', max_length=10, verbose_name='Tình trạng')),
                ('reason', phuong6.office.fields.TextLine(blank=True, max_length=200, verbose_name='Lý do để riêng')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pages', to='office.scanbatch')),
                ('image', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.storedfile', verbose_name='Ảnh xem nhanh')),
                ('placed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Người xếp tay')),
                ('printout', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='scanned', to='office.printout', verbose_name='Thuộc văn bản')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.storedfile', verbose_name='Tệp gốc')),
                ('corners', models.JSONField(default=list, verbose_name='Bốn góc của mã, theo phần của ảnh')),
            ],
            options={
                'verbose_name': 'Trang đã quét',
                'verbose_name_plural': 'Trang đã quét',
                'ordering': ['batch', 'number'],
                'constraints': [
                    models.UniqueConstraint(fields=('batch', 'number'), name='scan_page_once_per_batch'),
                    models.CheckConstraint(condition=models.Q(models.Q(('page__isnull', True), ('printout__isnull', True)), models.Q(('page__gt', 0), ('printout__isnull', False)), _connector='OR'), name='placed_page_has_paper_and_number'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['placed', 'attached']), _negated=True), ('printout__isnull', False), _connector='OR'), name='placed_page_belongs_somewhere'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'set_aside'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='set_aside_page_has_reason', violation_error_message='Hãy ghi vì sao để riêng trang này.'),
                ],
            },
        ),
    ]
