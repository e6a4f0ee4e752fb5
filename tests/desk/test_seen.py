"""The forms of a claim after a lost race: one's own words stay, a colleague's other words are not undone."""

from dataclasses import dataclass

import pytest
from bs4 import BeautifulSoup

from claims.actions import claims, confirmations, figures, replies, sources, verdicts
from claims.models import Claim, Figure, Topic, words
from tests.desk.pages import desk, step, to
from tests.desk.pages import words as said
from tests.support.newsroom import draft, publish

pytestmark = pytest.mark.django_db


def sent(page, action):
    """What a browser would send of the form to `action` that asks something."""
    soup = BeautifulSoup(page.content.decode(), "html.parser")
    form = next(one for one in soup.find_all("form", action=action) if one.find("input", {"name": "seen"}))
    data = {}
    for field in form.find_all(["input", "textarea", "select"]):
        name, kind = field.get("name"), field.get("type")
        if kind in ("radio", "checkbox") and not field.has_attr("checked"):
            continue
        if field.name == "select":
            value = (field.find("option", selected=True) or field.find("option"))["value"]
        else:
            value = (
                field.text.removeprefix("\n")
                if field.name == "textarea"
                else field.get("value", "on" if kind == "checkbox" else "")
            )
        data[name] = [*data[name], value] if kind == "checkbox" and name in data else [value] if kind else value
    return {name: value[0] if isinstance(value, list) and len(value) == 1 else value for name, value in data.items()}


@dataclass
class Case:
    """`theirs` saves what a colleague changes; `mine` is typed meanwhile; `stored` reads both as they are kept."""

    page: str
    action: str
    mine: dict
    theirs: object
    stored: object
    both: object


def of_verdict(claim, people):
    draft(claim, people)

    def theirs():
        verdicts.save(claim, by=people.reviewer, explanation=words("Milik rekan.", "Theirs."))

    def stored(row):
        return row.draft.summary["id"], row.draft.explanation["id"]

    return Case(
        to("claim", "change", claim.pk), to("claim", "verdict", claim.pk), {"summary_id": "Punyaku"}, theirs, stored,
        lambda: verdicts.save(claim, by=people.reviewer, summary=words("Milik rekan.", None)),
    )  # fmt: skip


def of_claim(claim, people):
    topic = Topic.objects.create(slug="jalan", label=words("Jalan", "Roads"))

    def theirs():
        claims.edit(claim, by=people.editor, topics=[topic], said_on="2024-11-04", place="Milik rekan.")

    def stored(row):
        assert list(row.topics.all()) == [topic] and row.said_on.isoformat() == "2024-11-04"
        return row.label["id"], row.place

    return Case(
        to("claim", "change", claim.pk), to("claim", "edit", claim.pk), {"label_id": "Punyaku"}, theirs, stored,
        lambda: claims.edit(claim, by=people.editor, label=words("Milik rekan.", None)),
    )  # fmt: skip


def of_card(claim, people):
    return Case(
        to("article", "change", claim.article_id) + f"?open={claim.pk}",
        to("article", "act", claim.article_id, claim.pk),
        {"label_id": "Punyaku"},
        lambda: claims.edit(claim, by=people.editor, statement=words("Milik rekan.", None)),
        lambda row: (row.label["id"], row.statement["id"]),
        lambda: claims.edit(claim, by=people.editor, label=words("Milik rekan.", None)),
    )


def of_source(claim, people):
    source = draft(claim, people).sources.get()

    def edit(**details):
        sources.edit(source, by=people.reviewer, **details)

    return Case(
        to("claim", "change", claim.pk), to("claim", "edit_source", claim.pk, source.pk), {"excerpt": "Punyaku"},
        lambda: edit(publisher="Milik rekan."), lambda row: row.sources.values_list("excerpt", "publisher").get(),
        lambda: edit(excerpt="Milik rekan."),
    )  # fmt: skip


def of_figure(claim, people):
    figure = Figure.objects.create(claim=draft(claim, people), value=18, raw="18", start=claim.start, end=claim.end)

    def correct(**details):
        figures.correct(figure, by=people.reviewer, **details)

    return Case(
        to("claim", "change", claim.pk), to("claim", "figure", claim.pk, figure.pk), {"measure": "Punyaku"},
        lambda: correct(period="Milik rekan."), lambda row: row.figures.values_list("measure", "period").get(),
        lambda: correct(measure="Milik rekan."),
    )  # fmt: skip


CASES = {"verdict": of_verdict, "claim": of_claim, "card": of_card, "source": of_source, "figure": of_figure}


@pytest.fixture(params=sorted(CASES))
def case(request, claim, people):
    people.reviewer.is_superuser = True
    people.reviewer.save()
    return CASES[request.param](claim, people)


def test_only_what_i_touched_is_saved_over_a_colleagues_change(case, claim, people):
    client = desk(people.reviewer)
    mine = sent(client.get(case.page), case.action) | case.mine
    case.theirs()
    late = client.post(case.action, mine)
    assert late.status_code == 409 and 'class="stale"' in late.content.decode()
    again = sent(late, case.action)
    assert again.items() >= case.mine.items()
    assert client.post(case.action, again).status_code == 302
    assert case.stored(Claim.objects.get(pk=claim.pk)) == ("Punyaku", "Milik rekan.")


def test_what_both_touched_is_shown_twice(case, claim, people):
    client = desk(people.reviewer)
    mine = sent(client.get(case.page), case.action) | case.mine
    case.both()
    late = client.post(case.action, mine)
    assert late.status_code == 409 and "Milik rekan." in said(late) and "Punyaku" in said(late)
    assert sent(late, case.action).items() >= case.mine.items()


def test_a_form_that_does_not_say_what_it_saw_is_old_and_loses_nothing(case, claim, people):
    client, before = desk(people.reviewer), Claim.objects.values().get(pk=claim.pk)
    mine = sent(client.get(case.page), case.action) | case.mine
    del mine["expected"]
    late = client.post(case.action, mine)
    assert late.status_code == 409 and Claim.objects.values().get(pk=claim.pk) == before
    again = sent(late, case.action)
    assert again.items() >= case.mine.items() and client.post(case.action, again).status_code == 302


@pytest.mark.parametrize("seen", ["{", "[]", "7", '{"summary_id": 3}'])
def test_nonsense_seen_keeps_what_was_typed(seen, claim, people):
    claim = draft(claim, people)
    client, address = desk(people.reviewer), to("claim", "verdict", claim.pk)
    late = client.post(address, {"summary_id": "Punyaku", "seen": seen, "expected": "0"})
    assert late.status_code == 409 and sent(late, address)["summary_id"] == "Punyaku"


@pytest.mark.parametrize("verb", ["correct", "hold", "record_reply"])
def test_a_step_from_no_page_is_refused(verb, claim, people):
    claim = publish(claim, people)
    people.approver.is_superuser = True
    people.approver.save()
    data = {"reason": "Kata kami", "notice_id": "Ditinjau.", "who": "Rahma", "kind": "reply", "text": "Kata kami"}
    late = step(desk(people.approver), claim, verb, expected="", **data)
    assert late.status_code == 409 and "Kata kami" in late.content.decode()
    assert Claim.objects.get().edit == claim.edit


def test_answers_to_a_reply_and_of_a_speaker_too(claim, people):
    row = confirmations.ask(claim, by=people.reviewer, to="Tim", channel="phone", question="Dari mana?")
    reply = replies.record(publish(claim, people), by=people.editor, who="Rahma", text="Data lama.")
    client, page = desk(people.editor), to("claim", "change", claim.pk)
    address = to("claim", "reply", claim.pk, reply.pk, "edit_reply")
    mine = sent(client.get(page), address) | {"who": "R. Wirasti", "reason": "Salah nama"}
    replies.edit(reply, by=people.approver, text="Data baru.", reason="Salah salin")
    late = client.post(address, mine)
    assert late.status_code == 409 and client.post(address, sent(late, address)).status_code == 302
    reply.refresh_from_db()
    assert (reply.who, reply.text) == ("R. Wirasti", "Data baru.") and row.claim == claim
