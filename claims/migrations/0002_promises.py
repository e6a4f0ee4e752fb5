"""Triggers that hold what constraints cannot say: see claims/models/promises.py."""

from django.db import migrations

from claims.models import promises


def install(apps, schema_editor):
    promises.install(schema_editor.connection.alias)


def remove(apps, schema_editor):
    promises.remove(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
