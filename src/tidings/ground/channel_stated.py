"""Settings of channels that were stated in the console."""

from collections.abc import Mapping

from tidings.ground.models import ChannelSetting


def stated_in_console(channel: str, account: str | None = None) -> Mapping[str, str]:
    """By name, for one account; without one, the accounts that have any (each with "")."""
    rows = ChannelSetting.objects.filter(channel=channel)
    if account is None:
        return dict.fromkeys(rows.values_list("account", flat=True), "")
    return dict(rows.filter(account=account, sealed=False).values_list("name", "value"))
