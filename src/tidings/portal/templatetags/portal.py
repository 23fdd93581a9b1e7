"""The portal's phrases in its templates."""

from django import template
from django.template import Context

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: Context, key: str, **values: object) -> str:
    """A phrase in the page's language, its values filled in; escaped like every value a template draws."""
    phrase: str = context["words"].say(key, **{name: str(value) for name, value in values.items()})
    return phrase


@register.simple_tag(takes_context=True)
def say_of(context: Context, kind: str, name: str) -> str:
    """The phrase for one of several named alike: `say_of "way" "code"` says `way_code`."""
    return say(context, f"{kind}_{name}")
