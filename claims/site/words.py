"""The words of the readers' forms: what each is called, what it is for, and what happens then."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class FormWords:
    """`title` of the form, `lead` below it, `text` the label of its main field, `then` what the newsroom does."""

    title: object
    lead: object
    text: object
    then: object


FORMS = {
    "error": FormWords(
        _("Report an error"),
        _("A wrong figure, a wrong name, a source that says something else: tell us what is wrong and how you know."),
        _("What is wrong?"),
        _("An editor looks into it. If you are right, the verdict is corrected or put under review, in public."),
    ),
    "reply": FormWords(
        _("Ask for your right of reply"),
        _(
            "You are the person or the body that a claim or its verdict speaks of, or you speak for them. "
            "Your words are published to the letter beside the verdict."
        ),
        _("Your reply, as it is to be published"),
        _("An editor makes sure that it is you who writes, then publishes your reply and tells you so."),
    ),
    "correction": FormWords(
        _("Ask for a correction"),
        _(
            "You are concerned by something that is factually wrong, or you know that it is. "
            "Say what must be put right."
        ),
        _("What is wrong, and what is right?"),
        _("An editor answers you. A correction stands on the page of the claim with its date and what changed."),
    ),
    "suggestion": FormWords(
        _("Suggest a claim to check"),
        _("You heard or read something that should be checked. Tell us the words, who said them, where and when."),
        _("What was said, by whom, where and when?"),
        _("An editor decides whether it can be checked. We choose by what matters to readers, not by who said it."),
    ),
}
