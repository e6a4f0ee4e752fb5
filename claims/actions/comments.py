"""What colleagues write to one another on a claim or on words of an article. Never public."""

import re

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.actions import audit, notices
from claims.actions.claims import quote
from claims.actions.guard import need_role
from claims.actions.refusals import NotNow, NotYou, Unacceptable
from claims.models import Comment, User
from claims.workflow import Role

LONGEST = 5000  # characters of one comment
MENTION = re.compile(r"(?<![\w@.+-])@([\w.+-]*\w)")


@transaction.atomic
def add(*, by, body, article=None, claim=None, start=None, end=None):
    """A comment on `claim`, or on `article`, there on the words between two code points of its present text where
    `start` and `end` say so. Whoever is mentioned (@username) gets a notice. Returns the Comment."""
    need_role(by, *Role)
    article = article or claim.article
    text = article.current_text if start is not None else None
    if text:
        quote(text, start, end)
    comment = Comment.objects.create(
        newsroom=article.newsroom,
        article=article,
        claim=claim,
        text=text,
        start=start,
        end=end,
        body=checked(body),
        by=by,
        at=timezone.now(),
    )
    note("comment", comment, by=by, after={"body": comment.body})
    mention(comment, mentioned(comment.body))
    return comment


@transaction.atomic
def edit(comment, *, by, body):
    """Other words for one's own comment; whoever is newly mentioned gets a notice."""
    fresh = standing(comment)
    if fresh.by != by:
        raise NotYou(_("Only whoever wrote a comment can change it."))
    known = mentioned(fresh.body)
    before, after = audit.change(fresh, body=checked(body))
    if after:
        audit.change(fresh, edited_at=timezone.now())
        note("edit_comment", fresh, by=by, before=before, after=after)
        mention(fresh, mentioned(fresh.body) - known)
    return fresh


@transaction.atomic
def remove(comment, *, by):
    """Takes a comment away: one's own, or as an Editor anybody's. The thread says that one was here."""
    fresh = standing(comment)
    if fresh.by != by and Role.EDITOR not in by.roles():
        raise NotYou(_("Only whoever wrote a comment, or an Editor, can remove it."))
    audit.change(fresh, removed_at=timezone.now())
    note("remove_comment", fresh, by=by)
    return fresh


@transaction.atomic
def resolve(comment, *, by, resolved=True):
    """Marks what a comment asked for as done, or as open again."""
    need_role(by, *Role)
    fresh = standing(comment)
    if bool(fresh.resolved_at) != resolved:
        audit.change(fresh, resolved_at=timezone.now() if resolved else None)
        note("resolve_comment" if resolved else "reopen_comment", fresh, by=by)
    return fresh


def standing(comment):
    """The comment as it is, locked; raises NotNow where it was removed."""
    fresh = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    if fresh.removed_at:
        raise NotNow(_("This comment was removed."))
    return fresh


def checked(body):
    """The words of a comment as they may be stored."""
    body = body.replace("\r\n", "\n").strip()
    if not body or "\x00" in body:
        raise Unacceptable(_("Write the comment."), field="body", code="body")
    if len(body) > LONGEST:
        raise Unacceptable(_("A comment has at most 5,000 characters."), field="body", code="body")
    return body


def mentioned(body):
    """The user names, in lower case, that follow an @ in `body`."""
    return {name.lower() for name in MENTION.findall(body)}


def mention(comment, names):
    """A notice to everybody of the newsroom among `names`."""
    if names:
        people = User.objects.filter(is_active=True, newsroom__in=[comment.newsroom_id]) | User.objects.filter(
            is_active=True, newsroom=None
        )
        named = [person for person in people if person.username.lower() in names]
        about = {"claim": comment.claim, "article": comment.article, "comment": comment}
        notices.tell(named, notices.Kind.MENTION, by=comment.by, words=comment.body[:1000], **about)


def note(verb, comment, *, by, **change):
    audit.record(
        verb, comment, by=by, newsroom=comment.newsroom, claim=comment.claim, article=comment.article, **change
    )
