from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('staff', '0005_watch_for_forgers'),
    ]

    operations = [
        migrations.AddField(
            model_name='company',
            name='actions',
            field=models.JSONField(db_default=[], default=list),
        ),
    ]
