"""What every noun shares: a public identifier and checked language pairs."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models

LANGUAGES = ("id", "en")


def validate_words(value):
    """Accepts {"id": text or null, "en": text or null}; anything else raises ValidationError."""
    if not isinstance(value, dict) or set(value) - set(LANGUAGES):
        raise ValidationError("Expected an object with the keys id and en.")
    if any(not (text is None or isinstance(text, str)) for text in value.values()):
        raise ValidationError("Each language holds a text or nothing.")


def empty_words():
    return {"id": None, "en": None}


def words(id=None, en=None):
    """A text in the newsroom's two languages; a missing one stays null."""
    return {"id": id or None, "en": en or None}


class WordsField(models.JSONField):
    """A text in several languages as JSON keyed by language code; a missing language is null."""

    default_validators = [validate_words]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", empty_words)
        super().__init__(*args, **kwargs)


class PublicModel(models.Model):
    """A row that the public may name: bigint key inside, UUID outside that never changes."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True
