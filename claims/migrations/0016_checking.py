"""A newsroom may show which claims are being checked: the article's sheet keeps them, and is published itself."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from claims.models import promises

ONE_SUBJECT = (
    Q(claim__isnull=False, event=None, speaker=None, article=None)
    | Q(claim=None, event__isnull=False, speaker=None, article=None)
    | Q(claim=None, event=None, speaker__isnull=False, article=None)
    | Q(claim=None, event=None, speaker=None, article__isnull=False)
)


def step_aside(apps, schema_editor):
    promises.remove(schema_editor.connection.alias)


def stand_again(apps, schema_editor):
    """SQLite loses triggers where it rebuilds a table."""
    promises.install(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("claims", "0015_figures_set_aside")]

    operations = [
        migrations.RunPython(step_aside, stand_again),
        migrations.AddField(
            "newsroom",
            "shows_checking",
            models.BooleanField(
                default=False,
                db_default=False,
                help_text="Readers see which claims of an article are being checked.",
            ),
        ),
        migrations.AddField(
            "articlesheet",
            "checking",
            models.JSONField(default=list, db_default=models.Value([], models.JSONField())),
        ),
        migrations.AddField(
            "publication",
            "article",
            models.ForeignKey(
                "claims.Article",
                null=True,
                blank=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="publications",
            ),
        ),
        migrations.AlterField(
            "publication",
            "subject",
            models.UUIDField(help_text="Public identifier of the claim, event, speaker or article."),
        ),
        migrations.AlterField(
            "publication",
            "kind",
            models.CharField(
                max_length=12,
                choices=[
                    ("published", "Published"),
                    ("corrected", "Corrected"),
                    ("held", "Held"),
                    ("released", "Released"),
                    ("withdrawn", "Withdrawn"),
                    ("source_state", "Source State"),
                    ("reply", "Reply"),
                    ("event", "Event"),
                    ("speaker", "Speaker"),
                    ("article", "Article"),
                ],
            ),
        ),
        migrations.RemoveConstraint("publication", "publication_one_subject"),
        migrations.AddConstraint(
            "publication", models.CheckConstraint(condition=ONE_SUBJECT, name="publication_one_subject")
        ),
        migrations.AddConstraint(
            "publication",
            models.UniqueConstraint(
                fields=["article"], condition=Q(current=True), name="publication_current_once_per_article"
            ),
        ),
        migrations.RunPython(stand_again, step_aside),
    ]
