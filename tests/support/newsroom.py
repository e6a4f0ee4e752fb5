"""A newsroom to test with: its people, an article of our own writing, and claims in any state, made by the actions."""

import hashlib
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from claims.actions import claims, decisions, sources, verdicts
from claims.models import Article, ArticleText, Extraction, Newsroom, Speaker, User, words
from claims.workflow import Role

TEXT = (
    "Kota Seruni — Calon wali kota Rahma Wirasti menyebut capaiannya dalam debat, Rabu malam. 🙂\n\n"
    "“Indeks layanan digital kami 3,41, dan 18 dari 27 kelurahan sudah daring,” kata Rahma Wirasti.\n\n"
    "Menurut Rahma, angka kemiskinan turun menjadi 6,2 persen pada 2023.\n"
)


def make_person(username, *roles, **fields):
    """A member of staff holding `roles`; the password is the user name."""
    person = User.objects.create_user(username, password=username, is_staff=True, **fields)
    person.groups.set(Group.objects.filter(name__in=roles))
    return person


@dataclass
class People:
    editor: User
    reviewer: User
    approver: User
    second_approver: User


def make_people():
    """One person a role, and a second Approver."""
    return People(
        make_person("editor", Role.EDITOR, first_name="Ed"),
        make_person("reviewer", Role.REVIEWER, first_name="Rev"),
        make_person("approver", Role.APPROVER, first_name="App"),
        make_person("second", Role.APPROVER, first_name="Sec"),
    )


def make_article(by, content=TEXT, title="Debat Kota Seruni", **fields):
    """A stored article whose text was split (nothing found): claims are added by the test."""
    newsroom, now = Newsroom.objects.default(), timezone.now()
    fields = {"display": Article.Display.FULL, "language": "id", "publisher": "Warta Seruni", **fields}
    article = Article.objects.create(newsroom=newsroom, title=title, created_by=by, created_at=now, **fields)
    text = ArticleText.objects.create(
        newsroom=newsroom,
        article=article,
        received=content.encode(),
        content=content,
        sha256=hashlib.sha256(content.encode()).hexdigest(),
        created_by=by,
        created_at=now,
    )
    article.current_text = text
    article.save()
    Extraction.objects.create(
        text=text, state="done", next_try_at=now, finished_at=now, outline={"sentences": [], "boilerplate": []}
    )
    return article


def make_claim(article, by, quote="18 dari 27 kelurahan sudah daring", speaker="Rahma Wirasti", label=None):
    """A claim on `quote`, an exact part of the article's text, taken on (queued)."""
    start = article.current_text.content.index(quote)
    speaker = speaker and Speaker.objects.get_or_create(newsroom=article.newsroom, name=speaker)[0]
    label = label or words("18 dari 27 kelurahan daring", "18 of 27 kelurahan online")
    return claims.add(article, by=by, start=start, end=start + len(quote), speaker=speaker, label=label)


def draft(claim, people, slug="mostly-true", **texts):
    """Takes the claim into review and writes everything that a proposal needs."""
    if claim.work == "queued":
        claim = claims.take(claim, by=people.reviewer)
    sources.add(
        claim,
        by=people.reviewer,
        title="Laporan Layanan Digital 2023",
        url="https://data.example.org/laporan-2023",
        publisher="Pemerintah Kota Seruni",
        stance="supports",
        excerpt="Sebanyak 18 kelurahan telah daring.",
        as_of="2023",
    )
    return verdicts.save(
        claim,
        by=people.reviewer,
        rating=claim.newsroom.scales.first().ratings.get(slug=slug),
        summary=texts.get("summary") or words("Angkanya sesuai laporan 2023.", "The figure matches the 2023 report."),
        explanation=texts.get("explanation")
        or words("Laporan **2023** mencatat 18.", "The **2023** report counts 18."),
    )


def propose(claim, people, **texts):
    return verdicts.propose(draft(claim, people, **texts), by=people.reviewer)


def publish(claim, people, **texts):
    """Through the whole workflow to a published claim."""
    return verdicts.approve(propose(claim, people, **texts), by=people.approver)


def correct(claim, people, slug="partly-true", material=True, note=None):
    """Publishes version n+1 of a published claim."""
    claim = verdicts.correct(claim, by=people.reviewer, reason="Data baru")
    claim = verdicts.save(
        claim,
        by=people.reviewer,
        rating=claim.newsroom.scales.first().ratings.get(slug=slug),
        correction={"material": material, "note": note or words("Data 2024 mengubah vonis.", "2024 data changed it.")},
    )
    return verdicts.approve(verdicts.propose(claim, by=people.reviewer), by=people.approver)


def hold(claim, people):
    return decisions.hold(claim, by=people.approver, notice=words("Vonis ditinjau ulang.", "Verdict under review."))


def release(claim, people):
    claim = decisions.propose_release(claim, by=people.approver, reason="Sudah diperiksa")
    return decisions.release(claim, by=people.second_approver)


def withdraw(claim, people):
    claim = decisions.propose_withdrawal(
        claim, by=people.approver, ground="wrong_person", notice=words("Klaim bukan oleh dia.", "Not said by her.")
    )
    return decisions.withdraw(claim, by=people.second_approver)


@pytest.fixture
def newsroom(db):
    """The default newsroom, as migrations leave it."""
    return Newsroom.objects.default()


@pytest.fixture
def people(newsroom):
    return make_people()


@pytest.fixture
def article(people):
    return make_article(people.editor)


@pytest.fixture
def claim(article, people):
    """A queued claim."""
    return make_claim(article, people.editor)


@pytest.fixture
def published(claim, people):
    """A published claim."""
    return publish(claim, people)
