"""What search engines read: robots.txt, the sitemaps of every public page in both languages, and that of the news."""

from datetime import date, timedelta
from functools import wraps

from django.db.models import Exists, Max
from django.db.models.functions import TruncMonth
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import override

from claims.models import ArticleSheet, Newsroom, Publication, PublishedFigure
from claims.shown.tags import chosen
from claims.site import archive, figures, topics
from claims.site.feed_forms import stamp
from claims.site.page import in_languages, public
from claims.site.records import ShownClaim
from claims.text.printable import printable

LISTED = 20_000  # pages a sitemap lists, each in two languages; the protocol allows 50,000 addresses
NEW = timedelta(hours=48)
NEWS = 500  # claims in the news sitemap, each in two languages; search engines read 1,000 addresses
PAGES = ("home", "topics", "archive", "figures", "fairness", "corrections", "methodology", "about", "contact")
NAMESPACES = {
    "": "http://www.sitemaps.org/schemas/sitemap/0.9",
    ":xhtml": "http://www.w3.org/1999/xhtml",
    ":news": "http://www.google.com/schemas/sitemap-news/0.9",
}


@public
def robots(request):
    """GET /robots.txt: everything public may be read; the desk is nobody's business."""
    maps = [request.newsroom.site_url() + bare(reverse(f"site:{name}")) for name in ("sitemap", "sitemap_news")]
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /en/admin/", "", *(f"Sitemap: {one}" for one in maps), ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@public
def index(request):
    """GET /sitemap.xml: the sitemaps of the sections, and of the claims of each month."""
    months = Publication.objects.claims().order_by()
    months = months.annotate(month=TruncMonth("published_at", tzinfo=request.newsroom.zone()))
    months = months.values("month").annotate(changed=Max("at")).order_by("month")
    maps = [("site:sitemap_section", [section], None) for section in filled(request.newsroom)]
    maps += [("site:sitemap_claims", [row["month"].year, row["month"].month], row["changed"]) for row in months]
    base = request.newsroom.site_url()
    entries = ((base + bare(reverse(name, args=where)), lastmod(changed)) for name, where, changed in maps)
    return xml("sitemapindex", format_html_join("", "<sitemap><loc>{}</loc>{}</sitemap>", entries))


def filled(newsroom):
    """The sections that have a page: an empty sitemap is none. One query."""
    there = Newsroom.objects.filter(pk=newsroom.pk).values(
        speakers=Exists(Publication.objects.speakers()),
        events=Exists(Publication.objects.events()),
        articles=Exists(ArticleSheet.objects.filter(visible=True)),
        figures=Exists(PublishedFigure.objects.filter(measure__newsroom=newsroom)),
    )
    return ["pages", *(name for name, some in there.get().items() if some)]


@public
def section(request, section):
    """GET /sitemap-<section>.xml; 404 where nothing of it is public."""
    rows = SECTIONS[section](request.newsroom)
    if not rows:
        raise Http404
    return urls(request, rows[:LISTED])


@public
def claims(request, year, month):
    """GET /sitemap-claims-<year>-<month>.xml: the claims first published in a month."""
    within = archive.within(date(year, month, 1), request.newsroom.zone())
    rows = Publication.objects.claims().filter(**within).order_by("published_at", "subject")
    rows = [(reverse("site:claim", args=[subject]), at) for subject, at in rows.values_list("subject", "at")[:LISTED]]
    if not rows:
        raise Http404
    return urls(request, rows)


def hourly(view):
    """A `public` view of what also changes with the clock: its tag does every hour."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        request.stamp = f"{timezone.now():%Y%m%d%H}"
        return view(request, *args, **kwargs)

    return wrapped


@hourly
@public
def news(request):
    """GET /sitemap-news.xml: the verdicts of the last two days; empty where there is none."""
    rows = Publication.objects.claims().filter(status="published", published_at__gte=timezone.now() - NEW)
    told = []
    for claim in map(ShownClaim, rows.order_by("-published_at", "-subject")[:NEWS]):
        for code, path in in_languages(claim.path).items():
            told.append((path, code, claim))
    base, name = request.newsroom.site_url(), request.newsroom.name
    entries = (
        (base + path, name, code, stamp(claim.publication.published_at), titled(claim, code))
        for path, code, claim in told
    )
    return xml("urlset", format_html_join("", ENTRY_OF_NEWS, entries), ":news")


ENTRY_OF_NEWS = (
    "<url><loc>{}</loc><news:news><news:publication><news:name>{}</news:name><news:language>{}</news:language>"
    "</news:publication><news:publication_date>{}</news:publication_date><news:title>{}</news:title></news:news></url>"
)


def titled(claim, code):
    """The claim and its verdict, as far as the record has them in the language `code`."""
    with override(code):
        label = chosen(claim.record["label"])[0] or claim.quoted
        return f"{label}: {chosen(claim.verdict_label)[0]}"


def pages(newsroom):
    """The pages that always are, the topics and the months."""
    names = [reverse(f"site:{name}") for name in PAGES]
    filed = [reverse("site:topic", args=[slug]) for slug, _label, _number in topics.counted()]
    months = [archive.entry(*row)[0] for row in archive.counted(newsroom.zone())]
    return [(path, None) for path in (*names, *filed, *months)]


def sheets(noun):
    def listed(newsroom):
        rows = getattr(Publication.objects, f"{noun}s")().order_by("published_at", "subject")
        return [(reverse(f"site:{noun}", args=[subject]), at) for subject, at in rows.values_list("subject", "at")]

    return listed


def articles(newsroom):
    rows = ArticleSheet.objects.filter(visible=True).order_by("first_published_at", "public_id")
    return [(reverse("site:article", args=[key]), None) for key in rows.values_list("public_id", flat=True)]


def ledger(newsroom):
    rows = PublishedFigure.objects.filter(measure__newsroom=newsroom).order_by("measure__slug", "subject_slug")
    return [(figures.path_of(*row), None) for row in rows.values_list("measure__slug", "subject_slug").distinct()]


SECTIONS = {
    "pages": pages,
    "speakers": sheets("speaker"),
    "events": sheets("event"),
    "articles": articles,
    "figures": ledger,
}


def urls(request, rows):
    """A sitemap of `rows` ((path, when it changed or None)), each page in every language and naming the others."""
    base = request.newsroom.site_url()
    entries = []
    for path, changed in rows:
        paths = in_languages(path)
        links = [(code, base + other) for code, other in paths.items()] + [("x-default", base + paths["id"])]
        others = format_html_join("", '<xhtml:link rel="alternate" hreflang="{}" href="{}"/>', links)
        entries += [(base + own, lastmod(changed), others) for own in paths.values()]
    return xml("urlset", format_html_join("", "<url><loc>{}</loc>{}{}</url>", entries), ":xhtml")


def lastmod(changed):
    return format_html("<lastmod>{}</lastmod>", stamp(changed)) if changed else ""


def xml(root, inside, *more):
    """The document: `root` in the protocol's namespace and those named in `more`, around safe text."""
    spaces = format_html_join("", ' xmlns{}="{}"', ((name, NAMESPACES[name]) for name in ("", *more)))
    text = format_html('<?xml version="1.0" encoding="UTF-8"?>\n<{}{}>{}</{}>\n', root, spaces, inside, root)
    return HttpResponse(printable(text), content_type="application/xml; charset=utf-8")


def bare(path):
    """The address without its language: there is one robots.txt, and one set of sitemaps for both languages."""
    return in_languages(path)["id"]
