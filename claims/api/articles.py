"""Articles and transcripts with at least one published claim."""

import json

from claims.api.pages import Listing, page
from claims.api.parameters import public_id
from claims.api.problems import unknown
from claims.api.reading import Reading
from claims.api.texts import dump, extended, listed
from claims.models import Article, ArticleSheet, Publication

ARTICLES = Listing("articles", at="first_published_at", subject="public_id")


class ArticleList(Reading):
    """Articles with a published claim, those with the newest first claim first."""

    operation = "listArticles"
    tag = "articles"
    answers = "ArticlePage"
    parameters = ARTICLES.parameters()

    def read(self, asked):
        return page(self.request, ArticleSheet.objects.filter(visible=True), ARTICLES, asked)


class ArticleDetail(Reading):
    """One article with its claims, newest first, and as much of its text as may be shown.

    `passages` are the parts of the text that readers see, with their offsets in Unicode code points of the whole; a
    claim's `start` and `end` count the same way in the text whose SHA-256 it names. `text` is the whole text where it
    may be shown in full, else null. `checking`, where the newsroom shows it, are the places of claims without a verdict
    yet.
    """

    operation = "getArticle"
    tag = "articles"
    answers = "ArticleDetail"
    refusals = (400, 404, 406)

    def read(self, asked, id):
        key = public_id(id, "article")
        sheet = ArticleSheet.objects.filter(public_id=key, visible=True).values_list("body", "passages").first()
        if sheet is None:
            raise unknown("article", id)
        body, passages = sheet
        claims = Publication.objects.claims().filter(article_ref=key).order_by("-published_at", "-subject")
        return extended(
            body,
            text=dump(whole_text(body, passages)),
            passages=dump(passages),
            claims=listed(claims.values_list("body", flat=True)),
        )


def whole_text(body, passages):
    """The article's text where its sheet says that it is shown in full, else None."""
    full = json.loads(body)["display"] == Article.Display.FULL
    return passages[0]["text"] if full and passages else None
