"""Names the topics that claims are filed under."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from claims.actions import audit
from claims.actions.guard import need_role, unmoved
from claims.actions.refusals import Unacceptable
from claims.matching import scales
from claims.models import Newsroom, Topic, words
from claims.workflow import Role

LONGEST = 80  # characters of a name


def create(*, by, label):
    """A new topic called `label`, {"id", "en"}; its public address is made of the Indonesian name, else the English.

    Raises NotYou unless an Editor, Unacceptable where it has no name or the address of another topic.
    """
    need_role(by, Role.EDITOR)
    label = checked(label)
    slug = scales.slug(label["id"] or label["en"], 50)
    if not slug:
        raise Unacceptable(_("Give the topic a name with letters."), field="label", code="label")
    try:
        with transaction.atomic():
            topic = Topic.objects.create(slug=slug, label=label)
            audit.record("create", topic, by=by, newsroom=home(by), after={"label": label})
    except IntegrityError as problem:
        raise Unacceptable(_("There is a topic of this name already."), field="label", code="label") from problem
    return topic


@transaction.atomic
def rename(topic, *, by, label, seen=None):
    """Gives a topic another name; its address stays. Published claims take it up with their next version. Returns it.

    Raises NotYou unless an Editor, Unacceptable, Stale where the name is no longer as the person saw it.
    """
    need_role(by, Role.EDITOR)
    fresh = Topic.objects.select_for_update(no_key=True).get(pk=topic.pk)
    label = checked(label)
    unmoved(fresh, seen, {"label": label})
    before, after = audit.change(fresh, label=label)
    if after:
        audit.record("rename", fresh, by=by, newsroom=home(by), before=before, after=after)
    return fresh


def checked(label):
    """`label` without spaces around it; raises Unacceptable where it is empty or too long."""
    label = words(**{code: " ".join((label.get(code) or "").split()) for code in ("id", "en")})
    if not any(label.values()):
        raise Unacceptable(_("Give the topic a name."), field="label", code="label")
    if max(len(text or "") for text in label.values()) > LONGEST:
        raise Unacceptable(_("This name is too long for a topic."), field="label", code="label")
    return label


def home(by):
    return by.newsroom or Newsroom.objects.default()
