"""The letters of notices. The row is the truth: what could not be sent is tried again, later each time."""

import logging
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext

from claims.actions import audit, queue
from claims.actions.notices import BY_MAIL_ALWAYS, words_of
from claims.actions.refusals import NotNow, NotYou
from claims.models import Newsroom, Notice

log = logging.getLogger(__name__)

MAX_TRIES = 8  # the last about four hours after the first
FIRST_PAUSE = timedelta(minutes=2)  # doubles each time
AT_ONCE = 200


def sweep():
    """Enqueues the letters whose time has come; returns how many. One enqueued twice is sent once."""
    due = Notice.objects.to_mail().filter(mail_next_at__lte=timezone.now()).order_by("mail_next_at")
    keys = list(due.values_list("pk", flat=True)[:AT_ONCE])
    for pk in keys:
        queue.send("mail", pk)
    return len(keys)


def send(pk):
    """Sends one letter unless another worker has it; an error leaves it to a later try. Returns whether it was sent."""
    notice = take(pk)
    if notice is None:
        return False
    try:
        letter(notice).send()
    except Exception as problem:
        log.exception("The letter of notice %s failed (try %s of %s).", pk, notice.mail_tries, MAX_TRIES)
        Notice.objects.filter(pk=pk).update(mail_error=f"{type(problem).__name__}: {problem}"[:500].replace("\x00", ""))
        return False
    done(pk)
    return True


@transaction.atomic
def take(pk):
    """The notice, its next try put off so that nobody else sends it now; None where there is nothing to send."""
    now = timezone.now()
    due = Notice.objects.select_for_update(of=("self",)).to_mail().filter(pk=pk, mail_next_at__lte=now)
    notice = due.select_related("to__newsroom", "by", "claim__article__newsroom", "article", "comment").first()
    if notice is None:
        return None
    if not notice.to.is_active or not notice.to.email:
        audit.change(notice, mail_wanted=False, mail_next_at=None)
        return None
    tries = notice.mail_tries + 1
    again = now + FIRST_PAUSE * 2**notice.mail_tries if tries < MAX_TRIES else None
    audit.change(notice, mail_tries=tries, mail_next_at=again)
    return notice


@transaction.atomic
def done(pk):
    audit.change(Notice.objects.get(pk=pk), mailed_at=timezone.now(), mail_next_at=None, mail_error="")


@transaction.atomic
def again(notice, *, by):
    """Sends a letter that was given up from the beginning. NotYou for whoever has no role, NotNow where it was not."""
    if not by.roles():
        raise NotYou()
    fresh = Notice.objects.select_for_update(of=("self",)).given_up().filter(pk=notice.pk).first()
    if fresh is None:
        raise NotNow()
    audit.change(fresh, mail_tries=0, mail_next_at=timezone.now(), mail_error="")
    queue.after_commit("mail", fresh.pk)
    return fresh


def letter(notice):
    """The e-mail of a notice, in the first language of its reader's newsroom."""
    newsroom = notice.to.newsroom or Newsroom.objects.default()
    with translation.override(newsroom.languages[0] if newsroom.languages else settings.LANGUAGE_CODE):
        sentence = words_of(notice)
        about = title_of(notice)
        subject = one_line(f"[{newsroom.name}] {sentence}" + (f": {about}" if about else ""))
        parts = [sentence + (":" if about else "."), about, notice.words, explained(notice), address_of(notice)]
        if notice.kind not in BY_MAIL_ALWAYS:
            account = settings.SITE_URL + reverse("admin:account")
            parts.append(gettext("You can switch these letters off: %(address)s") % {"address": account})
        body = "\n\n".join(part for part in parts if part) + "\n"
    return EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [notice.to.email])


def one_line(text):
    """A subject: no line breaks, of a length that mail readers show."""
    return " ".join(text.split())[:200]


def title_of(notice):
    """What the claim or article is called."""
    if notice.claim:
        here = translation.get_language()
        return notice.claim.label.get(here) or str(notice.claim)
    return notice.article.title if notice.article else ""


def explained(notice):
    """What the link is good for, where that is not plain."""
    if notice.kind not in BY_MAIL_ALWAYS:
        return ""
    who = gettext("Your user name is %(name)s.") % {"name": notice.to.username}
    days = settings.PASSWORD_RESET_TIMEOUT // 86_400
    link = gettext(
        "Set a password by this link. It works once, within %(days)s days. If you did not expect it, do nothing."
    ) % {"days": days}
    return f"{who}\n{link}"


def address_of(notice):
    """Where the letter leads, on this site's public address."""
    if notice.kind in BY_MAIL_ALWAYS:
        key = urlsafe_base64_encode(force_bytes(notice.to.pk))
        return settings.SITE_URL + reverse(
            "admin:password_set", args=[key, default_token_generator.make_token(notice.to)]
        )
    if notice.kind == Notice.Kind.READER:
        return settings.SITE_URL + reverse("admin:claims_readermessage_changelist")
    if notice.claim:
        return settings.SITE_URL + reverse("admin:claims_claim_change", args=[notice.claim.pk])
    if notice.article:
        return settings.SITE_URL + reverse("admin:claims_article_change", args=[notice.article.pk])
    return settings.SITE_URL + reverse("admin:notices")
