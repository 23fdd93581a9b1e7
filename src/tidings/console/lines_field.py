"""A field for a list of texts."""

from typing import Any

from django import forms


class Lines(forms.CharField):
    """A list, an entry a line."""

    widget = forms.Textarea(attrs={"class": "mono", "spellcheck": "false", "rows": 4})

    def prepare_value(self, value: Any) -> str:
        return value if isinstance(value, str) else "\n".join(value or ())

    def clean(self, value: Any) -> list[str]:
        lines = (line.strip() for line in super().clean(value).splitlines())
        return list(dict.fromkeys(line for line in lines if line))
