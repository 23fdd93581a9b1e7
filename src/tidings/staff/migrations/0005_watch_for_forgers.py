from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('staff', '0004_what_is_asked_of_trials'),
    ]

    operations = [
        migrations.AddField(
            model_name='company',
            name='watch',
            field=models.JSONField(db_default={}, default=dict),
        ),
    ]
