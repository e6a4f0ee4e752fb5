"""Pages of the desk as tests read them: a logged-in person, and the words on a page."""

import html
import re

from django.test import Client
from django.urls import reverse


def desk(person):
    """A client logged in as `person`."""
    client = Client()
    client.force_login(person)
    return client


def to(noun, what, *args):
    """Address of a noun's page or step: to("claim", "change", 3)."""
    return reverse(f"admin:claims_{noun}_{what}", args=args)


def words(response):
    """The text of a page without its tags, spaces joined."""
    source = re.sub(r"<(script|noscript|head)\b.*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", source)).split())


def now(claim):
    """The hidden field of a form on a page that is loaded now."""
    return {"expected": type(claim).objects.values_list("edit", flat=True).get(pk=claim.pk)}


def step(client, claim, verb, **data):
    """POSTs one step of the workflow, from a page loaded now."""
    return client.post(to("claim", "step", claim.pk, verb), {**now(claim), **data})
