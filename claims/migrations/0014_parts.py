"""Sheets of articles say which part of which event's transcript they are, and the time codes in them."""

from django.db import migrations, models


def fill(apps, schema_editor):
    """The sheets that are there already: their event and segment. Time codes come with each one's next publication."""
    for sheet in apps.get_model("claims", "ArticleSheet").objects.select_related("article__event").iterator():
        article = sheet.article
        if article.event_id:
            sheet.event_ref, sheet.segment = article.event.public_id, article.segment
            sheet.save(update_fields=["event_ref", "segment"])


class Migration(migrations.Migration):
    dependencies = [("claims", "0013_search")]

    operations = [
        migrations.AddField(
            "articlesheet",
            "cues",
            models.JSONField(default=list, db_default=models.Value([], models.JSONField())),
        ),
        migrations.AddField("articlesheet", "event_ref", models.UUIDField(null=True, blank=True)),
        migrations.AddField("articlesheet", "segment", models.PositiveIntegerField(null=True, blank=True)),
        migrations.AddIndex(
            "articlesheet",
            models.Index(fields=["event_ref", "segment"], condition=models.Q(visible=True), name="sheet_of_event"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
