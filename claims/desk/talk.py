"""Template tags of the desk: the thread of comments under a claim or an article, and the filters kept for a list."""

from django import template

from claims.actions.filters import narrowed
from claims.desk import bulk, comments, filters

register = template.Library()


@register.inclusion_tag("desk/comments.html", takes_context=True)
def comments_on(context, row):
    """The thread on a claim or an article, with the form for one more."""
    request = context["request"]
    return {**comments.thread(row, request.user), "zone": context.get("zone"), "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("desk/filters.html", takes_context=True)
def kept_filters(context, noun):
    """The filters that this person and colleagues keep for the list of `noun`."""
    request = context["request"]
    return {**filters.kept(request, noun), "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("desk/bulk.html", takes_context=True)
def bulk_steps(context):
    """The form over the list of claims for steps that many claims take at once."""
    request = context["request"]
    return {**bulk.form_part(request.user, narrowed(request.GET.urlencode())), "csrf_token": context.get("csrf_token")}
