from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('staff', '0006_actions_of_our_systems'),
    ]

    operations = [
        migrations.AddField(
            model_name='company',
            name='calls_from',
            field=models.JSONField(db_default=[], default=list),
        ),
    ]
