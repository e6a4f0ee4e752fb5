"""Addresses: the API without language, the desk and the readers' pages in both (Indonesian at /, English at /en/)."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from claims.desk.admin import site as desk

handler404 = "claims.site.errors.not_found"

urlpatterns = [
    path("api/v1/", include("claims.api.urls")),
    *i18n_patterns(
        path("admin/", desk.urls),
        path("", include("claims.site.urls")),
        prefix_default_language=False,
    ),
]
