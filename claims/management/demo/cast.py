"""Sets the stage: the newsroom with its people, the event with its speakers, the texts."""

from datetime import datetime, timedelta

from django.contrib.auth.models import Group

from claims.actions import articles, audit, events, extraction, speakers
from claims.models import Topic, User


class Stage:
    """The newsroom of the demo and everything in it by its key: people, speakers, topics, articles.

    `evening` is the date on which the desk worked, the day after the debate.
    """

    def __init__(self, newsroom, demo, evening):
        self.newsroom, self.demo, self.evening = newsroom, demo, evening
        self.people, self.speakers, self.topics, self.articles = {}, {}, {}, {}
        self.event = None

    def time(self, hour, days=0):
        """The aware time of "HH:MM" on the evening's day, or so many days later."""
        day = self.evening + timedelta(days=days)
        return datetime.combine(day, datetime.strptime(hour, "%H:%M").time(), self.newsroom.zone())

    def open_newsroom(self):
        """Makes the default newsroom the demo's, with its people and topics."""
        before, after = audit.change(self.newsroom, demo=True, **self.demo["newsroom"])
        audit.record("open_demo", self.newsroom, by=None, newsroom=self.newsroom, before=before, after=after)
        for person in self.demo["people"]:
            self.people[person["username"]] = hire(self.newsroom, **person)
        for slug, label in self.demo["topics"].items():
            self.topics[slug] = Topic.objects.create(slug=slug, label=label)

    def announce_debate(self):
        """The event, who speaks there and in which role."""
        editor = self.people["editor"]
        self.event = events.create(
            by=editor, newsroom=self.newsroom, held_on=self.evening - timedelta(days=1), **self.demo["event"]
        )
        for one in self.demo["speakers"]:
            speaker = speakers.create(
                by=editor, newsroom=self.newsroom, name=one["name"], aliases=one.get("aliases", ())
            )
            self.speakers[one["key"]] = (speaker, one["role"])
            if one.get("takes_part", True):
                number = one.get("ballot_number")
                events.add_participant(self.event, by=editor, speaker=speaker, role=one["role"], ballot_number=number)

    def paste(self, text):
        """The editor pastes one text; the engine splits it at once."""
        article = articles.submit(
            by=self.people["editor"],
            newsroom=self.newsroom,
            body=text["content"],
            title=text["title"],
            url=text["url"],
            publisher=self.newsroom.name,
            published_on=self.event.held_on,
            event=self.event,
            language=text["language"],
        )
        extraction.run(article.current_text.extraction.pk)
        self.articles[text["key"]] = article


def hire(newsroom, *, username, password, role, **names):
    """A member of staff with one role and a log-in to the desk."""
    person = User.objects.create_user(username, password=password, newsroom=newsroom, is_staff=True, **names)
    person.groups.add(Group.objects.get(name=role))
    return person
