"""The addresses by which readers and programs find claims: search, topics, archive, feeds, sitemaps."""

from django.urls import path

from claims.site import (
    converters,  # noqa: F401 - registers year, month, feed and section
    feeds,
    sitemap,
)
from claims.site.archive import archive, month
from claims.site.search import search
from claims.site.topics import topic, topics

urlpatterns = [
    path("search/", search, name="search"),
    path("topics/", topics, name="topics"),
    path("topics/<slug:slug>/", topic, name="topic"),
    path("archive/", archive, name="archive"),
    path("archive/<year:year>/", archive, name="archive_year"),
    path("archive/<year:year>/<month:month>/", month, name="archive_month"),
    path("feeds/<feed:form>", feeds.latest, name="feed"),
    path("speakers/<uuid:public_id>/<feed:form>", feeds.of_speaker, name="speaker_feed"),
    path("events/<uuid:public_id>/<feed:form>", feeds.of_event, name="event_feed"),
    path("topics/<slug:slug>/<feed:form>", feeds.of_topic, name="topic_feed"),
    path("corrections/<feed:form>", feeds.of_corrections, name="corrections_feed"),
    path("sitemap.xml", sitemap.index, name="sitemap"),
    path("sitemap-news.xml", sitemap.news, name="sitemap_news"),
    path("sitemap-<section:section>.xml", sitemap.section, name="sitemap_section"),
    path("sitemap-claims-<year:year>-<month:month>.xml", sitemap.claims, name="sitemap_claims"),
    path("robots.txt", sitemap.robots, name="robots"),
]
