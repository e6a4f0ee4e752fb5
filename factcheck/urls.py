"""Addresses: the API without language, the desk and the readers' pages in both (Indonesian at /, English at /en/)."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("claims.api.urls")),
    *i18n_patterns(
        path("admin/", admin.site.urls),
        path("", include("claims.site.urls")),
        prefix_default_language=False,
    ),
]
