"""The partners' addresses, under /api/v1/."""

from django.urls import path, re_path

from claims.api import articles, changes, claims, docs, events, match, speakers, verdicts

app_name = "api"

urlpatterns = [
    path("", docs.Index.as_view(), name="index"),
    path("claims/", claims.ClaimList.as_view(), name="claims"),
    path("claims/<str:id>/", claims.ClaimDetail.as_view(), name="claim"),
    path("claims/<str:id>/history/", claims.ClaimHistory.as_view(), name="history"),
    path("articles/", articles.ArticleList.as_view(), name="articles"),
    path("articles/<str:id>/", articles.ArticleDetail.as_view(), name="article"),
    path("events/", events.EventList.as_view(), name="events"),
    path("events/<str:id>/", events.EventDetail.as_view(), name="event"),
    path("speakers/", speakers.SpeakerList.as_view(), name="speakers"),
    path("speakers/<str:id>/", speakers.SpeakerDetail.as_view(), name="speaker"),
    path("verdicts/", verdicts.VerdictList.as_view(), name="verdicts"),
    path("changes/", changes.ChangeList.as_view(), name="changes"),
    path("match/", match.Match.as_view(), name="match"),
    path("schema/", docs.Schema.as_view(), name="schema"),
    path("docs/", docs.Docs.as_view(), name="docs"),
    re_path("", docs.Nothing.as_view(), name="nothing"),
]
