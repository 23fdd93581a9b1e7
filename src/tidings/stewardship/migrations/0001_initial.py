from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="DataRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.TextField()),
                ("asked_at", models.DateTimeField()),
                ("due_on", models.DateField()),
                ("done_at", models.DateTimeField(null=True)),
                ("done_by", models.TextField(db_default="", default="")),
                ("customer", models.ForeignKey(on_delete=models.deletion.CASCADE, to="people.customer")),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("done_at", None)), fields=["due_on"], name="request_due")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("done_at", None)), fields=("customer", "kind"), name="asked_once_at_a_time"
                    )
                ],
            },
        ),
    ]
