from django.db import migrations

# Half of each page is left free: an attempt is written again when it begins, ends and has its receipts, each time where
# it stands and without an entry in any index (a heap-only update), and each index is entered once.
HALF = "ALTER TABLE outreach_attempt SET (fillfactor = 50)"
FULL = "ALTER TABLE outreach_attempt RESET (fillfactor)"


class Migration(migrations.Migration):
    dependencies = [("outreach", "0016_people_reached")]

    operations = [migrations.RunSQL(HALF, FULL)]
