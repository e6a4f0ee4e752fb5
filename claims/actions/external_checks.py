"""Takes in what other publishers checked, from feeds of ClaimReviews; hides one, takes a whole import back."""

import hashlib
import io
from collections import Counter
from itertools import islice
from urllib.parse import urlsplit

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.actions import audit, claim_reviews, feed_streams, matches
from claims.actions.feed_streams import Broken, Skipped, Stream
from claims.actions.guard import need_role
from claims.actions.refusals import Incomplete, NotNow, Unacceptable
from claims.models import CheckImport, ExternalCheck, Newsroom
from claims.text.tokens import tokens
from claims.workflow import Role

KINDS = ("json", "rss", "csv")
UPLOAD_BYTES = 25_000_000  # what a browser may bring; larger files by the command
MOST_BYTES, MOST_ROWS = 500_000_000, 500_000
AT_ONCE = 200
BOM = b"\xef\xbb\xbf"
REPEATS = 20  # of one claim's words from one site in one feed: more is no archive but a flood
KEPT_PROBLEMS = 200
BREAKS = {"broken", "entities", "value_too_long", "too_large", "too_many"}  # codes after which nothing was read

PROBLEMS = {
    "ours": _("It bears this newsroom's name or address, but did not come from it."),
    "no_claim": _("It does not say which claim was checked."),
    "url": _("Its address is missing or does not begin with http:// or https://."),
    "no_review": _("There is no ClaimReview in it."),
    "too_deep": _("It is nested too deep."),
    "too_long": _("It is too long."),
    "broken_row": _("It cannot be read."),
    "columns": _("It has more cells than there are columns."),
    "flood": _("The same claim came from this site more than 20 times."),
    "broken": _("The feed is broken here: what follows could not be read. What came before is kept."),
    "entities": _("The feed declares entities, which may be an attack: it was read no further."),
    "value_too_long": _("A single value is larger than 2 MB: the feed was read no further. What came before is kept."),
    "too_large": _("The feed is larger than the limit: the rest was not read. What came before is kept."),
    "too_many": _("The feed has more than 500,000 rows: the rest was not read. What came before is kept."),
    "empty": _("There is no row in it."),
}


def load(*, by, newsroom, file, name, kind=None, event=None, max_bytes=MOST_BYTES):
    """Reads the feed in the binary `file`, called `name`; returns its CheckImport, also where the feed breaks off.

    `kind` is json, rss or csv, told by its beginning where None. `event`: for whose pack it is. `by` is an Editor, or
    None for the machine. Read again, a feed changes nothing but what changed in it. Raises Unacceptable for a CSV
    without the columns that are needed.
    """
    if by is not None:
        need_role(by, Role.EDITOR)
    kind = kind or feed_streams.kind_of(file.read(512))
    file.seek(0)
    if kind == "csv":
        check_columns(file)
    elif kind == "json" and file.read(3) != BOM:
        file.seek(0)
    run = CheckImport.objects.create(
        newsroom=newsroom, feed=claim_reviews.plain(name, 500) or "-", kind=kind, by=by, started_at=timezone.now()
    )
    if event:
        run.events.add(event)
    tally = Tally()
    found = taken(feed_streams.rows(kind, Stream(file, max_bytes)), tally, Ours())
    while batch := list(islice(found, AT_ONCE)):
        try:
            keep(run, batch, tally)
        except IntegrityError:  # another import brought one of them just now
            keep(run, batch, tally)
    return finish(run, tally, by)


def check_columns(file):
    """Raises Unacceptable unless the first line names the columns of the claim and of the address."""
    first = io.TextIOWrapper(io.BytesIO(file.read(feed_streams.LONGEST_LINE)), "utf-8-sig", errors="replace")
    heads = set(feed_streams.heading(first.readline())[0])
    file.seek(0)
    missing = [name for name in ("claim", "url") if not heads & set(claim_reviews.COLUMNS[name])]
    if missing:
        sentence = _("This is no feed of ClaimReviews; as a CSV its first line lacks the column %(names)s.")
        raise Unacceptable(sentence % {"names": ", ".join(missing)}, field="file", code="columns")


class Ours:
    """The names and sites of the newsrooms here: nothing from a feed may pass for a check of theirs."""

    def __init__(self):
        rooms = list(Newsroom.objects.all())
        self.names = {tuple(tokens(room.name)) for room in rooms}
        hosts = (urlsplit(url).hostname for url in (settings.SITE_URL, *(room.site_url() for room in rooms)))
        self.sites = {host.removeprefix("www.") for host in hosts if host}

    def claims(self, check):
        """Whether a check bears one of these names or addresses."""
        return tuple(tokens(check["publisher"])) in self.names or check["site"] in self.sites


class Tally:
    """What became of the rows so far."""

    def __init__(self):
        self.counts, self.reasons, self.problems = Counter(), Counter(), []
        self.said, self.row = Counter(), 0

    def skip(self, number, code):
        self.counts["skipped"] += 1
        self.trouble(number, code)

    def trouble(self, number, code):
        self.reasons[code] += 1
        if len(self.problems) < KEPT_PROBLEMS:
            self.problems.append({"row": number, "code": code})

    def floods(self, check):
        """Whether this claim came from this site too often already."""
        said = hash((check["site"], " ".join(tokens(check["claim"]))))
        self.said[said] += 1
        return self.said[said] > REPEATS


def taken(rows, tally, ours):
    """The fields of each review that can be taken; what cannot is written down."""
    try:
        for number, found in rows:
            if number > MOST_ROWS:
                raise Broken("too_many")
            tally.row = number
            yield from of_row(number, found, tally, ours)
    except Broken as problem:
        tally.trouble(tally.row + 1, problem.code)
    if not tally.row and not tally.problems:
        tally.trouble(1, "empty")


def of_row(number, found, tally, ours):
    try:
        raws = claim_reviews.reviews(found)
    except (Skipped, RecursionError) as problem:
        tally.skip(number, getattr(problem, "code", "too_deep"))
        return
    for raw in raws:
        try:
            check = claim_reviews.fields(raw)
        except Skipped as problem:
            tally.skip(number, problem.code)
            continue
        if ours.claims(check):
            tally.skip(number, "ours")
        elif tally.floods(check):
            tally.skip(number, "flood")
        else:
            yield check


def key_of(check):
    """What makes two reviews the same one: the address, and the words of the claim."""
    return hashlib.sha256(f"{check['url']}\0{' '.join(tokens(check['claim']))}".encode()).hexdigest()


@transaction.atomic
def keep(run, checks, tally):
    """Stores a batch: new ones, changed ones; of one that came twice in it the latter."""
    now, by_key = timezone.now(), {key_of(check): check for check in checks}
    counts = Counter(repeated=len(checks) - len(by_key))
    rows = ExternalCheck.objects.select_for_update().order_by("pk")  # none is hidden meanwhile
    stored = {row.key: row for row in rows.filter(newsroom=run.newsroom, key__in=by_key)}
    mine = set(run.checks.filter(key__in=by_key).values_list("key", flat=True))
    fresh = [
        ExternalCheck(newsroom=run.newsroom, key=key, first_seen=now, last_seen=now, **check)
        for key, check in by_key.items()
        if key not in stored
    ]
    ExternalCheck.objects.bulk_create(fresh)
    for key, row in stored.items():
        moved = row.removed_at or any(getattr(row, name) != value for name, value in by_key[key].items())
        counts["repeated" if key in mine else "changed" if moved else "known"] += 1
        for name, value in by_key[key].items():
            setattr(row, name, value)
        row.last_seen, row.removed_at = now, None
    if stored:
        names = [*next(iter(by_key.values())), "last_seen", "removed_at"]
        ExternalCheck.objects.bulk_update(stored.values(), names, batch_size=50)
    matches.follow_checks([*fresh, *stored.values()])
    counts["new"] = len(fresh)
    link = ExternalCheck.imports.through
    links = [link(externalcheck=row, checkimport=run) for row in (*fresh, *stored.values()) if row.key not in mine]
    link.objects.bulk_create(links, ignore_conflicts=True)
    tally.counts += counts


@transaction.atomic
def finish(run, tally, by):
    counts = {name: tally.counts[name] for name in ("new", "changed", "known", "repeated", "skipped")}
    counts["reasons"] = dict(tally.reasons)
    audit.change(run, finished_at=timezone.now(), counts=counts, problems=tally.problems)
    audit.record("import_checks", run, by=by, newsroom=run.newsroom, after={"name": run.feed, "counts": counts})
    return run


@transaction.atomic
def hide(check, *, by, reason):
    """Takes one check out of sight for good, with a reason; a later import does not bring it back."""
    fresh = locked(check, by)
    if not reason.strip():
        raise Incomplete(_("Say why it is hidden."))
    if fresh.hidden_at:
        raise NotNow(_("It is hidden already."))
    audit.change(fresh, hidden_at=timezone.now(), hidden_by=by, hidden_reason=reason.strip())
    matches.follow_check(fresh)
    audit.record("hide", fresh, by=by, newsroom=fresh.newsroom, after={"name": str(fresh)}, reason=reason.strip())
    return fresh


@transaction.atomic
def unhide(check, *, by):
    """Brings a hidden check back into the lists."""
    fresh = locked(check, by)
    if not fresh.hidden_at:
        raise NotNow(_("It is not hidden."))
    audit.change(fresh, hidden_at=None, hidden_by=None, hidden_reason="")
    matches.follow_check(fresh)
    audit.record("unhide", fresh, by=by, newsroom=fresh.newsroom, after={"name": str(fresh)})
    return fresh


def locked(check, by):
    need_role(by, Role.EDITOR, Role.APPROVER)
    return ExternalCheck.objects.select_for_update(of=("self",)).get(pk=check.pk)


@transaction.atomic
def remove(run, *, by, reason):
    """Takes a whole import back: what no other import brought leaves the lists. Returns how many checks that were."""
    need_role(by, Role.EDITOR)
    fresh = CheckImport.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if not reason.strip():
        raise Incomplete(_("Say why it is removed."))
    if fresh.removed_at:
        raise NotNow(_("It was removed already."))
    now = timezone.now()
    audit.change(fresh, removed_at=now, removed_by=by)
    others = CheckImport.objects.filter(newsroom=fresh.newsroom, removed_at=None)
    gone = ExternalCheck.objects.filter(imports=fresh, removed_at=None).exclude(imports__in=others)
    number = ExternalCheck.objects.filter(pk__in=gone.values("pk")).update(removed_at=now)
    matches.forget_checks(ExternalCheck.objects.filter(imports=fresh, removed_at=now))
    after = {"name": fresh.feed, "checks": number}
    audit.record("remove_import", fresh, by=by, newsroom=fresh.newsroom, after=after, reason=reason.strip())
    return number


@transaction.atomic
def use_for(run, event, *, by):
    """Puts what an import brought into the pack of an event too."""
    need_role(by, Role.EDITOR)
    if run.removed_at or run.newsroom_id != event.newsroom_id:
        raise NotNow(_("It was removed already."))
    run.events.add(event)
    audit.record("add_to_pack", run, by=by, newsroom=run.newsroom, after={"name": run.feed, "event": event.title})
    return run
