"""axe finds nothing serious on any page of the desk, light or dark; and it does find what is wrong."""

import pytest
from django.urls import reverse

from claims.actions import claims, comments, events, filters, intakes, reader_messages, replies
from claims.models import Claim, Extraction, Intake, Newsroom, Notice, User
from tests.actions.test_workflow import STANDINGS
from tests.desk.pages import to
from tests.support.axe import violations
from tests.support.newsroom import draft, make_article, make_claim, make_people, publish

pytestmark = [pytest.mark.services, pytest.mark.slow]

LINES = [f"“Ruas jalan nomor {n} selesai {n + 20} persen,” kata Rahma Wirasti." for n in range(len(STANDINGS) + 3)]
LISTS = (
    "article",
    "claim",
    "event",
    "speaker",
    "source",
    "capture",
    "reply",
    "intake",
    "publication",
    "auditentry",
    "secondrating",
    "silencewindow",
    "measure",
    "topic",
    "officialvalue",
    "officialtable",
    "externalcheck",
    "checkimport",
    "readermessage",
)
OPEN_PAGES = ("admin:login", "admin:password_reset", "admin:password_sent", "admin:password_chosen")
SITE_PAGES = ("admin:index", "admin:notices", "admin:account", "admin:failed", "admin:ledger", "admin:password_change")


def failed_article(people):
    article = make_article(people.editor, content="Teks lain.", title="Gagal")
    Extraction.objects.filter(text=article.current_text).update(state="failed", error="x")
    return article


def message_of_a_reader(claim):
    given = {"text": "Angka itu dari tahun 2021.", "name": "Rahma", "contact": "0812"}
    return reader_messages.receive(newsroom=claim.newsroom, kind="reply", claim=claim, **given)


def claim_on(article, people, line):
    quote = line[1 : line.index(",”")]
    return make_claim(article, people.editor, quote=quote, label={"id": quote, "en": None})


def long_paste(editor):
    newsroom = Newsroom.objects.default()
    return intakes.receive(by=editor, newsroom=newsroom, body=b"Kalimat.\n" * 200, fields={"title": "T"})


@pytest.fixture
def desk_world(transactional_db):
    """A desk on which something stands on every page: {name: address}."""
    people = make_people()
    root = User.objects.create_superuser("root", password="root")
    article = make_article(people.editor, content="\n\n".join(LINES))
    event = events.create(by=people.editor, newsroom=article.newsroom, title="Debat pertama")
    published = publish(claim_on(article, people, LINES[-1]), people)
    replies.record(published, by=people.editor, who="Rahma", text="Tidak benar.")
    pages = {"claim with a reply": to("claim", "change", published.pk)}
    for line, name in zip(LINES, sorted(STANDINGS, key=lambda one: one in ("to rate", "disputed")), strict=False):
        claim = STANDINGS[name](claim_on(article, people, line), people)
        pages[f"claim {name}"] = to("claim", "change", claim.pk)
    claims.assign(claim_on(article, people, LINES[-2]), by=people.editor, to=root)
    comments.add(article=article, by=people.editor, body="@root lihat", start=1, end=9)
    comments.add(claim=published, by=people.editor, body="Sudah dicek")
    filters.save(by=root, noun="claim", name="Antrean", query="work=queued")
    again = make_article(people.editor, content=f"Ulangan.\n\n{LINES[-1]}", title="Ulangan", event=event)
    repeated = draft(claim_on(again, people, LINES[-1]), people, "false")
    Claim.objects.filter(pk=repeated.pk).update(assigned_to=root)  # so that root, who may rate blind, sees its verdict
    failing = failed_article(people)
    return pages | {
        "paste that was kept": to("intake", "change", long_paste(people.editor).pk),
        "article": to("article", "change", article.pk),
        "claim checked before": to("claim", "change", repeated.pk),
        "article checked before": to("article", "change", again.pk),
        "failed article": to("article", "change", failing.pk),
        "preview": reverse("site:preview", args=[repeated.public_id]),
        "paste": to("article", "add"),
        "event": to("event", "change", event.pk),
        "new event": to("event", "add"),
        "speaker": to("speaker", "change", published.speaker_id),
        "newsroom": to("newsroom", "change", article.newsroom_id),
        "people": to("user", "changelist"),
        "person": to("user", "change", people.editor.pk),
        "new person": to("user", "add"),
        "invite": to("user", "invite"),
        "search": reverse("admin:search") + "?q=jalan",
        "room": to("event", "room", event.pk),
        "pack": to("event", "pack", event.pk),
        "accountability": to("claim", "file", published.pk),
        "import of checks": to("externalcheck", "add"),
        "new official table": to("officialtable", "add"),
        "new silence window": to("silencewindow", "add"),
        "message of a reader": to("readermessage", "change", message_of_a_reader(published).pk),
        "year by year": to("publication", "years"),
        "kept filter": to("claim", "changelist") + "?work=queued",
        **{f"list of {noun}": to(noun, "changelist") for noun in LISTS},
        **{name: reverse(name) for name in SITE_PAGES},
    }


def test_axe_finds_nothing_serious_on_any_desk_page(desk_world, new_person):
    page, found = new_person(), {}
    look_at(page, {name: reverse(name) for name in OPEN_PAGES}, found)
    page.goto("/admin/login/")
    page.fill("[name=username]", "root")
    page.fill("[name=password]", "root")
    page.click("main button")
    page.wait_for_url("**/admin/")
    look_at(page, desk_world, found)
    page.set_viewport_size({"width": 390, "height": 844})
    look_at(page, {f"{name} on a phone": desk_world[name] for name in ("article", "paste that was kept")}, found)
    assert Notice.objects.filter(to__username="root").count() == 2 and Intake.objects.count() == 1
    assert Claim.objects.exists() and "\n".join(f"{name}: {line}" for line, name in found.items()) == ""


def look_at(page, pages, found):
    """Adds to `found` {what axe says: the first page of which}, light and dark, everything unfolded."""
    for name, address in pages.items():
        answer = page.goto(address)
        assert answer.status == 200, (name, address, answer.status)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        for scheme, rules in (("light", None), ("dark", ["color-contrast"])):
            page.emulate_media(color_scheme=scheme)
            for line in violations(page, rules):
                found.setdefault(line, f"{name} ({scheme})")


def test_axe_sees_what_is_wrong(new_person):
    page = new_person()
    page.set_content("<main><h1>x</h1><input><p style='color: #ccc'>Pucat</p></main>")
    assert {line.partition(":")[0] for line in violations(page)} >= {"label", "color-contrast"}
