"""Filters that several lists share."""

from django.utils.translation import gettext_lazy as _

from claims.desk import waiting
from claims.desk.base import ChoiceFilter
from claims.desk.numbers import whole
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
        return list(Article.objects.filter(pk=whole(request.GET.get(self.parameter_name))).values_list("pk", "title"))

    def queryset(self, request, queryset):
        value = whole(self.value())
        return queryset if value is None else queryset.filter(article=value)
