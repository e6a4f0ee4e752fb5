"""Found claims with the words that found them marked, also where those stand in what a list does not show."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from claims.shown.notation import language
from claims.shown.tags import chosen
from claims.site.records import ShownClaim
from claims.text.tokens import WORD, tokens

LONGEST = 280  # characters of a quotation or another text that are shown
BEFORE = 80  # of those, before the first word found


class Hit(ShownClaim):
    """A public claim as the answer to a search for `words` (normalised). Its texts are safe HTML with <mark>."""

    def __init__(self, publication, words):
        super().__init__(publication)
        self.words = frozenset(words)

    @property
    def title(self):
        text, code = chosen(self.record["label"])
        return self.told(text or excerpt(self.quoted, self.words), code or self.record["language"])

    @property
    def telling(self):
        """The summary; of a held claim the notice of its review."""
        return self.told(*chosen(self.record["notice"] if self.held else self.record["summary"]))

    @property
    def said(self):
        return marked(excerpt(self.quoted, self.words), self.words)

    @property
    def who(self):
        return marked(self.record["speaker"]["name"], self.words)

    @property
    def also(self):
        """The other texts of the record that have words which nothing above shows, as (text, language)."""
        pairs = [self.record["label"], self.record["notice"] if self.held else self.record["summary"]]
        above = " ".join(chosen(pair)[0] for pair in pairs) + f" {excerpt(self.quoted, self.words)}"
        above += f" {self.record['speaker']['name']}" if self.record["speaker"] else ""
        missing, found = self.words - set(tokens(above)), []
        for text, code in self.others():
            if missing & set(tokens(text)):
                found.append((marked(excerpt(text, missing), self.words), code))
                missing -= set(tokens(text))
        return found

    def others(self):
        """(text, language) of what was searched and is not shown first: the statement, then the other language."""
        here = language()
        codes = (here, "en" if here == "id" else "id")
        parts = [(self.record[name][code], code) for code in codes for name in ("statement", "summary", "label")]
        return [(text, code) for text, code in [*parts, (self.quoted, self.record["language"])] if text]

    def told(self, text, code):
        """`text` marked, in a span that says its language where it is not the page's."""
        html = marked(text, self.words)
        return html if code in (None, language()) else format_html('<span lang="{}">{}</span>', code, html)


def marked(text, words):
    """`text` as HTML, each of `words` in a <mark> however it is written there: 70.94 marks 70,94."""
    pieces, at = [], 0
    for word in WORD.finditer(text):
        if words.intersection(tokens(word[0])):
            pieces += [(text[at : word.start()], "", ""), (word[0], mark_safe("<mark>"), mark_safe("</mark>"))]
            at = word.end()
    pieces.append((text[at:], "", ""))
    return format_html_join("", "{1}{0}{2}", pieces)


def excerpt(text, words):
    """So much of `text` as a list has room for, around the first of `words` in it."""
    if len(text) <= LONGEST:
        return text
    first = next((word.start() for word in WORD.finditer(text) if words.intersection(tokens(word[0]))), 0)
    start = text.rfind(" ", 0, first - BEFORE) + 1 if first > BEFORE else 0
    end = text.rfind(" ", start, start + LONGEST) if start + LONGEST < len(text) else len(text)
    end = end if end > first else start + LONGEST
    return ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")
