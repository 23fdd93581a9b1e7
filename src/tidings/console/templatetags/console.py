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


@register.filter
def plainly(value: Any) -> str:
    """A value of the audit trail in words: lists by commas; two lists, or two yes-and-nos, as before and after."""
    if isinstance(value, list) and len(value) == 2 and isinstance(value[0], list | bool):
        return " → ".join(plainly(each) for each in value)
    if isinstance(value, list):
        return ", ".join(plainly(each) for each in value) or "none"
    if isinstance(value, dict):
        return ", ".join(f"{name} {plainly(each)}" for name, each in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
