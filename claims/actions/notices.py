"""Tells people what concerns them: on the desk at once, by e-mail where they want it. Called inside the actions."""

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.actions import audit, queue
from claims.models import Notice, User
from claims.workflow import Role

Kind = Notice.Kind

# What a notice says; %(name)s is whoever brought it about.
SENTENCES = {
    Kind.MENTION: _("%(name)s mentioned you in a comment"),
    Kind.ASSIGNMENT: _("%(name)s assigned this claim to you"),
    Kind.SENT_BACK: _("%(name)s sent this proposal back"),
    Kind.PROPOSAL: _("%(name)s proposed a verdict: an Approver decides"),
    Kind.REPLY: _("%(name)s recorded a reply to this claim"),
    Kind.RATING: _("A second rating is wanted, asked for by %(name)s"),
    Kind.HOLD: _("%(name)s put this claim on hold"),
    Kind.INVITATION: _("%(name)s invites you to the desk"),
    Kind.RESET: _("A link for a new password was asked for"),
    Kind.READER: _("A reader wrote to us"),
}
ASKING = (Kind.PROPOSAL, Kind.RATING)  # what is over once the proposal is decided
BY_MAIL_ALWAYS = {Kind.INVITATION, Kind.RESET}


def tell(people, kind, *, claim=None, article=None, comment=None, by=None, words=""):
    """A notice of `kind` to each of `people` (None among them is nobody) but `by` and whoever left. Returns them.

    Call it inside the transaction of the action that it tells of. `words` is the reason or comment behind it.
    """
    now, told = timezone.now(), []
    for person in {person.pk: person for person in people if person is not None and person != by}.values():
        if person.is_active:
            about = {"claim": claim, "article": article or (claim and claim.article), "comment": comment}
            told.append(put(person, kind, now, by=by, words=words, **about))
    return told


def put(person, kind, now, **about):
    """One notice, and after the commit its letter."""
    by_mail = bool(person.email) and (person.mail_notices or kind in BY_MAIL_ALWAYS)
    notice = Notice.objects.create(
        to=person, kind=kind, at=now, mail_wanted=by_mail, mail_next_at=now if by_mail else None, **about
    )
    if by_mail:
        queue.after_commit("mail", notice.pk)
    return notice


def holders(newsroom, *roles):
    """The active people of a newsroom who were given one of these roles."""
    groups = Group.objects.filter(name__in=roles)
    people = User.objects.filter(Q(newsroom=newsroom) | Q(newsroom=None), groups__in=groups, is_active=True)
    return list(people.distinct().order_by("pk"))


def tell_of_proposal(claim, *, by):
    """Approvers learn that a verdict waits for them; where it is first to be rated blind, whoever may rate it does."""
    if claim.awaits_rating():
        raters = holders(claim.newsroom, Role.REVIEWER, Role.APPROVER)
        raters = [person for person in raters if person.pk != claim.draft.edited_by_id]
        return tell(raters, Kind.RATING, claim=claim, by=by)
    return tell(holders(claim.newsroom, Role.APPROVER), Kind.PROPOSAL, claim=claim, by=by)


def tell_of_reply(claim, *, by, words):
    """Assignee, last approver and the newsroom's Editors learn of a reply."""
    concerned = [claim.assigned_to, claim.live and claim.live.approved_by, *holders(claim.newsroom, Role.EDITOR)]
    return tell(concerned, Kind.REPLY, claim=claim, by=by, words=words)


def tell_of_message(message):
    """The newsroom's Editors learn of what a reader wrote; the sender's name is not told by letter."""
    editors = holders(message.newsroom, Role.EDITOR)
    return tell(editors, Kind.READER, claim=message.claim, words=message.reference)


def tell_of_hold(claim, *, by, words):
    """Assignee, proposer and approver learn that what they worked on is off the page."""
    live = claim.live
    return tell([claim.assigned_to, live.proposed_by, live.approved_by], Kind.HOLD, claim=claim, by=by, words=words)


def over(claim, *kinds):
    """Marks the unread notices of these kinds on this claim as read: what they asked for is done, by whomever.

    Call it inside the transaction of the action that did it.
    """
    for notice in Notice.objects.unread().filter(claim=claim, kind__in=kinds):
        audit.change(notice, read_at=timezone.now(), mail_wanted=notice.mailed_at is not None)


@transaction.atomic
def read(notice, *, by):
    """Marks one's own notice as read; anybody else's is left alone. A letter not yet sent is no longer needed."""
    fresh = Notice.objects.select_for_update().filter(pk=notice.pk, to=by).first()
    if fresh and fresh.read_at is None:
        wanted = fresh.mail_wanted and (fresh.mailed_at is not None or fresh.kind in BY_MAIL_ALWAYS)
        audit.change(fresh, read_at=timezone.now(), mail_wanted=wanted)
    return fresh


@transaction.atomic
def read_all(*, by):
    """Marks all of one's own notices as read; returns how many were not."""
    unread = list(Notice.objects.unread().filter(to=by))
    for notice in unread:
        read(notice, by=by)
    return len(unread)


def words_of(notice):
    """What a notice says, in the present language."""
    return SENTENCES[notice.kind] % {"name": notice.by.shown_name() if notice.by else gettext("The machine")}
