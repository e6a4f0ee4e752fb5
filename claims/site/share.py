"""What a shared link shows: its picture, one for each public state, and the ways to share and to embed a claim."""

import hashlib
import json
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import ArticleSheet, Publication
from claims.shown import marks
from claims.shown.notation import day, language, zoned
from claims.shown.tags import chosen
from claims.site.page import edition, public
from claims.site.picture import HEIGHT, WIDTH, Card, draw
from claims.site.records import Gone, ShownClaim

KEPT = 7 * 86_400  # seconds that a drawn picture is kept; a change of what it shows has another key


@dataclass(frozen=True)
class Picture:
    """The picture of a page as its head names it. `sequence` in the address: a new state has a new address."""

    url: str
    words: str
    width = WIDTH
    height = HEIGHT


def picture_of(noun, row, room, words):
    """The Picture of a page: `row` is its Publication or ArticleSheet, `words` what the picture says."""
    key = row.public_id if noun == "article" else row.subject
    return Picture(room.site_url() + reverse(f"site:{noun}_picture", args=[key, row.sequence]), words)


def picture(noun):
    """The view of GET /<noun>s/<uuid>/share-<sequence>.png. An earlier sequence leads to the present one."""
    find, card = KINDS[noun]

    @public
    def view(request, public_id, sequence):
        row = find(public_id)
        if row.sequence != sequence:
            key = row.public_id if noun == "article" else row.subject
            response = redirect(f"site:{noun}_picture", key, row.sequence)
            response["Cache-Control"] = "no-cache"
            return response
        return HttpResponse(drawn(card(row, request.newsroom)), content_type="image/png")

    return view


def drawn(card):
    """The PNG of a card, kept in the cache by all that it shows."""
    key = "picture-" + hashlib.sha256(f"{edition()}{card}".encode()).hexdigest()[:40]
    found = cache.get(key)
    if found is None:
        found = draw(card)
        cache.set(key, found, KEPT)
    return found


def claim_row(public_id):
    row = get_object_or_404(Publication, subject=public_id, current=True, claim__isnull=False)
    if row.status not in ("published", "held", "withdrawn"):
        raise Http404
    return row


def sheet_row(noun):
    def find(public_id):
        row = get_object_or_404(Publication.objects.sheets(noun), subject=public_id)
        if row.status == "empty":
            raise Http404
        return row

    return find


def article_row(public_id):
    return get_object_or_404(ArticleSheet, public_id=public_id, visible=True)


def claim_card(row, room):
    """A withdrawn claim's picture tells neither the claim nor who it was ascribed to."""
    if row.status == "withdrawn":
        gone = Gone(row)
        word = marks.word("withdrawn")
        return base(room, dated(row.at, room), _("This claim was withdrawn"), chosen(gone.ground)[0], "withdrawn", word)
    shown = ShownClaim(row)
    word = marks.word("held") if shown.held else chosen(shown.verdict_label)[0]
    date = (
        f"{dated(shown.record['updated_at'], room)} · {_('version %(version)s') % {'version': shown.record['version']}}"
    )
    return base(room, date, title_of(shown), who_of(shown), marks.shape(shown.slug), word)


def title_of(shown):
    return chosen(shown.record["label"])[0] or shown.quoted


def who_of(shown):
    """The speaker with their role, and whose report it is where there is no recording."""
    speaker = shown.record["speaker"]
    role = chosen(speaker["role"])[0] if speaker else ""
    parts = [f"{speaker['name']}, {role}" if role else speaker["name"]] if speaker else []
    if shown.reported:
        parts.append(_("As reported by %(reporter)s") % {"reporter": shown.reporter})
    return " · ".join(parts)


def sheet_card(row, room):
    """An event's or speaker's: what it is called, and how many of the chosen claims were checked."""
    record = json.loads(row.body)
    numbers = _("%(checked)s of %(chosen)s chosen claims checked") % record["claims"]
    who = record.get("place") or ""
    date = day(record["date"]) if record.get("date") else dated(row.at, room)
    return base(room, date, record.get("title") or record["name"], who, "", numbers)


def article_card(row, room):
    record = json.loads(row.body)
    number = Publication.objects.claims().filter(article_ref=row.public_id).count()
    words = ngettext("%(number)s claim checked", "%(number)s claims checked", number) % {"number": number}
    date = day(record["published_on"]) if record["published_on"] else dated(row.first_published_at, room)
    return base(room, date, record["title"], record["publisher"] or "", "", words)


def base(room, date, title, who, shape, word):
    site = room.site_url().partition("://")[2]
    foot = _("%(site)s · Demo: its content is fictional") % {"site": site} if room.demo else site
    return Card(room.name, date, title, who, shape, word, foot)


def dated(moment, room):
    return day(zoned(moment, room.zone()).date())


KINDS = {
    "claim": (claim_row, claim_card),
    "event": (sheet_row("event"), sheet_card),
    "speaker": (sheet_row("speaker"), sheet_card),
    "article": (article_row, article_card),
}


def ways(shown, room):
    """The ways to share a claim's page, and the code that embeds its card: {whatsapp, mail, url, code, pinned, words}.

    The words of a message name the verdict of today, with version and date, and lead to the page that will know better.
    """
    url = room.site_url() + shown.path
    verdict = marks.word("held") if shown.held else chosen(shown.verdict_label)[0]
    version = _("version %(version)s") % {"version": shown.record["version"]}
    title = f"{title_of(shown)}: {verdict}"
    words = f"{title} ({room.name}, {version}, {dated(shown.record['updated_at'], room)})"
    embed = room.site_url() + reverse("site:embed", args=[shown.id])
    return {
        "whatsapp": "https://wa.me/?" + urlencode({"text": f"{words} {url}"}),
        "mail": mail_link(title, f"{words}\r\n\r\n{url}"),
        "url": url,
        "code": embed_code(embed, frame_title(shown, room)),
        "pinned": embed_code(f"{embed}?version={shown.record['version']}", frame_title(shown, room)),
        "version": shown.record["version"],
        "oembed": {kind: oembed_link(room, url, kind) for kind in ("json", "xml")},
    }


def frame_title(shown, room):
    """What stands for a card in somebody else's page: no verdict, which would stay there when ours is taken back."""
    return _("Claim checked by %(newsroom)s: %(claim)s") % {"newsroom": room.name, "claim": title_of(shown)}


def mail_link(subject, body):
    return "mailto:?" + urlencode({"subject": subject, "body": body}).replace("+", "%20")


def oembed_link(room, url, kind):
    return f"{room.site_url()}{reverse('site:oembed')}?" + urlencode({"url": url, "format": kind})


def embed_code(address, title, width=600, height=360):
    """The iframe of a card as HTML; `title` is read to those who do not see it."""
    quoted = title.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    return (
        f'<iframe src="{address}" width="{width}" height="{height}" title="{quoted}" loading="lazy" '
        f'lang="{language()}" style="border:0;max-width:100%"></iframe>'
    )
