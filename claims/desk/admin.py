"""What stands on the desk: every noun with its list and page. The addresses load this module."""

from django.contrib import admin
from django.contrib.auth.models import Group

from claims import models
from claims.desk.articles import ArticleAdmin
from claims.desk.captures import CaptureAdmin
from claims.desk.claims import ClaimAdmin
from claims.desk.events import EventAdmin
from claims.desk.external_checks import CheckImportAdmin, ExternalCheckAdmin
from claims.desk.intakes import IntakeAdmin
from claims.desk.measures import MeasureAdmin
from claims.desk.newsrooms import NewsroomAdmin, ScaleAdmin
from claims.desk.official_values import OfficialTableAdmin, OfficialValueAdmin
from claims.desk.people import PeopleAdmin, RoleAdmin
from claims.desk.reader_messages import ReaderMessageAdmin
from claims.desk.records import AuditAdmin, PublicationAdmin, ReplyAdmin, SourceAdmin
from claims.desk.second_ratings import SecondRatingAdmin
from claims.desk.silences import SilenceAdmin
from claims.desk.speakers import SpeakerAdmin
from claims.desk.topics import TopicAdmin

PAGES = {
    models.Article: ArticleAdmin,
    models.Claim: ClaimAdmin,
    models.Speaker: SpeakerAdmin,
    models.Event: EventAdmin,
    models.Measure: MeasureAdmin,
    models.Topic: TopicAdmin,
    models.Source: SourceAdmin,
    models.Capture: CaptureAdmin,
    models.Reply: ReplyAdmin,
    models.ReaderMessage: ReaderMessageAdmin,
    models.OfficialValue: OfficialValueAdmin,
    models.OfficialTable: OfficialTableAdmin,
    models.ExternalCheck: ExternalCheckAdmin,
    models.CheckImport: CheckImportAdmin,
    models.Intake: IntakeAdmin,
    models.SilenceWindow: SilenceAdmin,
    models.SecondRating: SecondRatingAdmin,
    models.Publication: PublicationAdmin,
    models.AuditEntry: AuditAdmin,
    models.VerdictScale: ScaleAdmin,
    models.Newsroom: NewsroomAdmin,
    models.User: PeopleAdmin,
    Group: RoleAdmin,
}

site = admin.site
site.disable_action("delete_selected")
site.unregister(Group)  # by django.contrib.auth itself
for model, page in PAGES.items():
    site.register(model, page)
    # Django's own texts ("… was changed successfully") name a noun by these; the models know no language.
    model._meta.verbose_name, model._meta.verbose_name_plural = page.names
