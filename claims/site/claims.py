"""The claim page: the verdict, the words in their place, who said them and how sure that is, evidence, history."""

import json

from django.http import Http404
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from claims.actions import earlier
from claims.models import Publication
from claims.shown import moments
from claims.shown.claimreview import claim_review
from claims.shown.notation import language
from claims.shown.tags import chosen
from claims.site.drawings import drawn, parts, ranks
from claims.site.figures import path_for
from claims.site.page import in_languages, public, show
from claims.site.records import Gone, ShownClaim
from claims.site.share import picture_of, ways

Kind = Publication.Kind
DATA = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


@public
def claim(request, public_id):
    """GET /claims/<uuid>/. A held claim shows its notice; a withdrawn one its ground, with 410."""
    rows = list(Publication.objects.filter(claim__public_id=public_id).order_by("sequence"))
    publication = next((row for row in rows if row.current), None)
    if publication is None:
        raise Http404
    if publication.status == "withdrawn":
        return withdrawn(request, Gone(publication))
    if publication.status not in ("published", "held"):
        raise Http404
    shown = ShownClaim(publication)
    return show(
        request,
        "site/claim.html",
        **told_by(shown, request.newsroom),
        description=chosen(shown.record["summary"])[0] or chosen(shown.record.get("notice"))[0],
        history=history(rows, shown),
        others=[] if shown.held else others(shown.record),
        share=ways(shown, request.newsroom),
        picture=picture_of("claim", publication, request.newsroom, title(shown, request.newsroom)),
        json_ld=None if shown.held else data_block(claim_review(shown.record, own_url(request))),
    )


def told_by(shown, newsroom):
    """What the page says from the claim's record alone."""
    return {
        "title": title(shown, newsroom),
        "claim": shown,
        "figures": figures(shown.record),
        "figures_named": any(one["measure"] or one["subject"] or one["period"] for one in shown.record["figures"]),
        "explanation": explanation(shown.record),
        "context": surroundings(shown.record),
        "recording": recording(shown.record["attribution"]),
    }


def recording(attribution):
    """{"url", "exact"}: where the words can be heard; `exact` where the address leads to the moment itself."""
    url, code = attribution["url"], attribution["at"]
    return {"url": moments.at(url, code), "exact": moments.known(url, code)}


def withdrawn(request, gone):
    picture = picture_of("claim", gone.publication, request.newsroom, _("This claim was withdrawn"))
    return show(request, "site/claim_gone.html", status=410, title=_("Withdrawn claim"), gone=gone, picture=picture)


def own_url(request):
    return request.newsroom.site_url() + in_languages(request.path)[language()]


def title(shown, newsroom):
    """The claim and its verdict, for the tab and for search engines."""
    label = chosen(shown.record["label"])[0] or shown.quoted
    verdict = _("Under review") if shown.held else chosen(shown.verdict_label)[0]
    return f"{label}: {verdict} – {newsroom.name}"


def data_block(data):
    """JSON for a script element: nothing in it can close the element or begin another."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(DATA))  # noqa: S308 - escaped above


def others(record):
    """Other public checks of the same claim, nearest first."""
    return [ShownClaim(row) for row in earlier.alike(record)]


def explanation(record):
    """{"html", "language", "other"}: the explanation, sanitised when published; `other`: not in this language."""
    html, code = chosen(record["explanation_html"])
    return {"html": mark_safe(html), "language": code, "other": code not in (None, language())}  # noqa: S308


def surroundings(record):
    """The words before and after the quotation, cut at white space where the record cuts inside the text.

    `cut`, `goes_on`: whether the paragraph begins before them and goes on after them.
    """
    article = record["article"]
    prefix, suffix = article["prefix"], article["suffix"]
    cut = article["start"] > len(prefix)
    prefix = prefix.rpartition("\n")[2] if "\n" in prefix else (prefix.partition(" ")[2] if cut else prefix)
    goes_on = "\n" not in suffix
    suffix = (suffix.rpartition(" ")[0] or suffix) if goes_on else suffix.partition("\n")[0]
    return {"prefix": prefix, "suffix": suffix, "cut": cut, "goes_on": goes_on}


def figures(record):
    """The figures, where the evidence has at least one to set beside them; the source's number counts from one."""
    rows = []
    for figure in record["figures"]:
        found = figure["found"] or {}
        source = found.get("source")
        number = None if source is None else source + 1
        found = {"found_value": found.get("value"), "found_of": found.get("of"), "source": number}
        drawings = {"scale": drawn(figure), "parts": parts(figure), "ranks": ranks(figure)}
        rows.append(figure | found | drawings | {"ledger": path_for(figure, record["language"])})
    return rows if any(row["found_value"] is not None for row in rows) else []


def history(rows, shown):
    """What happened to the claim, newest first, from all its publications: versions, holds, releases, replies, sources.

    Each is {kind, at, version, slug, label, correction, sources}. While it is held, neither verdict nor source is told.
    """
    corrections = {entry["version"]: entry for entry in shown.record["corrections"]}
    changed, labels = ({}, {}) if shown.held else (sources_changed(rows), labels_of(rows))
    entries, before = [], None
    for row in rows:
        if told(row, before, changed):
            entry = {"kind": row.kind, "at": row.at, "version": row.version}
            entry["sources"] = changed.get(row.sequence, ())
            if not shown.held and row.kind in (Kind.PUBLISHED, Kind.CORRECTED):
                entry |= {"slug": row.verdict, "label": labels.get(row.verdict)}
            if correction := corrections.get(row.version) if row.kind == Kind.CORRECTED else None:
                entry |= {"correction": correction, "from_label": labels.get(correction["from"])}
            entries.append(entry)
        before = row
    return entries[::-1]


def labels_of(rows):
    """{slug: {"id", "en"}}: the words of the verdicts that the claim had, in the newest wording it had them in."""
    verdicts = (json.loads(row.body)["verdict"] for row in rows if row.status == "published")
    return {verdict["slug"]: verdict["label"] for verdict in verdicts if verdict}


def sources_changed(rows):
    """{sequence: [{number, state}]}: which sources a publication says to stand otherwise, numbered as on the page.

    That a copy was made, or that a first look found the page as it was, stands beside the source and is no event.
    """
    if not any(row.kind == Kind.SOURCE_STATE for row in rows):
        return {}
    found, before = {}, {}
    for row in rows:
        if row.status != "published":
            continue
        sources = json.loads(row.body)["sources"]
        if row.kind == Kind.SOURCE_STATE:
            moved = [(n, one) for n, one in enumerate(sources, 1) if eventful(before.get(one["id"]), one["state"])]
            found[row.sequence] = [{"number": n, "state": one["state"]} for n, one in moved]
        before = {one["id"]: one["state"] for one in sources}
    return found


def eventful(before, now):
    """Whether it matters to readers that a source's state became `now`."""
    return before != now and not {before, now} <= {None, "unchecked", "same"}


def told(row, before, changed):
    """Whether readers are told of a publication: not where only the article's or the speaker's details were renewed."""
    if row.kind == Kind.SOURCE_STATE:
        return bool(changed.get(row.sequence))
    if row.kind == Kind.PUBLISHED:
        return row.revision == 0
    return row.kind != Kind.HELD or before.status != "held"
