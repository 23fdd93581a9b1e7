"""The Send API's far end on loopback: answers and calls back as the platform's documents say."""

import json
from typing import Any

from tests.channels.scripted_http import Asked, Said, ScriptedHttp

PAGE = "1906385232743451"
TOKEN = "EAAG-not-a-real-page-token"
FAULTS: dict[tuple[int, int], tuple[int, str]] = {
    (190, 0): (401, "Invalid OAuth access token."),
    (613, 0): (400, "Calls to this API have exceeded the rate limit."),
    (1200, 0): (500, "Temporary send message failure. Please try again later."),
    (10, 2018278): (400, "(#10) This message is sent outside of allowed window."),
    (100, 0): (400, "(#100) Invalid parameter"),
    (100, 2018001): (400, "(#100) No matching user found"),
    (551, 0): (400, "(#551) This person isn't available right now."),
}


class FarEnd(ScriptedHttp):
    """Takes messages of one page; `sent` are the bodies it took, by its own ids."""

    def __init__(self) -> None:
        super().__init__(self._answer)
        self.sent: dict[str, Any] = {}

    def _answer(self, asked: Asked) -> Said:
        if asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return fault(190)
        if asked.method == "GET":
            return said(200, {"name": "Example Shop", "id": PAGE})
        body = json.loads(asked.body)
        if asked.path.split("/")[-2:] != [PAGE, "messages"] or not well_formed(body):
            return fault(100)
        mid = f"m_AG5Hz2U{len(self.sent):04}"
        self.sent[mid] = body
        person = body["recipient"].get("id", "")
        return said(200, {"recipient_id": person, "message_id": mid})


def well_formed(body: Any) -> bool:
    """What the documents ask of a message."""
    message = body["message"]
    titles = [each["title"] for each in message.get("quick_replies", [])]
    permitted = body.get("messaging_type") in ("RESPONSE", "UPDATE") or bool(body.get("tag"))
    asked = "notification_messages_token" in body["recipient"]
    return (
        0 < len(message["text"]) <= 2000
        and len(titles) <= 13
        and all(0 < len(title) <= 20 for title in titles)
        and (permitted or asked)
    )


def fault(code: int, subcode: int = 0) -> Said:
    status, message = FAULTS[code, subcode]
    error: dict[str, Any] = {"message": message, "type": "OAuthException", "code": code}
    if subcode:
        error["error_subcode"] = subcode
    return said(status, {"error": {**error, "fbtrace_id": "BLBz/WZt8dN"}})


def said(status: int, body: Any) -> Said:
    return Said(status=status, body=json.dumps(body).encode(), headers={"Content-Type": "application/json"})


def webhook(*events: Any) -> bytes:
    """A body as it calls us back with."""
    entry = {"id": PAGE, "time": 1458692752478, "messaging": list(events)}
    return json.dumps({"object": "page", "entry": [entry]}).encode()


def event(person: str, **what: Any) -> Any:
    return {"sender": {"id": person}, "recipient": {"id": PAGE}, "timestamp": 1458692752478, **what}
