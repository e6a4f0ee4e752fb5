"""The check before publication, as a table: what blocks a proposal and an approval, and what the reviewer should know.

A rule looks at `Facts` and at nothing else: they are read from the rows once, by `facts_of`.
"""

import json
import re
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from claims.actions import earlier
from claims.models import Claim, Conflict, Source

LONGEST_LABEL = 75  # characters of the public headline
BLOCK, WARN = "block", "warn"
LANGUAGES = {"id": _("Indonesian"), "en": _("English")}
PRIMARY = {Source.Kind.DOCUMENT, Source.Kind.DATA, Source.Kind.RECORDING, Source.Kind.INTERVIEW}
ONE_OF = "satu|seorang|sebuah"  # "salah satu kota": one of the cities
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True)
class Evidence:
    """One source: `year` is the newest that its figures speak of, else of its publication, None where unknown.

    `copy` says how its copy stands: "none" (wanted and not there), "missing" (without the passage), else "".
    """

    title: str
    kind: str = Source.Kind.WEB
    stance: str = Source.Stance.SUPPORTS
    excerpt: bool = True
    withheld: bool = False
    year: int | None = None
    copy: str = ""

    @property
    def decides(self):
        """Whether it speaks for or against the claim."""
        return self.stance != Source.Stance.CONTEXT


@dataclass(frozen=True)
class Facts:
    """What the rules look at. Texts are those in the article's language; `labels` both; `year` the newest of the
    claim's periods; `machine` the languages whose words a machine translated and nobody confirmed; `precedents` the
    other verdicts on the same claim that the draft differs from and does not say why."""

    label: str = ""
    labels: tuple = ()
    rated: bool = False
    scale: tuple = ()
    summary: str = ""
    explanation: str = ""
    correction: bool = False
    note: str = ""
    precedents: tuple = ()
    sources: tuple = ()
    conflicts: int = 0
    speaker: bool = True
    reported: bool = False
    report_named: bool = True
    complete: bool = True
    asked: bool = True
    year: int | None = None
    machine: tuple = ()


@dataclass(frozen=True)
class Rule:
    """`fires(facts)` is falsy, or True, or the names to put into `words` as %(named)s. `place` is the id of the element
    on the claim's page where it is put right; {language} in it is the article's."""

    slug: str
    level: str
    place: str
    words: object
    fires: object


@dataclass(frozen=True)
class Finding:
    slug: str
    level: str
    place: str
    sentence: object


def whole_label(label):
    """Whether a label can stand as the public headline; the machine cuts long ones off."""
    label = label.strip()
    return bool(label) and len(label) <= LONGEST_LABEL and not label.endswith(("…", "..."))


def rating_words(facts):
    """The ratings of the scale that a label says outright, in either language; "salah satu" (one of) says none."""
    found = [word for word in facts.scale for label in facts.labels if says(label, word)]
    return list(dict.fromkeys(found))


def says(label, word):
    """Whether `word` stands in the label by itself: neither doubled ("benar-benar") nor one of several."""
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-]|\s+(?:{ONE_OF})\b)", label, re.I) is not None


def named(sources):
    return [source.title for source in sources]


def older(facts):
    """Sources that decide, and speak of a time before the claim's."""
    dated = [one for one in facts.sources if one.decides and one.year]
    return named(one for one in dated if facts.year and one.year < facts.year)


RULES = (
    Rule(
        "label",
        BLOCK,
        "claim-label_{language}",
        _("Write the label in the article's language: a whole headline of at most 75 characters, without “…”."),
        lambda f: not whole_label(f.label),
    ),
    Rule("rating", BLOCK, "ratings", _("Choose a verdict."), lambda f: not f.rated),
    Rule(
        "summary",
        BLOCK,
        "verdict-summary_{language}",
        _("Write the summary in the article's language."),
        lambda f: not f.summary.strip(),
    ),
    Rule(
        "explanation",
        BLOCK,
        "verdict-explanation_{language}",
        _("Write the explanation in the article's language."),
        lambda f: not f.explanation.strip(),
    ),
    Rule("source", BLOCK, "sources", _("Attach at least one source."), lambda f: not f.sources),
    Rule(
        "passage",
        BLOCK,
        "sources",
        _("Quote the passage that counts, from: %(named)s."),
        lambda f: named(one for one in f.sources if one.decides and not one.withheld and not one.excerpt),
    ),
    Rule(
        "conflict",
        BLOCK,
        "conflicts",
        _("The text contradicts itself here: resolve or dismiss the conflict."),
        lambda f: f.conflicts > 0,
    ),
    Rule(
        "report",
        BLOCK,
        "claim",
        _("The words are only reported, and nothing names the report: give the article a publisher or an address."),
        lambda f: f.speaker and f.reported and not f.report_named,
    ),
    Rule(
        "note",
        BLOCK,
        "verdict-note_{language}",
        _("Write the public note of this correction in the article's language."),
        lambda f: f.correction and not f.note.strip(),
    ),
    Rule(
        "precedent",
        BLOCK,
        "precedent",
        _("The same claim has another verdict: %(named)s. Say why this one differs, or that it is not the same claim."),
        lambda f: f.precedents,
    ),
    Rule(
        "long_label",
        WARN,
        "claim",
        _("The label is longer than 75 characters in one language."),
        lambda f: any(len(label) > LONGEST_LABEL for label in f.labels),
    ),
    Rule(
        "rating_word",
        WARN,
        "claim",
        _("The label says the verdict (%(named)s); it should say the claim."),
        rating_words,
    ),
    Rule("one_source", WARN, "sources", _("There is one source only."), lambda f: len(f.sources) == 1),
    Rule(
        "primary",
        WARN,
        "sources",
        _("No source is primary: a document, data, a recording or an interview."),
        lambda f: bool(f.sources) and not any(one.kind in PRIMARY for one in f.sources),
    ),
    Rule("older", WARN, "sources", _("Older than the time the claim speaks of: %(named)s."), older),
    Rule(
        "no_copy",
        WARN,
        "sources",
        _("We keep no copy yet of: %(named)s."),
        lambda f: named(one for one in f.sources if one.copy == "none"),
    ),
    Rule(
        "not_in_copy",
        WARN,
        "sources",
        _("The quoted passage is not in our copy of: %(named)s."),
        lambda f: named(one for one in f.sources if one.copy == "missing"),
    ),
    Rule(
        "not_asked",
        WARN,
        "confirmations",
        _("The speaker was not asked to confirm or comment."),
        lambda f: f.speaker and not f.asked,
    ),
    Rule("incomplete", WARN, "span", _("We do not have the whole text."), lambda f: not f.complete),
    Rule(
        "machine",
        WARN,
        "verdict",
        _("A machine translation of the verdict is not confirmed yet: %(named)s."),
        lambda f: [LANGUAGES.get(code, code) for code in f.machine],
    ),
)


def check(facts, language):
    """The Findings of all rules that fire, blocks first; `language` is the article's."""
    found = []
    for rule in RULES:
        fired = rule.fires(facts)
        if fired:
            words = rule.words
            if fired is not True:
                words = words % {"named": ", ".join(f"“{one}”" for one in fired)}
            found.append(Finding(rule.slug, rule.level, rule.place.format(language=language), words))
    return found


def findings(claim, draft):
    """What stands in the way of publishing `draft` (a Verdict, or None), and what is worth a second look."""
    return check(facts_of(claim, draft), claim.article.language)


def facts_of(claim, draft):
    """The Facts about a claim and its draft, as the rows are now."""
    language, article = claim.article.language, claim.article
    scale = claim.newsroom.scales.first().ratings.all()
    return Facts(
        label=claim.label.get(language) or "",
        labels=tuple(filter(None, claim.label.values())),
        scale=tuple(word for rating in scale for word in rating.label.values() if word),
        sources=evidence(claim),
        conflicts=len(open_conflicts(claim)),
        speaker=claim.speaker_id is not None,
        reported=claim.attribution == Claim.Attribution.REPORTED,
        report_named=bool(article.publisher or article.url),
        complete=article.complete,
        asked=claim.confirmations.filter(removed_at=None).exists(),
        year=newest_year(*claim.figures.inside().values_list("period", flat=True)),
        **draft_facts(draft, language),
    )


def draft_facts(draft, language):
    """What the draft adds; nothing where there is none."""
    if draft is None:
        return {}
    return {
        "rated": draft.rating_id is not None,
        "summary": draft.summary.get(language) or "",
        "explanation": draft.explanation.get(language) or "",
        "correction": draft.version > 1,
        "note": draft.correction_note.get(language) or "",
        "machine": tuple(sorted(draft.translated)),
        "precedents": otherwise(draft),
    }


def otherwise(draft):
    """The verdicts on the same claim that the draft's rating differs from, each in a few words; none where it says why.

    Earlier claims are looked for only where a rating is chosen and nothing explains it.
    """
    if draft.rating_id is None or draft.precedent_note.strip():
        return ()
    records = [json.loads(one.publication.body) for one in earlier.precedents(draft.claim)]
    return tuple(in_words(one) for one in records if one["verdict"]["slug"] != draft.rating.slug)


def in_words(record):
    """A public record as a finding names it: claim, speaker, verdict, in the language of whoever reads it."""
    code = (get_language() or "id")[:2]
    label, rating = (
        pair.get(code) or next(filter(None, pair.values()), "")
        for pair in (record["label"], record["verdict"]["label"])
    )
    return " · ".join(filter(None, (label, record["speaker"] and record["speaker"]["name"], rating)))


def evidence(claim):
    rows = claim.sources.filter(removed_at=None).select_related("copy").defer("copy__text", "copy__headers")
    return tuple(
        Evidence(
            title=row.title,
            kind=row.kind,
            stance=row.stance,
            excerpt=bool(row.excerpt.strip()),
            withheld=row.withheld is not None,
            year=newest_year(row.as_of) or (row.published_on.year if row.published_on else None),
            copy=copy_standing(row),
        )
        for row in rows
    )


def copy_standing(source):
    if source.url and source.copy is None:
        return "none"
    return "missing" if source.copy and source.copy.passage_standing == "missing" else ""


def newest_year(*texts):
    """The latest year that the texts name, or None."""
    return max((int(year) for text in texts for year in YEAR.findall(text)), default=None)


def open_conflicts(claim):
    """Open conflicts of the claim's text that touch its span."""
    rows = claim.text.conflicts.filter(state=Conflict.State.OPEN)
    return [row for row in rows if any(a < claim.end and b > claim.start for a, b in row.spans)]
