import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0011_heard_by_channel")]

    operations = [
        migrations.CreateModel(
            name="AddressCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("tries", models.IntegerField(db_default=0, default=0)),
                (
                    "point",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="people.contactpoint"),
                ),
            ],
            options={"indexes": [models.Index(fields=["point", "-made_at"], name="code_by_address")]},
        ),
    ]
