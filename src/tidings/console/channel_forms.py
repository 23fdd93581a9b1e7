"""A channel's form, made from what it declares: one field a setting; secrets are written, never read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms

from tidings.channels.contract import Channel, Setting, Unplugged
from tidings.ground import channel_stated, clock
from tidings.ground.channel_settings import Said, said
from tidings.ground.channel_standing import standing
from tidings.ground.channel_written import takes_lines, wrong_with

LONGEST = 4000
KEPT = "Stated. Leave it empty to keep it."


@dataclass(frozen=True)
class Line:
    """A setting of an account and what is said of it."""

    setting: Setting
    said: Said
    broken: bool

    @property
    def fixed(self) -> bool:
        """The environment says it: the console cannot."""
        return self.said.by == "environment"


def lines(channel: Channel, account: str) -> Iterator[Line]:
    declaration = channel.declaration
    for setting in (*declaration.settings, *standing(declaration)):
        broken = channel_stated.cannot_be_opened(declaration.name, account, setting.name)
        yield Line(setting, said(declaration, setting, account), broken)


class AccountForm(forms.Form):
    """The settings of one account. What the environment says is shown and cannot be changed here."""

    def __init__(self, channel: Channel, account: str, data: Any = None) -> None:
        super().__init__(data)
        self.channel, self.account = channel, account
        self.lines = {line.setting.name: line for line in lines(channel, account)}
        for name, line in self.lines.items():
            self.fields[name] = field(line)
            if line.setting.secret and line.said.by == "console":
                self.fields[f"{name}-forget"] = forms.BooleanField(
                    label=f"Forget {spoken(name)}", required=False
                )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for name, line in self.lines.items():
            value = "" if line.fixed else given.get(name) or ""
            if value and (wrong := wrong_with(self.channel.declaration, line.setting, value)):
                self.add_error(name, f"{wrong[0].upper()}{wrong[1:]}.")
        if not self.errors:
            self.check_together(given)
        return given

    def check_together(self, given: dict[str, Any]) -> None:
        """Settings that cannot be right together are refused by the channel itself, which connects to nobody yet."""
        declared = self.channel.declaration.settings
        values = {setting.name: self.would_be(setting, given) for setting in declared}
        if any(setting.required and not values[setting.name] for setting in declared):
            return
        try:
            self.channel.open(values, Unplugged(clock.now())).close()
        except (ValueError, NotImplementedError) as wrong:
            self.add_error(None, str(wrong) or "The channel does not take these settings.")

    def would_be(self, setting: Setting, given: dict[str, Any]) -> str:
        line = self.lines[setting.name]
        if line.fixed or (
            setting.secret and not given.get(setting.name) and not self.forgets(setting, given)
        ):
            return line.said.value
        return given.get(setting.name) or setting.default

    def forgets(self, setting: Setting, given: dict[str, Any]) -> bool:
        return bool(given.get(f"{setting.name}-forget"))

    def save(self, now: datetime) -> list[str]:
        """Writes what was changed; the names of those settings."""
        return [name for name, line in self.lines.items() if not line.fixed and self.wrote(line, now)]

    def wrote(self, line: Line, now: datetime) -> bool:
        setting, value = line.setting, self.cleaned_data.get(line.setting.name) or ""
        where = {"channel": self.channel.declaration.name, "account": self.account, "name": setting.name}
        if setting.secret and not value and not self.forgets(setting, self.cleaned_data):
            return False
        if value == (line.said.value if line.said.by == "console" else ""):
            return False
        if value:
            channel_stated.state(**where, value=value, secret=setting.secret, now=now)
        else:
            channel_stated.unstate(**where)
        return True


def field(line: Line) -> forms.Field:
    setting = line.setting
    common: dict[str, Any] = {
        "label": spoken(setting.name),
        "help_text": hint(line),
        "required": False,
        "disabled": line.fixed,
    }
    if setting.choices and not setting.secret:
        words = [
            ("", f"as it is: {setting.default or 'none'}"),
            *((each, each) for each in setting.choices if each),
        ]
        return forms.ChoiceField(choices=words, initial=shown(line), **common)
    return forms.CharField(max_length=LONGEST, initial=shown(line), widget=widget(setting), **common)


def widget(setting: Setting) -> forms.Widget:
    quiet = {"autocomplete": "off", "spellcheck": "false"}
    if takes_lines(setting):
        return forms.Textarea(attrs={**quiet, "rows": 3})
    if setting.secret:
        return forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.TextInput(attrs={**quiet, "placeholder": setting.default})


def shown(line: Line) -> str:
    """A secret never leaves; a default is shown as the hint that it is."""
    return "" if line.setting.secret or line.said.by == "default" else line.said.value


def hint(line: Line) -> str:
    parts = [line.setting.says.rstrip(".") + "."]
    if line.setting.required and line.said.by == "default":
        parts.append("Required.")
    if line.broken:
        parts.append("Sealed with a secret key that is gone: state it again.")
    if line.fixed:
        parts.append(f"The environment says it ({line.setting.name}).")
    elif line.setting.secret and line.said.by == "console":
        parts.append(KEPT)
    return " ".join(parts)


def spoken(name: str) -> str:
    """TIDINGS_SMTP_URL as SMTP URL, TIDINGS_SMS_WARM_UP as SMS warm up."""
    short = {"URL", "SMTP", "SMS", "CA", "SMPP", "API", "ID", "IDS", "VAPID", "SSH", "DKIM", "TLS", "HTTP"}
    words = name.removeprefix("TIDINGS_").split("_")
    said = " ".join(word if word in short else word.lower() for word in words)
    return said[0].upper() + said[1:]
