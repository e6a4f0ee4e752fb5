"""Colleagues on the desk: notices opened, comments written and answered, filters kept; all by plain forms."""

import pytest
from django.core import mail

from claims.actions import claims, comments, filters, invitations, mails, notices
from claims.actions.refusals import NotYou
from claims.models import AuditEntry, Comment, Newsroom, Notice, SavedFilter, User
from claims.workflow import Role
from tests.desk.pages import desk, to, words
from tests.support.newsroom import make_claim, make_person

pytestmark = pytest.mark.django_db

PASSWORD = "sebelas kapal kayu"


def comment_on(client, noun, row, **data):
    return client.post(f"/admin/comments/{noun}/{row.pk}/add/", data)


# Notices


def test_a_notice_stands_in_the_head_and_is_read_by_opening_it(claim, people):
    claims.assign(claim, by=people.editor, to=people.reviewer)
    client = desk(people.reviewer)
    assert "Pemberitahuan (1)" in words(client.get("/admin/"))
    page = client.get("/admin/notices/")
    assert "Ed menugaskan klaim ini kepada Anda: 18 dari 27 kelurahan daring" in words(page)
    assert Notice.objects.unread().count() == 1  # looking changes nothing
    one = Notice.objects.get()
    assert client.get(f"/admin/notices/{one.pk}/open/").status_code == 405
    assert desk(people.editor).post(f"/admin/notices/{one.pk}/open/").status_code == 404
    assert client.post(f"/admin/notices/{one.pk}/open/").url == to("claim", "change", claim.pk)
    assert "Pemberitahuan (" not in words(client.get("/admin/"))
    assert "Sudah dibaca" in words(client.get("/admin/notices/"))


def test_all_are_marked_read_at_once(claim, people):
    for _n in range(3):
        notices.tell([people.reviewer], notices.Kind.MENTION, claim=claim)
    assert desk(people.reviewer).post("/admin/notices/read/").status_code == 302
    assert not Notice.objects.unread().exists()


def test_letters_are_switched_off_on_ones_own_page(people):
    client = desk(people.reviewer)
    assert client.get("/admin/account/").status_code == 200
    client.post("/admin/account/mail/", {})
    people.reviewer.refresh_from_db()
    assert not people.reviewer.mail_notices
    client.post("/admin/account/mail/", {"mail_notices": "on"})
    people.reviewer.refresh_from_db()
    assert people.reviewer.mail_notices


# Comments


def test_a_comment_is_in_the_thread_and_tells_whom_it_mentions(claim, people):
    client = desk(people.editor)
    answer = comment_on(client, "claim", claim, body="Lihat <b>tabel</b> 3,\n@Reviewer dan @tidakada. surel@reviewer")
    one = Comment.objects.get()
    assert answer.url == f"{to('claim', 'change', claim.pk)}#comment-{one.pk}"
    page = client.get(to("claim", "change", claim.pk)).content.decode()
    assert "Lihat &lt;b&gt;tabel&lt;/b&gt; 3,<br>" in page
    assert list(Notice.objects.values_list("to__username", "kind")) == [("reviewer", "mention")]
    note = Notice.objects.get()
    opened = desk(people.reviewer).post(f"/admin/notices/{note.pk}/open/")
    assert opened.url.endswith(f"#comment-{one.pk}")
    assert AuditEntry.objects.last().verb == "comment"


def test_a_comment_on_words_behind_emoji_counts_code_points(article, people):
    client = desk(people.reviewer)
    comment_on(client, "article", article, body="Dari mana?", words="6,2 persen")
    one = Comment.objects.get()
    assert one.text.content[one.start : one.end] == "6,2 persen" and one.claim is None
    page = client.get(to("article", "change", article.pk))
    assert "6,2 persen" in words(page) and f"?at={one.start}" in page.content.decode()


def test_words_that_recur_are_chosen_and_words_that_are_not_there_are_refused(article, people):
    client = desk(people.reviewer)
    several = comment_on(client, "article", article, body="Yang mana?", words="Rahma")
    assert several.status_code == 200 and len(several.context["places"]) > 1 and not Comment.objects.exists()
    assert "Yang mana?" in several.content.decode()
    chosen = several.context["places"][1]["span"]
    comment_on(client, "article", article, body="Yang mana?", words="Rahma", span=chosen)
    assert f"{Comment.objects.get().start}-{Comment.objects.get().end}" == chosen
    absent = comment_on(client, "article", article, body="Tetap ada", words="kapal selam")
    assert absent.status_code == 422 and "Tetap ada" in absent.content.decode()
    outside = comment_on(client, "article", article, body="x", span="5-99999")
    assert outside.status_code == 422 and Comment.objects.count() == 1


def test_an_empty_or_endless_comment_comes_back(claim, people):
    client = desk(people.editor)
    assert comment_on(client, "claim", claim, body="  ").status_code == 422
    long = comment_on(client, "claim", claim, body="a" * 5001)
    assert long.status_code == 422 and "a" * 5001 in long.content.decode() and not Comment.objects.exists()


def test_only_the_writer_edits_and_new_mentions_alone_are_told(claim, people):
    one = comments.add(claim=claim, by=people.editor, body="@reviewer lihat")
    stranger = desk(people.reviewer).post(f"/admin/comments/{one.pk}/edit/", {"body": "Lain"})
    assert stranger.status_code == 403 and "Lain" in stranger.content.decode()
    desk(people.editor).post(f"/admin/comments/{one.pk}/edit/", {"body": "@reviewer @approver lihat"})
    one.refresh_from_db()
    assert one.body == "@reviewer @approver lihat" and one.edited_at
    assert sorted(Notice.objects.values_list("to__username", flat=True)) == ["approver", "reviewer"]
    entry = AuditEntry.objects.get(verb="edit_comment")
    assert entry.before == {"body": "@reviewer lihat"} and entry.claim == claim


def test_a_comment_is_resolved_reopened_and_removed(claim, people):
    one = comments.add(claim=claim, by=people.reviewer, body="Rahasia dapur")
    client = desk(people.editor)
    for verb, shows in (("resolve", "selesai"), ("reopen", "Tandai selesai"), ("remove", "sudah dihapus")):
        assert client.post(f"/admin/comments/{one.pk}/{verb}/").status_code == 302
        assert shows in words(client.get(to("claim", "change", claim.pk)))
    thread = client.get(to("claim", "change", claim.pk)).content.decode().partition('id="comments"')[2]
    assert "Rahasia dapur" not in thread.partition("</section>")[0]
    assert client.post(f"/admin/comments/{one.pk}/resolve/").status_code == 409
    with pytest.raises(NotYou):
        comments.remove(comments.add(claim=claim, by=people.editor, body="x"), by=people.reviewer)


def test_another_newsroom_and_who_has_no_role_cannot_comment(claim, people):
    elsewhere = Newsroom.objects.create(slug="lain", name="Lain")
    stranger = make_person("lain", Role.EDITOR, newsroom=elsewhere)
    assert comment_on(desk(stranger), "claim", claim, body="x").status_code == 404
    assert comment_on(desk(make_person("tanpa")), "claim", claim, body="x").status_code == 403
    comments.add(claim=claim, by=people.editor, body="@lain @tanpa")
    assert list(Notice.objects.values_list("to__username", flat=True)) == ["tanpa"]


def test_readers_never_see_a_comment(claim, people, client):
    make_claim(claim.article, people.editor, quote="6,2 persen")
    comments.add(claim=claim, by=people.editor, body="Rahasia dapur")
    assert "Rahasia dapur" not in client.get("/").content.decode()


# Kept filters


def test_a_narrowed_list_is_kept_shared_and_forgotten(claim, people):
    client = desk(people.editor)
    kept = client.post("/admin/filters/claim/save/", {"name": " Antrean ", "query": "work=queued&p=2"})
    assert kept.url == f"{to('claim', 'changelist')}?work=queued"
    one = SavedFilter.objects.get()
    assert (one.name, one.query, one.shared) == ("Antrean", "work=queued", False)
    assert "Antrean" in words(client.get(to("claim", "changelist")))
    assert "Antrean" not in words(desk(people.reviewer).get(to("claim", "changelist")))
    client.post(f"/admin/filters/{one.pk}/share/", {"query": "work=queued"})
    assert 'href="?work=queued"' in desk(people.reviewer).get(to("claim", "changelist")).content.decode()
    desk(people.reviewer).post(f"/admin/filters/{one.pk}/remove/")
    assert SavedFilter.objects.exists()
    client.post(f"/admin/filters/{one.pk}/remove/")
    assert not SavedFilter.objects.exists()


def test_the_same_name_replaces_and_nonsense_is_refused(people):
    for query in ("work=queued", "work=proposed"):
        filters.save(by=people.editor, noun="claim", name="Saya", query=query)
    assert SavedFilter.objects.get().query == "work=proposed"
    client = desk(people.editor)
    for data in ({"name": "", "query": "work=queued"}, {"name": "x", "query": ""}, {"name": "y" * 81, "query": "q=1"}):
        client.post("/admin/filters/claim/save/", data)
    assert SavedFilter.objects.count() == 1
    assert client.post("/admin/filters/nothing/save/", {"name": "x", "query": "q=1"}).status_code == 404


# Invitations and forgotten passwords


@pytest.fixture
def root(newsroom):
    return User.objects.create_superuser("root", password="root")


def link():
    """The path of the link in the last letter."""
    return next(line for line in mail.outbox[-1].body.splitlines() if "password_reset" in line).partition("8000")[2]


def set_by(client, path):
    """Opens the link and sets PASSWORD by it."""
    form = client.get(path, follow=True)
    where = form.redirect_chain[-1][0]
    return client.post(where, {"new_password1": PASSWORD, "new_password2": PASSWORD})


def send_all():
    for notice in Notice.objects.to_mail():
        mails.send(notice.pk)


def test_an_invited_person_sets_a_password_once_and_works(root, client):
    told = {"username": "sari", "email": "sari@example.org", "roles": ["Editor"]}
    page = desk(root).post(to("user", "invite"), told)
    person = User.objects.get(username="sari")
    assert page.url == to("user", "change", person.pk) and invitations.invited(person)
    assert "diundang" in words(desk(root).get(to("user", "changelist")))
    send_all()
    assert mail.outbox[0].to == ["sari@example.org"] and "sari" in mail.outbox[0].body
    assert set_by(client, link()).url == "/admin/password_reset/done/"
    person.refresh_from_db()
    assert person.check_password(PASSWORD) and not invitations.invited(person)
    assert "tidak berlaku lagi" in words(client.get(link(), follow=True))
    logged = client.post("/admin/login/", {"username": "sari", "password": PASSWORD, "next": "/admin/"})
    assert logged.url == "/admin/"
    again = desk(root).post(to("user", "do", person.pk, "invite_again"))
    assert again.status_code == 409


def test_an_invitation_is_sent_again_and_wants_an_address(root):
    assert desk(root).post(to("user", "invite"), {"username": "sari"}).status_code == 422
    desk(root).post(to("user", "invite"), {"username": "sari", "email": "sari@example.org"})
    person = User.objects.get(username="sari")
    assert desk(root).post(to("user", "do", person.pk, "invite_again")).status_code == 302
    assert Notice.objects.filter(kind="invitation", to=person).count() == 2
    assert desk(make_person("lain", *Role)).post(to("user", "invite"), {"username": "x"}).status_code == 403


def test_a_forgotten_password_is_set_anew_and_no_address_is_betrayed(people, client):
    people.editor.email = "ed@example.org"
    people.editor.save()
    pages = [client.post("/admin/password_reset/", {"email": one}) for one in ("ED@example.org", "tidak@example.org")]
    assert {page.url for page in pages} == {"/admin/password_reset/sent/"}
    client.post("/admin/password_reset/", {"email": "ed@example.org"})
    send_all()
    assert len(mail.outbox) == 1
    assert set_by(client, link()).status_code == 302
    people.editor.refresh_from_db()
    assert people.editor.check_password(PASSWORD) and AuditEntry.objects.last().verb == "set_password"


def test_the_way_to_a_new_password_is_on_the_login_page_in_both_languages(client, newsroom):
    assert 'href="/admin/password_reset/"' in client.get("/admin/login/").content.decode()
    assert "Forgot your password?" in words(client.get("/en/admin/login/"))
    for page in ("password_reset/", "password_reset/sent/", "password_reset/done/"):
        assert client.get(f"/en/admin/{page}").status_code == 200
    assert client.post("/admin/password_reset/", {"email": "bukan surel"}).status_code == 200


def test_who_was_deactivated_gets_no_link(people, client):
    User.objects.filter(pk=people.editor.pk).update(email="ed@example.org", is_active=False)
    client.post("/admin/password_reset/", {"email": "ed@example.org"})
    assert not Notice.objects.exists()
