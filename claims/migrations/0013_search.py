"""PostgreSQL finds published words by an index; SQLite reads the rows. The words are ours already: nothing is stemmed.

Only the first characters of a record's words are indexed, so that no text, however long, is too long to be published.
"""

from django.db import migrations

MAKE = """
    CREATE INDEX IF NOT EXISTS publication_words ON claims_publication
    USING gin (to_tsvector('simple', left(search, 100000))) WHERE current
"""
DROP = "DROP INDEX IF EXISTS publication_words"


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(MAKE)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP)


class Migration(migrations.Migration):
    dependencies = [("claims", "0012_readers")]
    operations = [migrations.RunPython(make, drop)]
