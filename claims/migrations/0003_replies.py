"""A reply can be taken back: its row stays, the public record no longer carries it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0002_promises")]
    operations = [
        migrations.AddField(
            model_name="reply",
            name="retracted_at",
            field=models.DateTimeField(blank=True, help_text="No longer in the public record.", null=True),
        )
    ]
