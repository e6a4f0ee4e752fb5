"""What is stored, and how it is found: one file a noun, its named queries beside it."""

from claims.models.articles import Article, ArticleText, Conflict, Extraction, Intake
from claims.models.audit import AuditEntry
from claims.models.base import words
from claims.models.captures import Capture
from claims.models.claims import Claim
from claims.models.confirmations import Confirmation
from claims.models.decisions import Hold, Reply, Withdrawal
from claims.models.events import Event, Participant
from claims.models.external_checks import CheckImport, ExternalCheck
from claims.models.fetches import Fetch
from claims.models.figures import Figure
from claims.models.jobs import Job
from claims.models.matching import MatchCount, MatchDecision, MatchEntry, MatchKey
from claims.models.measures import Measure, MeasureAlias, PublishedFigure
from claims.models.newsrooms import Newsroom
from claims.models.official_values import OfficialTable, OfficialValue
from claims.models.people import User
from claims.models.publications import ArticleSheet, Publication, Sequence
from claims.models.reader_messages import ReaderMessage
from claims.models.second_ratings import SecondRating
from claims.models.silences import SilenceWindow
from claims.models.sources import Source
from claims.models.speakers import Speaker, SpeakerAlias
from claims.models.talk import Comment, Notice, Presence, SavedFilter
from claims.models.topics import Topic
from claims.models.verdicts import Rating, Verdict, VerdictScale

__all__ = [
    "Article",
    "ArticleSheet",
    "ArticleText",
    "AuditEntry",
    "Capture",
    "CheckImport",
    "Claim",
    "Comment",
    "Confirmation",
    "Conflict",
    "Event",
    "ExternalCheck",
    "Extraction",
    "Fetch",
    "Figure",
    "Hold",
    "Intake",
    "Job",
    "MatchCount",
    "MatchDecision",
    "MatchEntry",
    "MatchKey",
    "Measure",
    "MeasureAlias",
    "Newsroom",
    "Notice",
    "OfficialTable",
    "OfficialValue",
    "Participant",
    "Presence",
    "Publication",
    "PublishedFigure",
    "Rating",
    "ReaderMessage",
    "Reply",
    "SavedFilter",
    "SecondRating",
    "Sequence",
    "SilenceWindow",
    "Source",
    "Speaker",
    "SpeakerAlias",
    "Topic",
    "User",
    "Verdict",
    "VerdictScale",
    "Withdrawal",
    "words",
]
