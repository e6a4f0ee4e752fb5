"""Strong entity tags, made from the state of everything public and from what was asked."""

from hashlib import blake2b

from django.utils.http import parse_etags

from claims.models import Sequence

SHAPE = 1  # raise it whenever the same records would be written differently


def public_state():
    """(epoch, sequence) as they are now. Read it before the rows: then a tag can be too old for them, never too new."""
    return Sequence.objects.values_list("epoch", "value").get(pk=1)


def of_state(request, state, media_type):
    """The tag of the answer to `request` while everything public stands at `state`."""
    return seal(*state, SHAPE, media_type, request.build_absolute_uri())


def of_text(text):
    """The tag of an answer that does not follow the sequence."""
    return seal(SHAPE, text)


def seal(*parts):
    joined = "\n".join(str(part) for part in parts)
    return f'"{blake2b(joined.encode(), digest_size=16).hexdigest()}"'


def held_by_client(request, tag):
    """The tag under which the client says it holds this very answer, as it sent it (weak where compressed); or None."""
    for known in parse_etags(request.headers.get("If-None-Match", "")):
        if known.removeprefix("W/") == tag:
            return known
    return None


def client_holds_any(request):
    """Whether the client asked only for what it does not hold in any form (`If-None-Match: *`)."""
    return parse_etags(request.headers.get("If-None-Match", "")) == ["*"]
