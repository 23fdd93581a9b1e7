

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('outreach', '0001_initial'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Interaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('direction', models.TextField(default='in')),
                ('channel', models.TextField(default='portal')),
                ('kind', models.TextField()),
                ('says', models.TextField(default='')),
                ('detail', models.JSONField(default=dict)),
                ('key', models.TextField(null=True, unique=True)),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.customer')),
                ('outreach', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='outreach.outreach')),
            ],
        ),
        migrations.CreateModel(
            name='FollowUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField()),
                ('at', models.DateTimeField()),
                ('outreach', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='outreach.outreach')),
                ('interaction', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, to='conversations.interaction')),
            ],
        ),
        migrations.AddIndex(
            model_name='interaction',
            index=models.Index(fields=['customer', '-at'], name='timeline'),
        ),
    ]
