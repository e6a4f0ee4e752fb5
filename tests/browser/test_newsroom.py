"""The whole job, three people in three browsers: paste, curate, two sources and a verdict, approval, readers, partners.

On PostgreSQL, Redis and a real worker; the article is the seed where it lies beside the project, else the demo's.
"""

import re
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import translation

from claims.models import AuditEntry, Claim
from claims.workflow import Role
from tests.support.newsroom import make_person

pytestmark = [pytest.mark.services, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

ROOT = Path(__file__).resolve().parent.parent.parent
SEED = ROOT.parent / "shared" / "seed" / "article.txt"
DEMO = ROOT / "claims" / "management" / "demo" / "article.id.txt"
SHARE = re.compile(r"\d+ of \d+ kelurahan")
SUMMARY = "Jumlah kelurahan dalam dokumen resmi berbeda dari yang disebut."


def log_in(page, name):
    page.goto("/en/admin/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", name)
    page.click("button:has-text('Log in')")
    page.wait_for_selector("text=What waits for you")


def paste(page, text):
    """The Editor pastes the article and waits until the worker has split it."""
    page.click("text=Paste an article")
    page.fill("[name=title]", "Debat wali kota: pemerintahan cerdas")
    page.fill("[name=text]", text)
    page.fill("[name=publisher]", "Harian Contoh")
    page.fill("[name=published_on]", "5/11/2024")
    page.click("button.first:has-text('Take it in and split it')")
    page.wait_for_selector(".card", timeout=60_000)


def curate(page):
    """Accepts the claim about a share of kelurahan and dismisses another; returns the claim's admin address."""
    card = page.locator(".card", has_text=SHARE).first
    card.locator("button:has-text('Accept')").click()
    page.locator(".card", has_text=SHARE).first.locator("text=queued").wait_for()
    other = page.locator(".card", has=page.locator("button:has-text('Accept')")).first
    other.locator("summary:has-text('Dismiss')").click()
    other.locator("button:has-text('Not a factual claim')").click()
    page.locator(".card.work-dismissed").first.wait_for()
    return page.locator(".card", has_text=SHARE).first.locator("a.open").get_attribute("href")


def attach(page, title, stance):
    page.click("summary:has-text('Attach a source')")
    form = page.locator("#form-source-new")
    form.locator("[name=title]").fill(title)
    form.locator("[name=url]").fill("https://data.example.org/kelurahan")
    form.locator("[name=stance]").select_option(stance)
    form.locator("[name=excerpt]").fill("Jumlah kelurahan seluruhnya 59.")
    form.locator("button:has-text('Attach')").click()
    page.wait_for_selector(f"#sources >> text={title}")


def close_conflicts(page):
    """The text contradicts itself at this claim: a proposal waits until somebody has said why."""
    while (form := page.locator("#conflicts .clash:not(.closed) form")).count():
        form.first.locator("[name=reason]").fill("Dokumen resmi menyebut 59; vonis menjelaskannya.")
        with page.expect_navigation():
            form.first.locator("button[value=resolve]").click()


def review(page, address):
    """Takes the claim, attaches two sources, writes the verdict and proposes it."""
    page.goto(address)
    page.click("button:has-text('Take for review')")
    attach(page, "Data kelurahan 2023", "refutes")
    attach(page, "Laporan layanan digital", "context")
    close_conflicts(page)
    page.locator("label.rating", has_text="Partly True").click()
    page.fill("#form-verdict [name=summary_id]", SUMMARY)
    page.fill("#form-verdict [name=explanation_id]", "Dokumen resmi mencatat **59** kelurahan.")
    page.click("button:has-text('Save and propose')")
    page.wait_for_selector(".standing >> text=proposed")


def approve_by_crafted_post(page, claim):
    """What somebody would send who knows the address of the approval but is not shown its button."""
    with translation.override("en"):
        address = reverse("admin:claims_claim_step", args=[claim.pk, "approve"])
    return page.evaluate(
        """async ([address, edit]) => {
            const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
            const body = new URLSearchParams({csrfmiddlewaretoken: token, expected: edit});
            return (await fetch(address, {method: "POST", body})).text();
        }""",
        [address, claim.edit],
    )


def api(page, path):
    return page.request.get(path).json()


@pytest.fixture
def staff(db):
    make_person("editor", Role.EDITOR)
    make_person("reviewer", Role.REVIEWER, Role.APPROVER)
    make_person("approver", Role.APPROVER)


def test_from_paste_to_feed(worker, staff, new_person):
    text = (SEED if SEED.exists() else DEMO).read_text(encoding="utf-8")
    editor = new_person(locale="en")
    log_in(editor, "editor")
    paste(editor, text)
    address = curate(editor)

    reviewer = new_person(locale="en", allow=["403", "409"])
    log_in(reviewer, "reviewer")
    review(reviewer, address)
    claim = Claim.objects.get(work="proposed")
    assert reviewer.locator("#step button:has-text('Approve')").count() == 0
    assert "another person must approve it" in approve_by_crafted_post(reviewer, claim)
    claim.refresh_from_db()
    assert (claim.work, claim.public) == ("proposed", "none")
    assert api(reviewer, "/api/v1/claims/")["results"] == []

    approver = new_person(locale="en")
    log_in(approver, "approver")
    approver.goto(address)
    approver.locator("#form-approve button").click()
    approver.wait_for_selector(".standing >> text=public page")
    claim.refresh_from_db()

    reader = new_person()
    reader.goto("/")
    assert reader.locator(f"text={SUMMARY}").first.is_visible()
    reader.goto(f"/claims/{claim.public_id}/")
    words = reader.inner_text("main")
    assert claim.quote in words and "Sebagian Benar" in words
    assert "Menurut laporan Harian Contoh" in words or "menurut laporan Harian Contoh" in words
    assert "Data kelurahan 2023" in words and "Laporan layanan digital" in words
    reader.goto(f"/articles/{claim.article.public_id}/")
    assert claim.quote in reader.inner_text("main").replace("\n", " ")

    (record,) = api(reader, "/api/v1/claims/")["results"]
    assert record["id"] == str(claim.public_id) and record["verdict"]["slug"] == "partly-true"
    assert record["attribution"]["level"] == "reported" and len(record["sources"]) == 2
    content = claim.text.content
    assert content[record["article"]["start"] : record["article"]["end"]] == record["quote"]
    changes = api(reader, "/api/v1/changes/?after=0")
    assert [c["sequence"] for c in changes["results"]] == list(range(1, changes["last"] + 1))
    assert next(c for c in changes["results"] if "claim" in c)["claim"] == record
    verbs = list(AuditEntry.objects.filter(claim=claim).exclude(noun="conflict").values_list("verb", flat=True))
    assert verbs == ["queue", "take", "add_source", "add_source", "save_verdict", "propose", "approve"]
