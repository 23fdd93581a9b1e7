"""What was claimed and never begun is sent when its worker dies; what an earlier release claims counts as begun."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outreach", "0014_signing_keys")]

    operations = [
        migrations.AddField(
            model_name="attempt",
            name="in_line",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
