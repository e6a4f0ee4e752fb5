"""The readers' addresses, under / in Indonesian and under /en/ in English."""

from django.urls import path

from claims.site import finding
from claims.site.about import about, contact
from claims.site.articles import article
from claims.site.claims import claim
from claims.site.corrections import corrections
from claims.site.embed import embed
from claims.site.events import event
from claims.site.fairness import fairness, fairness_csv
from claims.site.figures import figure, figure_csv, figure_json, figures
from claims.site.forms import thanks, write
from claims.site.home import home
from claims.site.methodology import methodology
from claims.site.oembed import oembed
from claims.site.preview import preview
from claims.site.share import KINDS, picture
from claims.site.speakers import speaker

app_name = "site"

urlpatterns = [
    path("", home, name="home"),
    *finding.urlpatterns,
    path("articles/<uuid:public_id>/", article, name="article"),
    path("claims/<uuid:public_id>/", claim, name="claim"),
    path("claims/<uuid:public_id>/preview/", preview, name="preview"),
    *(
        path(f"{noun}s/<uuid:public_id>/share-<int:sequence>.png", picture(noun), name=f"{noun}_picture")
        for noun in KINDS
    ),
    path("embed/claims/<uuid:public_id>/", embed, name="embed"),
    path("oembed", oembed, name="oembed"),
    path("events/<uuid:public_id>/", event, name="event"),
    path("speakers/<uuid:public_id>/", speaker, name="speaker"),
    path("figures/", figures, name="figures"),
    path("figures/<slug:slug>/", figure, name="figure"),
    path("figures/<slug:slug>.json", figure_json, name="figure_json"),
    path("figures/<slug:slug>.csv", figure_csv, name="figure_csv"),
    path("corrections/", corrections, name="corrections"),
    path("fairness/", fairness, name="fairness"),
    path("fairness.csv", fairness_csv, name="fairness_csv"),
    path("about/", about, name="about"),
    path("contact/", contact, name="contact"),
    path("contact/<slug:kind>/", write, name="write"),
    path("contact/thanks/<str:token>/", thanks, name="thanks"),
    path("methodology/", methodology, name="methodology"),
]
