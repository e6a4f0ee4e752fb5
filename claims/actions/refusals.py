"""Why an action was refused, in words fit for the person who tried. "Not now" and "not you" are different errors."""

from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """`code` is for programs; `problems` are the sentences to show, in the reader's language when they are shown."""

    code = "refused"
    sentence = _("This cannot be done.")

    def __init__(self, *problems, code=None):
        self.problems = problems or (self.sentence,)
        self.code = code or self.code
        super().__init__(*self.problems)

    def __str__(self):
        return " ".join(str(problem) for problem in self.problems)


class NotNow(Refused):
    code = "not_now"
    sentence = _("This step is not open in the claim's present state. Somebody may have been faster: reload the page.")


class Unrated(NotNow):
    code = "unrated"
    sentence = _("Another reviewer rates this proposal first, without seeing its verdict; then it can be approved.")


class NotYou(Refused):
    code = "not_you"
    sentence = _("Your role does not allow this step.")


class SecondPersonNeeded(NotYou):
    code = "second_person"
    sentence = _("You proposed or last edited this yourself: another person must approve it.")


class Incomplete(Refused):
    code = "incomplete"
    sentence = _("Something is missing.")


class Stale(Refused):
    code = "stale"
    sentence = _(
        "Somebody else changed this while you were working, so nothing was saved. Look at it as it is now, then try "
        "again."
    )


class Unacceptable(Refused):
    """Bad input. `field` names the form field; `article` is the known article where the text is a duplicate; `words`
    the sentence in every language, {"id", "en"}, where it is to be kept."""

    code = "unacceptable"

    def __init__(self, *problems, field=None, code=None, article=None, words=None):
        super().__init__(*problems, code=code)
        self.field = field
        self.article = article
        self.words = words
