"""The form that starts a trial; statements are written one a line, `true:` or `false:` first."""

from collections.abc import Iterable
from typing import Any

from django import forms

from tidings.campaigns import public as campaigns
from tidings.core.trials import Statement

NAMES = {
    "email": "Mail",
    "sms": "Text message",
    "push": "Push message",
    "letter": "Letter",
    "page": "Page of the portal",
}


class TrialForm(forms.Form):
    version = forms.TypedChoiceField(label="Version", coerce=int)
    against = forms.TypedChoiceField(
        label="Compared with",
        coerce=int,
        empty_value=None,
        required=False,
        help_text="Each panellist sees both, half of them this one first.",
    )
    language = forms.ChoiceField(label="Language")
    surface = forms.ChoiceField(label="The panel sees it as", choices=list(NAMES.items()))
    statements = forms.CharField(
        label="Statements to tell true from not true",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Three to six, one a line, each beginning with true: or false:. Say in your own words what a customer must know afterwards.",
    )
    panellists = forms.IntegerField(label="How many have to answer", min_value=5, max_value=500)
    days = forms.IntegerField(label="Days it is open", min_value=1, max_value=365)

    def __init__(self, card: campaigns.CampaignCard, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        versions = [(each.number, f"Version {each.number}") for each in card.versions]
        languages = campaigns.languages_of(card.newest.text)
        self.fields["version"].choices = versions  # type: ignore[attr-defined]
        self.fields["against"].choices = [("", "No other"), *versions]  # type: ignore[attr-defined]
        self.fields["language"].choices = [(each, each) for each in languages]  # type: ignore[attr-defined]

    def clean_statements(self) -> tuple[Statement, ...]:
        lines = [line.strip() for line in self.cleaned_data["statements"].splitlines() if line.strip()]
        return tuple(statement(line) for line in lines)

    def stated(self) -> dict[str, Any]:
        """What the trial is to be, by the names of `start_trial`."""
        return self.cleaned_data


def statement(line: str) -> Statement:
    mark, colon, says = line.partition(":")
    if not colon or mark.strip().lower() not in ("true", "false"):
        raise forms.ValidationError("Begin each line with true: or false:")
    return Statement(says=says.strip(), true=mark.strip().lower() == "true")


def statements_as_text(statements: Iterable[Statement]) -> str:
    return "\n".join(f"{str(each.true).lower()}: {each.says}" for each in statements)
