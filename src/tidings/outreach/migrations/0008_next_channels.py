from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outreach", "0007_every_channel")]

    operations = [
        migrations.RemoveIndex(model_name="attempt", name="attempt_by_message_id"),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(
                fields=["message_id"], opclasses=["text_pattern_ops"], name="attempt_by_our_id"
            ),
        ),
        migrations.AddIndex(
            model_name="outreach",
            index=models.Index(condition=~models.Q(tried=[]), fields=["customer"], name="outreach_gone_on"),
        ),
        migrations.AddIndex(
            model_name="outreach",
            index=models.Index(
                condition=models.Q(state="unknown"), fields=["customer"], name="outreach_in_doubt"
            ),
        ),
    ]
