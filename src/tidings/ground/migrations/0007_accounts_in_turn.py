from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ground", "0006_inbound_set_aside")]
    operations = [
        migrations.RemoveIndex(model_name="inbound", name="inbound_due"),
        migrations.AddIndex(
            model_name="inbound",
            index=models.Index(
                fields=["channel", "account", "due_at", "id"],
                condition=models.Q(state="pending"),
                name="inbound_in_turn",
            ),
        ),
    ]
