"""The paste page: an article or a transcript comes in as words, as a file or by its address; whatever is wrong with it,
what came is kept."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.html import format_html
from django.utils.translation import gettext

from claims.actions import articles, fetches, intakes, reading, reanchoring, versions
from claims.actions.refusals import Refused
from claims.desk import rewording
from claims.desk.base import newsroom_of, page_of, status_of
from claims.desk.numbers import whole
from claims.desk.paste_form import FILE_LIMIT, PROPOSED, PasteForm, sendable, version_in_words
from claims.models import Intake

FIELDS = ("title", "url", "publisher", "published_on", "event", "language", "display")
SHOWN = 1200  # characters of a kept file's text in the form
ADDRESS, FILE, PASTE = Intake.Way.ADDRESS, Intake.Way.FILE, Intake.Way.PASTE


def paste(admin, request):
    """GET: the empty form, or something taken up again (?intake=). POST: stores what came, then checks it."""
    newsroom = newsroom_of(request.user)
    if request.method == "POST":
        return receive(admin, request, newsroom)
    again = whole(request.GET.get("intake"))
    again = Intake.objects.filter(pk=again, newsroom=newsroom, article=None).first()
    form = taken_up(again, newsroom) if again else PasteForm(newsroom=newsroom)
    return show(admin, request, form, again=again)


def taken_up(intake, newsroom):
    """The form with what was received before: pasted words in their field, a file or page kept beside it."""
    initial = {name: value for name, value in intake.fields.items() if value != "None"}
    if intake.way == PASTE:
        initial["text"] = bytes(intake.body).decode("utf-8", "replace")
        return PasteForm(newsroom=newsroom, initial=initial)
    form = PasteForm(newsroom=newsroom, initial=initial, way=intake.way)
    if intake.body:
        form.intake = intake
        form.read = readable(intake)
    if form.read:
        form.initial |= {name: getattr(form.read, name) for name in PROPOSED if not initial.get(name)}
        form.version = versions.nearest(newsroom, form.read.content)
        form.known = form.version and form.version.article
    return form


def readable(intake):
    """The Reading of what was received, or None: the intake's page says why."""
    try:
        return reading.of(intake)
    except Refused:
        return None


def receive(admin, request, newsroom):
    held = held_of(request, newsroom)
    way = way_of(request, held)
    form = PasteForm(request.POST, request.FILES, newsroom=newsroom, way=way)
    typed = {name: request.POST.get(name, "") for name in FIELDS}
    if way == ADDRESS and not held:
        return fetch(admin, request, form, typed)
    try:
        form.intake = kept(request, newsroom, way, held, typed)
    except Refused as problem:
        form.is_valid()
        form.refuse(problem)
        return show(admin, request, form, status=status_of(problem))
    valid = form.is_valid()
    if form.version and request.POST.get("then") == "wording":
        return reword(admin, request, form)
    if valid:
        return submit(admin, request, form)
    if form.intake:
        intakes.refuse(form.intake, form.problem(), words=form.told, known=form.known)
    return show(admin, request, form, kept=form.intake, status=422)


def held_of(request, newsroom):
    """The file or page that the form holds from an earlier try, where nothing newer comes with it."""
    newer = request.FILES.get("file") or request.POST.get("text", "").strip() or request.POST.get("way") == ADDRESS
    found = Intake.objects.filter(pk=whole(request.POST.get("intake")), newsroom=newsroom, article=None)
    return None if newer else found.exclude(way=PASTE).first()


def way_of(request, held):
    """How the text comes: the button that fetches, a file, one held, else pasted words."""
    if request.POST.get("way") == ADDRESS:
        return ADDRESS
    if request.FILES.get("file"):
        return FILE
    return held.way if held else PASTE


def kept(request, newsroom, way, held, typed):
    """The Intake of what came; None for a file too large to be kept."""
    if held:
        return intakes.resume(held, by=request.user, fields=typed)
    common = {"by": request.user, "newsroom": newsroom, "fields": typed, "way": way}
    if way == PASTE:
        return intakes.receive(body=request.POST.get("text", "").encode("utf-8", "surrogatepass"), **common)
    upload = request.FILES["file"]
    if upload.size > FILE_LIMIT:
        return None
    return intakes.receive(body=upload.read(), name=upload.name, media_type=upload.content_type or "", **common)


def fetch(admin, request, form, typed):
    """Has the worker bring the page; its own page says how far it is."""
    valid = form.is_valid()
    if request.FILES.get("file") or request.POST.get("text", "").strip():
        form.add_error(
            "url", gettext("There is a text or a file in the form already. Take that in, or empty it first.")
        )
    elif valid and not form.cleaned_data["url"]:
        form.add_error("url", gettext("Give the address to fetch."))
    if form.errors:
        return show(admin, request, form, status=422)
    try:
        found = fetches.request(by=request.user, newsroom=form.newsroom, fields=typed, **form.details())
    except Refused as problem:
        form.refuse(problem)
        return show(admin, request, form, status=status_of(problem))
    return HttpResponseRedirect(f"{page_of(found.intake)}?then=article")


def submit(admin, request, form):
    details = form.details()
    try:
        article = articles.submit(
            by=request.user, newsroom=form.newsroom, intake=form.intake, read=form.read, **details
        )
    except Refused as problem:
        form.known = getattr(problem, "article", None)
        form.refuse(problem)
        return show(admin, request, form, kept=form.intake, status=status_of(problem))
    messages.success(request, gettext("The text is stored."))
    if any(getattr(form.read, name) and not details[name] for name in PROPOSED):
        messages.info(
            request, gettext("Title, publisher or date were taken from the document. See “Details of the article”.")
        )
    return HttpResponseRedirect(page_of(article))


def reword(admin, request, form):
    """Takes what came in as the next wording of the article that it looks like."""
    try:
        text = reanchoring.submit_wording(form.version.article, by=request.user, intake=form.intake, read=form.read)
    except Refused as problem:
        form.refuse(problem)
        return show(admin, request, form, kept=form.intake, status=status_of(problem))
    return rewording.taken_in(request, text)


def show(admin, request, form, status=200, **context):
    form.propose()
    known = form.known and format_html('<a href="{}">{}</a>', page_of(form.known), form.known.title)
    context |= {
        "form": form,
        "known": known,
        "version": form.version and version_in_words(form.version),
        "held": held_in_words(form),
        "title": gettext("Paste an article"),
        "limit": sendable(),
        "file_limit": FILE_LIMIT,
        "may_fetch": settings.NET_FETCH,
    }
    return admin.shown(request, "desk/paste.html", status=status, **context)


def held_in_words(form):
    """What the form shows of a file or page that it holds; None for pasted words and for what cannot be read."""
    if not form.intake or not form.read or form.intake.way == PASTE:
        return None
    content = form.read.content
    return {
        "pk": form.intake.pk,
        "name": form.intake.name or form.intake.fields.get("url"),
        "characters": len(content),
        "notes": form.read.notes,
        "begins": content[:SHOWN],
        "more": len(content) > SHOWN,
    }
