"""What happens to one claim of the demo, from the editor's choice to its last public state."""

from datetime import timedelta
from decimal import Decimal
from functools import partial

from django.utils import timezone

from claims.actions import (
    captures,
    claims,
    confirmations,
    conflicts,
    decisions,
    earlier,
    figures,
    lint,
    precedents,
    rechecks,
    replies,
    sources,
    verdicts,
)
from claims.management.demo import web
from claims.models import Capture, Claim
from claims.workflow import Work

# How far each state of `reaches` goes, and how many minutes before the entry's hour each step is taken.
PATH = ("take", "attach", "draft", "propose", "approve")
MINUTES_BEFORE = {"take": 90, "attach": 55, "draft": 30, "propose": 15, "approve": 0}
STEPS = {"in_review": 3, "proposed": 4, "approved": 5, "published": 5}


class Story:
    """One `[[claim]]` of the data, `number` being its place in its text; `steps` says when which method is due."""

    def __init__(self, stage, text, number, entry):
        self.stage, self.text, self.entry = stage, text, entry
        self.chosen_at = stage.time(text["at"]) + timedelta(minutes=15 + 2 * number)
        self.claim = None

    def steps(self):
        """(time, callable) pairs, in order."""
        yield self.chosen_at, self.choose
        end = self.stage.time(self.entry["at"]) if "at" in self.entry else None
        for verb in PATH[: STEPS.get(self.entry["reaches"], 0)]:
            yield end - timedelta(minutes=MINUTES_BEFORE[verb]), getattr(self, verb)
        for later in self.entry.get("then", ()):
            if later["do"] == "correct":
                yield from self.correction(self.stage.time(later["at"]), later)
            else:
                yield self.stage.time(later["at"]), partial(getattr(self, later["do"]), later)

    def by(self, username):
        return self.stage.people[username]

    # Curation, by the editor

    def choose(self):
        """Finds the claim among the engine's suggestions, or marks it by hand, and takes it on."""
        editor = self.by("editor")
        self.claim = suggestion(self.article, *self.span) or self.add(editor)
        if self.claim.work == Work.EXTRACTED:
            claims.queue(self.claim, by=editor)
        claims.edit(self.claim, by=editor, **self.details())

    @property
    def article(self):
        return self.stage.articles[self.text["key"]]

    @property
    def span(self):
        """Where the entry's words stand in the text, in code points."""
        start = self.text["content"].index(self.entry["words"])
        return start, start + len(self.entry["words"])

    def add(self, editor):
        start, end = self.span
        return claims.add(self.article, by=editor, start=start, end=end, mode=self.entry["mode"])

    def details(self):
        """What the editor sets right: the cut, the speaker, the words, the topics, the recording."""
        start, end = self.span
        speaker, role = self.stage.speakers[self.entry["speaker"]]
        fields = {"start": start, "end": end, "mode": self.entry["mode"], "speaker": speaker, "role": role}
        fields |= {name: self.entry[name] for name in ("label", "statement") if name in self.entry}
        if "heard" in self.entry:
            fields |= {
                "attribution": Claim.Attribution.CONFIRMED,
                "attribution_url": self.stage.event.recording_url,
                "attribution_at": self.entry["heard"],
            }
        return fields | {"topics": [self.stage.topics[slug] for slug in self.entry.get("topics", ())]}

    # Review, by the fact-checker, and approval

    def take(self):
        claims.take(self.claim, by=self.by("pemeriksa"))

    def attach(self):
        for source in self.entry.get("source", ()):
            self.attach_one(source)
        for found in self.entry.get("found", ()):
            self.find(**found)
        if "asked" in self.entry:
            self.ask(**self.entry["asked"])

    def find(self, claimed, value, of=None, source=0):
        """What the source at this place in the list gives for the figure that was claimed to be `claimed`."""
        figure = self.claim.figures.filter(value=Decimal(claimed)).first()
        if figure:  # a claim that was marked by hand has no figures
            given = self.claim.sources.filter(removed_at=None)[source]
            figures.find(figure, by=self.by("pemeriksa"), value=Decimal(value), of=of and Decimal(of), source=given)

    def ask(self, to, question, answer="", channel="email"):
        """What the reviewer asked the speaker twenty minutes ago, and what came back by now."""
        sent = timezone.now() - timedelta(minutes=20)
        who = {"by": self.by("pemeriksa")}
        asked = confirmations.ask(self.claim, to=to, channel=channel, question=question, sent_at=sent, **who)
        if answer:
            confirmations.answer(asked, answer=answer, **who)

    def attach_one(self, source):
        details = {name: value for name, value in source.items() if name != "withheld"}
        row = sources.add(self.claim, by=self.by("pemeriksa"), **details)
        for capture in row.captures.all():
            captures.run(capture.pk, fetch=web.server(row))
        if "withheld" in source:
            sources.withhold(row, by=self.by("pemeriksa"), reason=source["withheld"])

    def draft(self):
        self.settle()
        self.set_apart()
        if "rating" in self.entry:
            verdicts.save(
                self.claim,
                by=self.by("pemeriksa"),
                rating=self.rating(self.entry["rating"]),
                summary=self.entry["summary"],
                explanation=tidy(self.entry["explanation"]),
            )

    def settle(self):
        """Closes what does not fit together at this claim, where the entry says why it is dealt with."""
        for conflict in lint.open_conflicts(self.claim) if "settled" in self.entry else ():
            conflicts.resolve(conflict, by=self.by("pemeriksa"), reason=self.entry["settled"], claim=self.claim)

    def set_apart(self):
        """Says of claims that were found for this one, by their Indonesian labels, that they are not the same."""
        self.claim.refresh_from_db()
        for found in earlier.precedents(self.claim) if "not_same" in self.entry else ():
            if found.row.label["id"] in self.entry["not_same"]:
                precedents.reject(self.claim, other=found.row, by=self.by("pemeriksa"))

    def rating(self, slug):
        return self.stage.newsroom.scales.first().ratings.get(slug=slug)

    def propose(self):
        verdicts.propose(self.claim, by=self.by("pemeriksa"))

    def approve(self):
        days = self.entry.get("embargo_days")
        until = self.stage.time("06:00", days) if days else None
        verdicts.approve(self.claim, by=self.by(self.entry.get("approver", "redaktur")), embargo_until=until)

    # What follows, one method for each `do` of a `[[claim.then]]`

    def correction(self, at, later):
        """(time, callable) pairs of a correction that is public at `at`."""
        yield at - timedelta(minutes=12), partial(self.reopen, later)
        yield at - timedelta(minutes=6), partial(self.redraft, later)
        yield at - timedelta(minutes=4), self.propose
        yield at, self.approve

    def reopen(self, later):
        """Opens the draft of the next version; what is public stands."""
        verdicts.correct(self.claim, by=self.by("pemeriksa"), reason=later["reason"])

    def redraft(self, later):
        """The words of the next version: new sources, the rating where it changes, passages replaced, the note."""
        self.claim.refresh_from_db()
        for source in later.get("source", ()):
            self.attach_one(source)
        for found in later.get("found", ()):
            self.find(**found)
        verdicts.save(
            self.claim,
            by=self.by("pemeriksa"),
            rating=self.rating(later["rating"]) if "rating" in later else None,
            summary=later.get("summary"),
            explanation=replaced(self.claim.draft.explanation, later["replace"]),
            correction={"material": later["material"], "note": later["note"]},
        )

    def reply(self, later):
        received = timezone.now() - timedelta(minutes=45)
        words = {name: later[name] for name in ("who", "text", "answer")}
        replies.record(self.claim, by=self.by("editor"), received_at=received, **words)

    def hold(self, later):
        decisions.hold(self.claim, by=self.by(later["by"]), notice=later["notice"], reason=later["reason"])

    def propose_withdrawal(self, later):
        words = {name: later[name] for name in ("ground", "notice", "reason")}
        decisions.propose_withdrawal(self.claim, by=self.by(later["by"]), **words)

    def withdraw(self, later):
        decisions.withdraw(self.claim, by=self.by(later["by"]))

    def recheck(self, later):
        """A later look at one of the claim's sources, by its place in the list."""
        source = self.claim.sources.filter(removed_at=None)[later["source"]]
        answer = {name: later[name] for name in ("status", "url", "replace") if name in later}
        capture = captures.request(source, by=None, purpose=Capture.Purpose.CHECK)
        captures.run(capture.pk, fetch=web.server(source, **answer))

    def confirm(self, later):
        for capture in Capture.objects.awaiting_approver().filter(source__claim=self.claim):
            rechecks.confirm(capture, by=self.by(later["by"]))

    def send_back(self, later):
        verdicts.send_back(self.claim, by=self.by(later["by"]), reason=later["reason"])


def suggestion(article, start, end):
    """The engine's suggestion that is mostly this span and that nobody decided on yet, or None."""
    found = [
        (shared(claim, start, end), claim)
        for claim in article.claims.filter(work=Work.EXTRACTED, start__lt=end, end__gt=start)
    ]
    return max((pair for pair in found if pair[0] > 0.5), key=lambda pair: pair[0], default=(0, None))[1]


def shared(claim, start, end):
    """Overlap of the claim with a span, as a share of both together: 1 for the same span."""
    return (min(claim.end, end) - max(claim.start, start)) / (max(claim.end, end) - min(claim.start, start))


def tidy(words):
    return {code: text.strip() for code, text in words.items()}


def replaced(words, pairs):
    """Each language's text with every (old, new) passage exchanged."""
    for old, new in pairs:
        words = {code: text.replace(old, new) for code, text in words.items()}
    return words
