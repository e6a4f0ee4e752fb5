import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0007_notice_kinds'),
    ]

    operations = [
        migrations.CreateModel(
            name='CheckImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('feed', models.CharField(help_text="The file's name or the feed's address.", max_length=500)),
                ('kind', models.CharField(choices=[('json', 'json'), ('rss', 'rss'), ('csv', 'csv')], max_length=4)),
                ('started_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('counts', models.JSONField(default=dict)),
                ('problems', models.JSONField(default=list)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('events', models.ManyToManyField(blank=True, related_name='check_imports', to='claims.event')),
                ('newsroom', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='claims.newsroom')),
                ('removed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='ExternalCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64)),
                ('publisher', models.CharField(max_length=200)),
                ('site', models.CharField(max_length=253)),
                ('url', models.URLField(max_length=1000)),
                ('title', models.CharField(blank=True, max_length=300)),
                ('claim', models.TextField()),
                ('claimant', models.CharField(blank=True, max_length=300)),
                ('claim_date', models.DateField(blank=True, null=True)),
                ('rating', models.CharField(blank=True, max_length=200)),
                ('rating_value', models.DecimalField(blank=True, decimal_places=4, max_digits=12, null=True)),
                ('rating_best', models.DecimalField(blank=True, decimal_places=4, max_digits=12, null=True)),
                ('rating_worst', models.DecimalField(blank=True, decimal_places=4, max_digits=12, null=True)),
                ('review_date', models.DateField(blank=True, null=True)),
                ('language', models.CharField(blank=True, max_length=10)),
                ('first_seen', models.DateTimeField()),
                ('last_seen', models.DateTimeField()),
                ('hidden_at', models.DateTimeField(blank=True, null=True)),
                ('hidden_reason', models.TextField(blank=True)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('hidden_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('imports', models.ManyToManyField(related_name='checks', to='claims.checkimport')),
                ('newsroom', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='claims.newsroom')),
            ],
            options={
                'ordering': ['-review_date', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='OfficialTable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('media_type', models.CharField(max_length=100)),
                ('body', models.BinaryField()),
                ('sha256', models.CharField(max_length=64)),
                ('title', models.CharField(max_length=300)),
                ('publisher', models.CharField(max_length=200)),
                ('url', models.URLField(blank=True, max_length=1000)),
                ('as_of', models.CharField(blank=True, max_length=80)),
                ('language', models.CharField(default='id', max_length=2)),
                ('columns', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('received', 'Received'), ('saved', 'Saved'), ('removed', 'Removed')], default='received', max_length=8)),
                ('problems', models.JSONField(default=list)),
                ('received_at', models.DateTimeField()),
                ('saved_at', models.DateTimeField(blank=True, null=True)),
                ('events', models.ManyToManyField(blank=True, related_name='official_tables', to='claims.event')),
                ('newsroom', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='claims.newsroom')),
                ('received_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('saved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='OfficialValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row', models.PositiveIntegerField(help_text='Its line in the table, the heading being line 1.')),
                ('measure', models.CharField(max_length=200)),
                ('subject', models.CharField(blank=True, max_length=200)),
                ('period', models.CharField(blank=True, max_length=80)),
                ('value', models.DecimalField(decimal_places=8, max_digits=30)),
                ('unit', models.CharField(blank=True, max_length=80)),
                ('raw', models.CharField(max_length=200)),
                ('source', models.CharField(blank=True, help_text='As the row itself names it, words or an address.', max_length=500)),
                ('measure_key', models.CharField(db_index=True, max_length=300)),
                ('subject_key', models.CharField(blank=True, max_length=300)),
                ('newsroom', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='claims.newsroom')),
                ('table', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='values', to='claims.officialtable')),
            ],
            options={
                'ordering': ['measure', 'subject', '-period', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='checkimport',
            constraint=models.CheckConstraint(condition=models.Q(('feed', ''), _negated=True), name='check_import_has_feed'),
        ),
        migrations.AddIndex(
            model_name='externalcheck',
            index=models.Index(fields=['newsroom', 'site'], name='external_check_site'),
        ),
        migrations.AddConstraint(
            model_name='externalcheck',
            constraint=models.UniqueConstraint(fields=('newsroom', 'key'), name='external_check_once'),
        ),
        migrations.AddConstraint(
            model_name='externalcheck',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('claim', ''), _negated=True), models.Q(('publisher', ''), _negated=True), models.Q(('url', ''), _negated=True)), name='external_check_whole'),
        ),
        migrations.AddConstraint(
            model_name='externalcheck',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('hidden_at', None), ('hidden_by', None)), models.Q(('hidden_at__isnull', False), ('hidden_by__isnull', False), models.Q(('hidden_reason', ''), _negated=True)), _connector='OR'), name='external_check_hidden_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='officialtable',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('publisher', ''), _negated=True)), name='official_table_has_source'),
        ),
        migrations.AddConstraint(
            model_name='officialtable',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('saved_at', None), ('saved_by', None)), models.Q(('saved_at__isnull', False), ('saved_by__isnull', False)), _connector='OR'), name='official_table_saved_pair'),
        ),
        migrations.AddConstraint(
            model_name='officialvalue',
            constraint=models.UniqueConstraint(fields=('table', 'row'), name='official_value_once_per_row'),
        ),
        migrations.AddConstraint(
            model_name='officialvalue',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('measure', ''), _negated=True), models.Q(('measure_key', ''), _negated=True)), name='official_value_has_measure'),
        ),
    ]
