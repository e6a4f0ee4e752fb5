"""A subject that readers browse by."""

from django.db import models

from claims.models.base import WordsField


class Topic(models.Model):
    slug = models.SlugField(unique=True)
    label = WordsField()

    class Meta:
        ordering = ["slug"]

    def __str__(self):
        return self.label.get("id") or self.slug
