"""One case after the other, opinions in writing, the chair's casting vote."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0006_bulletin'),
    ]

    operations = [
        migrations.AddField(
            model_name='campaign',
            name='ballot_pace',
            field=models.CharField(choices=[('whole', 'Cả danh sách trong một phiếu'), ('single', 'Lần lượt từng trường hợp')], default='whole', help_text='Phiếu giấy và lấy ý kiến bằng văn bản luôn là cả danh sách.', max_length=10, verbose_name='Bỏ phiếu trên hệ thống'),
        ),
        migrations.AddField(
            model_name='campaign',
            name='chair_casting_vote',
            field=models.BooleanField(default=False, help_text='Chỉ áp dụng khi biểu quyết công khai và tỷ lệ là trên 50 %.', verbose_name='Bằng nhau thì theo ý kiến Chủ tịch Hội đồng'),
        ),
        migrations.AlterField(
            model_name='campaign',
            name='ballot_mode',
            field=models.CharField(choices=[('secret', 'Bỏ phiếu kín'), ('open', 'Biểu quyết công khai'), ('tally', 'Phiếu giấy, nhập kết quả kiểm phiếu'), ('written', 'Lấy ý kiến bằng văn bản, không họp')], default='secret', max_length=10, verbose_name='Cách biểu quyết'),
        ),
        migrations.AddConstraint(
            model_name='campaign',
            constraint=models.CheckConstraint(condition=models.Q(('chair_casting_vote', False), models.Q(('threshold_inclusive', False), ('threshold_percent', 50)), _connector='OR'), name='casting_vote_where_a_tie_fails', violation_error_message='Ý kiến Chủ tịch Hội đồng chỉ quyết định khi bằng nhau, tức là khi tỷ lệ là trên 50 %% và bằng đúng 50 %% thì không đạt.'),
        ),
        migrations.AlterConstraint(
            model_name='campaign',
            name='threshold_at_most_hundred',
            constraint=models.CheckConstraint(condition=models.Q(('threshold_percent__lte', 100)), name='threshold_at_most_hundred', violation_error_message='Tỷ lệ tán thành không quá 100 %%.'),
        ),
    ]
