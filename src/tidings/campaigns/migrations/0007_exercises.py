import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0006_trials'),
    ]

    operations = [
        migrations.CreateModel(
            name='Exercise',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('findings', models.JSONField()),
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='exercise', to='campaigns.campaignversion')),
            ],
        ),
    ]
