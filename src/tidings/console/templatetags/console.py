"""What the console's frame draws."""

from typing import Any

from django import template
from django.template import Context

from tidings.console import navigation as ways

register = template.Library()


@register.inclusion_tag("console/navigation.html", takes_context=True)
def navigation(context: Context) -> dict[str, Any]:
    """The links this user may follow, the one to the present place marked."""
    request = context.get("request")
    places = ways.places(request.user) if request else []
    return {"places": places, "here": ways.current(places, request.path) if request else None}
