"""Plays the demo's evening through the actions, every step at its hour."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from claims.actions import claims
from claims.management.demo import clock, data
from claims.management.demo.cast import Stage
from claims.management.demo.story import Story
from claims.models import Article, Intake, Newsroom, User
from claims.workflow import Work


class Occupied(Exception):
    """The installation holds somebody's real work."""


@transaction.atomic
def load():
    """Loads the demo into an empty installation; returns whether it did (False: it is there already).

    All or nothing. Raises Occupied where there are articles, received texts or people that are not the demo's.
    """
    newsroom = Newsroom.objects.select_for_update(no_key=True).get(pk=Newsroom.objects.default().pk)
    if newsroom.demo:
        return False
    if any(model.objects.exists() for model in (Article, Intake, User)):
        raise Occupied
    newsroom.time_zone = data.time_zone()
    play(newsroom, timezone.localdate(timezone=newsroom.zone()) - timedelta(days=1))
    return True


def play(newsroom, evening):
    """Everything that happens, in the order of the clock; `evening` is the date of the desk's work."""
    debate = evening - timedelta(days=1)
    stage = Stage(newsroom, data.read(debate), evening)
    for moment, act in sorted(script(stage), key=lambda step: step[0]):
        with clock.at(moment):
            act()


def script(stage):
    """(time, callable) pairs of the whole demo."""
    yield stage.time("09:00", days=-2), stage.open_newsroom
    yield stage.time("18:30", days=-1), stage.announce_debate
    for text in stage.demo["texts"]:
        yield stage.time(text["at"]), lambda text=text: stage.paste(text)
        stories = [Story(stage, text, number, entry) for number, entry in enumerate(text["claims"])]
        for story in stories:
            yield from story.steps()
        yield stories[-1].chosen_at + timedelta(minutes=3), lambda text=text: clear(stage, text)


def clear(stage, text):
    """The editor goes through the suggestions that are left: some are no claims, some overlap a chosen one."""
    article, editor = stage.articles[text["key"]], stage.people["editor"]
    chosen = [(claim.start, claim.end) for claim in article.claims.chosen()]
    for claim in article.claims.filter(work=Work.EXTRACTED):
        if any(claim.start < end and claim.end > start for start, end in chosen):
            claims.dismiss(claim, by=editor, dismissal="wrong_span")
        elif aside := next((aside for aside in text["asides"] if claim.quote in aside["words"]), None):
            claims.dismiss(claim, by=editor, dismissal=aside["dismissal"], note=aside["note"])
