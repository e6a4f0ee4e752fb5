"""Filters that several lists share."""

from django.utils.translation import gettext_lazy as _

from claims.desk import waiting
from claims.desk.base import ChoiceFilter
from claims.models import Article


class WaitingFilter(ChoiceFilter):
    """The queues of the index, as a filter; subclasses give the `words` of their noun."""

    title = _("waiting")
    parameter_name = "waiting"

    def narrow(self, request, queryset, value):
        return queryset.filter(pk__in=waiting.QUEUES[value].find(request.user).values("pk"))


class ArticleFilter(ChoiceFilter):
    """One article's rows: offered only where the address names one (?article=)."""

    title = _("article")
    parameter_name = "article"

    def lookups(self, request, model_admin):
        value = request.GET.get(self.parameter_name, "")
        return list(Article.objects.filter(pk=int(value)).values_list("pk", "title")) if value.isdecimal() else []

    def queryset(self, request, queryset):
        value = self.value() or ""
        return queryset.filter(article=int(value)) if value.isdecimal() else queryset
