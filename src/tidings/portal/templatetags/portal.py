"""The portal's phrases in its templates."""

from django import template
from django.template import Context

from tidings.portal.words import LANGUAGES, words

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


@register.simple_tag(takes_context=True)
def other_languages(context: Context) -> list[tuple[str, str, str]]:
    """This page in each other language of ours: its tag, its own name, the query (what else was asked stays)."""
    query, others = context["request"].GET.copy(), []
    for language in LANGUAGES:
        if language != context["words"].language:
            query["language"] = language
            others.append((language, words(language).say("language_name"), query.urlencode()))
    return others
