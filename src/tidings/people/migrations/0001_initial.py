

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Customer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('external_id', models.TextField(unique=True)),
                ('name', models.TextField(db_default='', default='')),
                ('language', models.TextField(db_default='', default='')),
                ('relationship', models.TextField(db_default='customer', default='customer')),
                ('relationship_since', models.DateTimeField(null=True)),
                ('relationship_evidence', models.JSONField(db_default={}, default=dict)),
                ('country', models.TextField(db_default='', default='')),
                ('region', models.TextField(db_default='', default='')),
                ('city', models.TextField(db_default='', default='')),
                ('postal_code', models.TextField(db_default='', default='')),
                ('zones', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), db_default=[], default=list, size=None)),
                ('zones_from', models.TextField(db_default='unknown', default='unknown')),
                ('attributes', models.JSONField(db_default={}, default=dict)),
                ('created_at', models.DateTimeField()),
                ('updated_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.TextField()),
                ('actor', models.TextField(default='')),
                ('started_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(null=True)),
                ('state', models.TextField(default='running')),
                ('read', models.IntegerField(default=0)),
                ('created', models.IntegerField(default=0)),
                ('updated', models.IntegerField(default=0)),
                ('unchanged', models.IntegerField(default=0)),
                ('refused', models.IntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('external_id', models.TextField(unique=True)),
                ('name', models.TextField(default='')),
                ('created_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='RefusedRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.IntegerField()),
                ('field', models.TextField()),
                ('says', models.TextField()),
                ('mend', models.TextField()),
                ('row', models.JSONField()),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.importrun')),
            ],
        ),
        migrations.CreateModel(
            name='ContactPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.TextField()),
                ('address', models.TextField()),
                ('stated', models.TextField(db_default='', default='')),
                ('state', models.TextField(db_default='usable', default='usable')),
                ('position', models.IntegerField(db_default=0, default=0)),
                ('zones', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), db_default=[], default=list, size=None)),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.customer')),
            ],
            options={
                'indexes': [models.Index(fields=['channel', 'address'], name='point_by_address')],
                'constraints': [models.UniqueConstraint(fields=('customer', 'channel', 'address'), name='one_point_once')],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('granted', models.BooleanField()),
                ('purpose', models.TextField()),
                ('topic', models.TextField(db_default='', default='')),
                ('channel', models.TextField(db_default='', default='')),
                ('address', models.TextField(db_default='', default='')),
                ('basis', models.TextField(db_default='consent', default='consent')),
                ('evidence', models.JSONField(db_default={}, default=dict)),
                ('source', models.TextField(db_default='', default='')),
                ('at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('key', models.TextField(null=True, unique=True)),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.customer')),
            ],
            options={
                'indexes': [models.Index(fields=['customer', 'at'], name='consent_by_customer')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.TextField(default='member')),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.customer')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'customer', 'role'), name='one_role_once')],
            },
        ),
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('topic', models.TextField(db_default='', default='')),
                ('channels', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), db_default=[], default=list, size=None)),
                ('not_before', models.TimeField(null=True)),
                ('not_after', models.TimeField(null=True)),
                ('language', models.TextField(db_default='', default='')),
                ('digest', models.BooleanField(db_default=False, default=False)),
                ('paused_until', models.DateTimeField(null=True)),
                ('origin', models.TextField(db_default='said', default='said')),
                ('at', models.DateTimeField()),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.customer')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('customer', 'topic', 'origin'), name='one_preference_a_topic')],
            },
        ),
        migrations.CreateModel(
            name='Suppression',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.TextField(db_default='', default='')),
                ('address', models.TextField(db_default='', default='')),
                ('scope', models.TextField(db_default='all', default='all')),
                ('reason', models.TextField()),
                ('source', models.TextField(db_default='', default='')),
                ('evidence', models.JSONField(db_default={}, default=dict)),
                ('at', models.DateTimeField()),
                ('lifted_at', models.DateTimeField(null=True)),
                ('lifted_evidence', models.JSONField(db_default={}, default=dict)),
                ('customer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to='people.customer')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('lifted_at', None)), fields=['customer'], name='suppressed_customer'), models.Index(condition=models.Q(('lifted_at', None)), fields=['channel', 'address'], name='suppressed_address')],
            },
        ),
    ]
