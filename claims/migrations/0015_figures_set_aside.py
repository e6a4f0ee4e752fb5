"""A figure can be set aside, with who did it and why."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from claims.models import promises


def step_aside(apps, schema_editor):
    promises.remove(schema_editor.connection.alias)


def stand_again(apps, schema_editor):
    """SQLite loses triggers where it rebuilds a table."""
    promises.install(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("claims", "0014_parts")]

    operations = [
        migrations.RunPython(step_aside, stand_again),
        migrations.AddField("figure", "set_aside_at", models.DateTimeField(null=True, blank=True)),
        migrations.AddField(
            "figure",
            "set_aside_by",
            models.ForeignKey(
                settings.AUTH_USER_MODEL,
                null=True,
                blank=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
            ),
        ),
        migrations.AddField(
            "figure", "set_aside_reason", models.CharField(max_length=300, blank=True, default="", db_default="")
        ),
        migrations.AddConstraint(
            "figure",
            models.CheckConstraint(
                condition=Q(set_aside_at=None, set_aside_by=None)
                | (Q(set_aside_at__isnull=False, set_aside_by__isnull=False) & ~Q(set_aside_reason="")),
                name="figure_set_aside_by_whom_and_why",
            ),
        ),
        migrations.RunPython(stand_again, step_aside),
    ]
