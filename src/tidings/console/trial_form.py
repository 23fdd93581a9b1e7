"""The form that starts a trial; statements are written one a line, `true:` or `false:` first."""

from collections.abc import Iterable, Mapping
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
READ = "data."  # before the paths of what the panel reads
LONGEST_READ = 200


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

    def __init__(
        self, card: campaigns.CampaignCard, read: Mapping[str, str], *given: Any, **named: Any
    ) -> None:
        super().__init__(*given, **named)
        versions = [(each.number, f"Version {each.number}") for each in card.versions]
        languages = campaigns.languages_of(card.newest.text)
        self.fields["version"].choices = versions  # type: ignore[attr-defined]
        self.fields["against"].choices = [("", "No other"), *versions]  # type: ignore[attr-defined]
        self.fields["language"].choices = [(each, each) for each in languages]  # type: ignore[attr-defined]
        self.fields |= {f"{READ}{path}": read_as(path, guess) for path, guess in read.items()}
        self.order_fields(["version", "against", "language", "surface", *map(READ.__add__, read)])

    def clean_statements(self) -> tuple[Statement, ...]:
        lines = [line.strip() for line in self.cleaned_data["statements"].splitlines() if line.strip()]
        return tuple(statement(line) for line in lines)

    def stated(self) -> dict[str, Any]:
        """What the trial is to be, by the names of `start_trial`.

        What was left as it was offered is left out: it is offered anew for the version and language that were chosen.
        """
        own = {name for name in self.changed_data if self.cleaned_data[name]}
        read = {name.removeprefix(READ): self.cleaned_data[name] for name in own if name.startswith(READ)}
        stated = {name: said for name, said in self.cleaned_data.items() if not name.startswith(READ)}
        kept = {} if "statements" in own else {"statements": ()}
        return stated | kept | {"data": campaigns.nested(read)}


def read_as(path: str, guess: str) -> forms.CharField:
    """What the panel reads where an event will bring a text."""
    return forms.CharField(
        label=f"The panel reads for {path}",
        initial=guess,
        max_length=LONGEST_READ,
        required=not guess,
        help_text="" if guess else "An event will bring it. Write what a customer might read.",
    )


def statement(line: str) -> Statement:
    mark, colon, says = line.partition(":")
    if not colon or mark.strip().lower() not in ("true", "false"):
        raise forms.ValidationError("Begin each line with true: or false:")
    return Statement(says=says.strip(), true=mark.strip().lower() == "true")


def statements_as_text(statements: Iterable[Statement]) -> str:
    return "\n".join(f"{str(each.true).lower()}: {each.says}" for each in statements)
