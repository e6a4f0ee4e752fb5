"""Takes articles in: stores first, checks, and hands the text to the engine's queue."""

import hashlib
from datetime import date
from urllib.parse import urlsplit

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.actions import addresses, audit, following, intakes, jobs, publishing, queue, reading
from claims.actions.guard import need_role, unmoved
from claims.actions.refusals import NotNow, Refused, Unacceptable
from claims.models import Article, ArticleText, Event, Extraction, Intake
from claims.text import language, likeness
from claims.workflow import Public, Role


def submit(*, by, newsroom, body=b"", title="", intake=None, read=None, **details):
    """Stores an article and enqueues its extraction; returns the Article.

    With `segment=True` it is the next segment of its `event`'s transcript, and named so where no title is given.

    `body` is the pasted text (str, or bytes in UTF-8); or `intake` is what was received before (and `read`, where it
    was read before, its Reading). `details`: url, publisher, published_on (date), event, language ("id"/"en"; found
    from the text where not given), display, complete; title, publisher and date come from the document where not
    given. Raises NotYou, or Unacceptable naming the field; what was received is kept as an Intake either way.
    """
    received = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
    intake = intake or intakes.receive(by=by, newsroom=newsroom, body=received, fields={"title": title, **details})
    try:
        read = read or reading.of(intake)
        refuse_duplicate(newsroom, read.content)
        return store_once(intake, read, **completed(read, title=title.strip(), **details))
    except Refused as problem:
        known, words = getattr(problem, "article", None), getattr(problem, "words", None)
        intakes.refuse(intake, problem.code, words=words, known=known)
        raise


def completed(read, **details):
    """`details` with what the document says of itself where the person left it empty."""
    own = {"title": read.title, "publisher": read.publisher, "published_on": read.published_on}
    own |= {} if read.complete else {"complete": False}
    return {**details, **{name: value for name, value in own.items() if details.get(name) in (None, "")}}


def refuse_duplicate(newsroom, content):
    known = ArticleText.objects.filter(newsroom=newsroom, sha256=digest(content)).select_related("article").first()
    if known:
        raise Unacceptable(
            _("This text is already here: “%(title)s”.") % {"title": known.article.title},
            field="text",
            code="duplicate",
            article=known.article,
        )


def digest(content):
    return hashlib.sha256(content.encode("utf-8")).hexdigest()


EARLIEST = date(1900, 1, 1)


def check_details(title, url="", published_on=None, event=None, **_rest):
    """Raises Unacceptable for the first field that cannot stand."""
    if not title or len(title) > 300:
        raise Unacceptable(_("Give a title of at most 300 characters."), field="title", code="title")
    if "\x00" in title + url:
        raise Unacceptable(_("This field holds a character that cannot be stored."), field="title", code="binary")
    if published_on and published_on < EARLIEST:
        raise Unacceptable(_("This date is too early. Check the year."), field="published_on", code="date")
    if published_on and published_on > timezone.localdate() + timezone.timedelta(days=1):
        raise Unacceptable(_("The date lies in the future."), field="published_on", code="date")
    addresses.check(url)


def default_display(newsroom, publisher, url=""):
    """Our own texts in full; of other publishers' texts, and of other sites', just the sentences around each claim."""
    foreign = publisher and publisher.casefold() != newsroom.name.casefold()
    foreign = foreign or (url and not publisher and urlsplit(url).netloc != urlsplit(newsroom.site_url()).netloc)
    return Article.Display.EXCERPT if foreign else Article.Display.FULL


def store_once(intake, read, **details):
    """`store`, where two requests bring the same text at the same moment: the second is told of the first."""
    try:
        return store(intake, read, **details)
    except IntegrityError:
        refuse_duplicate(intake.newsroom, read.content)
        raise


@transaction.atomic
def store(intake, read, *, title, segment=False, **details):
    """The article, its first text and the waiting extraction, from a Reading; enqueues after commit."""
    if segment:
        title, details = as_segment(title, details)
    check_details(title, **details)
    details = {name: value for name, value in details.items() if value not in (None, "")}
    details.setdefault("language", language.detect(read.content[:50_000]))
    details.setdefault(
        "display", default_display(intake.newsroom, details.get("publisher", ""), details.get("url", ""))
    )
    now = timezone.now()
    article = Article.objects.create(
        newsroom=intake.newsroom, title=title, created_by=intake.by, created_at=now, **details
    )
    text = new_text(article, intake, read, now)
    audit.change(article, current_text=text)
    audit.change(intake, outcome=Intake.Outcome.ACCEPTED, article=article, problem="", notes=list(read.notes))
    extraction = Extraction.objects.create(text=text, next_try_at=now)
    audit.record(
        "submit", article, by=intake.by, newsroom=article.newsroom, after={"title": title, "sha256": text.sha256}
    )
    queue.after_commit("extract", extraction.pk)
    return article


def new_text(article, intake, read, now, **more):
    """One wording of an article, from what was received and its Reading."""
    return ArticleText.objects.create(
        newsroom=intake.newsroom,
        article=article,
        received=intake.body,
        media_type=read.media_type,
        name=intake.name,
        content=read.content,
        cues=[list(cue) for cue in read.cues],
        sketch=likeness.sketch(read.content),
        sha256=digest(read.content),
        created_by=intake.by,
        created_at=now,
        **more,
    )


def as_segment(title, details):
    """Title and details of the next segment of an event's transcript. Call in the transaction that stores it."""
    event = Event.objects.select_for_update(no_key=True).get(pk=details["event"].pk)
    last = event.articles.exclude(segment=None).order_by("-segment").first()
    number = last.segment + 1 if last else 1
    said = {"language": last.language} if last else {}
    said |= {name: value for name, value in details.items() if value not in (None, "")}
    return title or f"{event.title[:270]} · segmen {number}", {
        **said,
        "event": event,
        "segment": number,
        "kind": Article.Kind.TRANSCRIPT,
    }


@transaction.atomic
def describe(article, *, by, seen=None, **details):
    """Changes what is known about an article (title, url, publisher, published_on, event, display, complete…).

    Raises Stale where a field to be changed is no longer what the person saw: see `guard.unmoved`.
    Where claims of it are public, their records and the article's public sheet follow at once.
    """
    need_role(by, Role.EDITOR)
    fresh = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
    unmoved(fresh, seen, details)
    known = {"title": fresh.title, "url": fresh.url, "published_on": fresh.published_on}
    check_details(**{**known, **{name: details[name] for name in known if name in details}})
    left = fresh.event
    if "event" in details and details["event"] != left:
        details["segment"] = None
    before, after = audit.change(fresh, **details)
    if after:
        audit.record("describe", fresh, by=by, newsroom=fresh.newsroom, before=before, after=after)
        if "event" in after:
            place_claims(fresh)
        following.follow_article(fresh)
        if left and left != fresh.event and left.publications.exists():
            publishing.publish_event(left)
    return fresh


def place_claims(article):
    """Untouched claims were said when and where the article's event was; what a person filled in stays."""
    event = article.event
    where = {"said_on": event.held_on, "place": event.place} if event else {"said_on": None, "place": ""}
    article.claims.filter(touched=False, public=Public.NONE).update(**where)


@transaction.atomic
def extract_again(article, *, by):
    """Runs the engine once more over the article's present text. Raises NotNow while a run is under way."""
    need_role(by, Role.EDITOR)
    extraction = Extraction.objects.select_for_update(no_key=True).get(text=article.current_text)
    if extraction.state == Extraction.State.RUNNING and extraction.lease_until > timezone.now():
        raise NotNow(_("The text is being split right now."))
    jobs.start_over(extraction)
    audit.record("extract_again", article, by=by, newsroom=article.newsroom)
    queue.after_commit("extract", extraction.pk)
    return extraction
