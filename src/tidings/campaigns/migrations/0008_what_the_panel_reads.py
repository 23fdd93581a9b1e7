"""A trial keeps the data that its panel reads in the notice's places."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0007_exercises")]

    operations = [
        migrations.AddField(
            model_name="trial",
            name="data",
            field=models.JSONField(db_default={}, default=dict),
        ),
    ]
