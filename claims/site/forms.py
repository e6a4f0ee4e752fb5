"""The readers' forms: shown, checked against machines without asking anybody else, handed to the desk, thanked for.

They work without JavaScript and are never cached. Whatever is refused comes back with all that was typed.
"""

import ipaddress
import re
from functools import wraps
from uuid import UUID

from django import forms
from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods, require_safe

from claims.actions import reader_messages
from claims.actions.refusals import Unacceptable
from claims.models import Newsroom, Publication
from claims.shown.notation import language
from claims.site.page import show
from claims.site.records import Gone, ShownClaim
from claims.site.words import FORMS

SALT = "claims.site.forms"
FASTEST = 3  # seconds in which nobody writes a message
OLDEST = 86_400
PER_HOUR = 6  # messages from one address
TOO_OFTEN = _(
    "Several messages came from your connection within an hour. Yours is kept below: send it later, or write to us "
    "directly."
)
NO_COOKIE = _(
    "Your browser did not send back the cookie of this form, so we cannot tell that it is you who writes. Allow "
    "cookies for this site, then send it again: one is needed until your message is sent, and it says nothing of you."
)
UUID_IN_ADDRESS = re.compile(r"claims/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", re.I)
KIND = reader_messages.Kind


class MessageForm(forms.Form):
    """What a reader writes. `started` says when the form was handed out, `website` is a field that no person sees."""

    use_required_attribute = False
    claim = forms.CharField(max_length=500, required=False)
    text = forms.CharField(widget=forms.Textarea({"rows": 8}), max_length=reader_messages.LONGEST)
    link = forms.CharField(
        label=_("Address where it can be seen (optional)"),
        max_length=reader_messages.LONGEST_LINK,
        required=False,
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "off", "placeholder": "https://"}),
    )
    name = forms.CharField(max_length=200, required=False, widget=forms.TextInput({"autocomplete": "name"}))
    contact = forms.CharField(max_length=200, required=False, widget=forms.TextInput({"autocomplete": "email"}))
    website = forms.CharField(required=False, widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}))
    started = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, kind, claim=None):
        super().__init__(data, label_suffix="")
        self.kind, self.about = kind, claim
        signed = kind in reader_messages.SIGNED
        self.fields["text"].label = FORMS[kind].text
        self.fields["name"].label = _("Your name, and for whom you speak") if signed else _("Your name (optional)")
        self.fields["contact"].label = (
            _("E-mail or telephone, so that we can answer") if signed else _("E-mail or telephone (optional)")
        )
        self.fields["name"].required = self.fields["contact"].required = signed
        if kind == KIND.SUGGESTION:
            del self.fields["claim"]
        else:
            self.fields["claim"].label = (
                _("Address of the claim's page") if signed else _("Address of the claim's page (optional)")
            )
            self.fields["claim"].required = signed
            self.fields["claim"].help_text = _("Open the claim on this site and copy its address here.")
            if claim:
                self.fields["claim"].widget = forms.HiddenInput()
                self.initial["claim"] = claim.path

    def clean_claim(self):
        """The Publication that the address names; None where none was given."""
        given = self.cleaned_data["claim"].strip()
        found = publication_at(given)
        if given and found is None:
            raise forms.ValidationError(
                gettext("No claim of ours stands at this address. Copy it from the claim's page.")
            )
        return found

    def clean_website(self):
        if self.cleaned_data["website"]:
            raise forms.ValidationError(gettext("Leave this field empty: only machines fill it in."))
        return ""

    def clean_started(self):
        """Refuses who was too fast for a person, and who began longer than a day ago; both may just send again."""
        try:
            signing.TimestampSigner(salt=SALT).unsign(self.cleaned_data["started"], max_age=OLDEST)
        except signing.SignatureExpired:
            raise forms.ValidationError(
                gettext("This form was opened more than a day ago. Read it once more and send it again.")
            ) from None
        except signing.BadSignature:
            raise forms.ValidationError(gettext("We could not see when this form was opened. Send it again.")) from None
        if opened_just_now(self.cleaned_data["started"]):
            raise forms.ValidationError(
                gettext("That was very fast. If you are no machine, send it once more in a moment.")
            )
        return ""

    def refuse(self, problem):
        """Shows what the action refused, at its field."""
        field = problem.field if problem.field in self.fields else None
        for sentence in problem.problems:
            self.add_error(field, sentence)

    def shown_fields(self):
        """The fields that readers see."""
        return [field for field in self.visible_fields() if field.name != "website"]

    def fresh_start(self):
        """When this form is handed out, signed."""
        return signing.TimestampSigner(salt=SALT).sign(self.kind)


def opened_just_now(token):
    try:
        signing.TimestampSigner(salt=SALT).unsign(token, max_age=FASTEST - 1)
    except signing.BadSignature:
        return False
    return True


def publication_at(address):
    """The present public record, withdrawn ones too, of the claim at `address`, a page's address or a path; or None."""
    found = UUID_IN_ADDRESS.search(address)
    if not found:
        return None
    rows = Publication.objects.filter(subject=UUID(found[1]), current=True, claim__isnull=False)
    return rows.select_related("claim").first()


def form_page(view):
    """A page of a form: with the newsroom, in no cache; the middleware guards it against posts from elsewhere."""

    @never_cache
    @ensure_csrf_cookie
    @wraps(view)
    def wrapped(request, *args, **kwargs):
        request.newsroom = Newsroom.objects.with_sequence()
        if request.newsroom is None:
            raise Http404
        return view(request, *args, **kwargs)

    return wrapped


@require_http_methods(["GET", "HEAD", "POST"])
@form_page
def write(request, kind):
    """GET, POST /contact/<kind>/: one form; ?claim= names the claim it is about. 422 with all that was typed, 429 from
    an address that wrote too often."""
    if kind not in FORMS:
        raise Http404
    posted = request.method == "POST"
    given = request.POST.get("claim", "") if posted else f"claims/{request.GET.get('claim', '')}"
    about = None if kind == KIND.SUGGESTION else shown(publication_at(given))
    form = MessageForm(request.POST if posted else None, kind=kind, claim=about)
    if not posted:
        return page(request, form)
    if not form.is_valid():
        return page(request, form, 422)
    if too_often(request):
        form.add_error(None, TOO_OFTEN)
        return page(request, form, 429)
    return received(request, form)


def unproven(request, reason=""):
    """403 where a POST does not prove that it comes from a page of ours; a reader's form comes back with its text."""
    match = request.resolver_match
    kind = match.kwargs.get("kind") if match and match.view_name == "site:write" else None
    if kind not in FORMS:
        return render(request, "403.html", status=403)
    return form_page(returned)(request, kind)


def returned(request, kind):
    about = None if kind == KIND.SUGGESTION else shown(publication_at(request.POST.get("claim", "")))
    form = MessageForm(request.POST, kind=kind, claim=about)
    form.add_error(None, NO_COOKIE)
    return page(request, form, 403)


def received(request, form):
    fields = {name: form.cleaned_data[name] for name in ("text", "link", "name", "contact")}
    fields["text"] = fields["text"].replace("\r\n", "\n")
    found = form.cleaned_data.get("claim")
    try:
        message = reader_messages.receive(
            newsroom=request.newsroom, kind=form.kind, claim=found and found.claim, language=language(), **fields
        )
    except Unacceptable as problem:
        form.refuse(problem)
        return page(request, form, 422)
    told = signing.dumps([message.reference, form.kind], salt=SALT)
    return HttpResponseRedirect(reverse("site:thanks", args=[told]))


def shown(publication):
    """A claim as the form names it, or None."""
    if publication is None:
        return None
    return Gone(publication) if publication.status == "withdrawn" else ShownClaim(publication)


def page(request, form, status=200):
    words = FORMS[form.kind]
    return show(
        request,
        "site/write.html",
        status=status,
        title=f"{words.title} – {request.newsroom.name}",
        description=str(words.lead),
        form=form,
        words=words,
        claim=form.about,
        started=form.fresh_start(),
        signed=form.kind in reader_messages.SIGNED,
        kept_days=reader_messages.KEPT.days,
    )


@require_safe
@form_page
def thanks(request, token):
    """GET /contact/thanks/<token>/: the number under which a message lies on the desk, for a day."""
    try:
        reference, kind = signing.loads(token, salt=SALT, max_age=OLDEST)
    except signing.BadSignature:
        raise Http404 from None
    title = gettext("Thank you: we have your message")
    return show(request, "site/thanks.html", title=title, reference=reference, words=FORMS[kind])


def too_often(request):
    """Counts a message of this visitor's network; whether it is one too many within the hour."""
    key = "writes-" + salted_hmac(SALT, network_of(request)).hexdigest()[:32]
    if cache.add(key, 1, 3600):
        return False
    try:
        return cache.incr(key) > PER_HOUR
    except ValueError:  # it ran out between the two
        return False


def network_of(request):
    """The visitor's address as far as it tells them apart (of IPv6 the first half); behind a proxy, what that saw."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        address = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() or address
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((found, 64), strict=False) if found.version == 6 else found)
