"""The addresses by which readers and programs find claims: search, topics, archive, feeds, sitemaps."""

from django.urls import path

from claims.site import converters  # noqa: F401 - registers year and month
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
]
