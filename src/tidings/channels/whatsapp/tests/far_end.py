"""The Cloud API's far end on loopback: answers and calls back as Meta's documents say (see `payloads/README.md`)."""

import json
from typing import Any

from tests.channels.scripted_http import Asked, Said, ScriptedHttp

NUMBER_ID = "106540352242922"
NUMBER = "15550783881"
TOKEN = "EAAJB-not-a-real-token"
FAULTS: dict[int, tuple[int, str]] = {
    190: (401, "Error validating access token: Session has expired"),
    130429: (400, "(#130429) Rate limit hit"),
    131000: (500, "(#131000) Something went wrong"),
    131009: (400, "(#131009) Parameter value is not valid"),
    131026: (400, "(#131026) Message undeliverable"),
    131047: (400, "(#131047) Re-engagement message"),
    132001: (404, "(#132001) Template name does not exist in the translation"),
}


class FarEnd(ScriptedHttp):
    """Takes messages of one business number; `sent` are the bodies it took, by its own ids."""

    def __init__(self) -> None:
        super().__init__(self._answer)
        self.sent: dict[str, Any] = {}

    def refuse(self, code: int) -> None:
        """The next request is answered with this error."""
        self.plan(fault(code))

    def _answer(self, asked: Asked) -> Said:
        if asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return fault(190)
        if asked.method == "GET":
            return said(200, {"verified_name": "Example Shop", "quality_rating": "GREEN", "id": NUMBER_ID})
        body = json.loads(asked.body)
        if wrong := shape_mistake(asked, body):
            return fault(131009, wrong)
        wamid = f"wamid.HBg{len(self.sent):04}"
        self.sent[wamid] = body
        contact = {"input": body["to"], "wa_id": body["to"].lstrip("+")}
        answer = {"messaging_product": "whatsapp", "contacts": [contact], "messages": [{"id": wamid}]}
        return said(200, answer)


def shape_mistake(asked: Asked, body: Any) -> str:
    """What the documents forbid of a message, as far as this channel could get it wrong."""
    parts = asked.path.strip("/").split("/")
    if parts[-2:] != [NUMBER_ID, "messages"] or body.get("messaging_product") != "whatsapp":
        return "not a message"
    content = body.get(body.get("type"))
    match body.get("type"):
        case "text":
            return "" if 0 < len(content["body"]) <= 4096 else "text"
        case "interactive":
            titles = [each["reply"]["title"] for each in content["action"]["buttons"]]
            fine = 0 < len(titles) <= 3 and all(0 < len(title) <= 20 for title in titles)
            return "" if fine and 0 < len(content["body"]["text"]) <= 1024 else "interactive"
        case "template":
            texts = [one.get("text", "x") for each in content["components"] for one in each["parameters"]]
            fine = all(text and not set(text) & set("\n\t") and "    " not in text for text in texts)
            return "" if fine and content["language"]["code"] else "template"
    return "type"


def fault(code: int, details: str = "as documented") -> Said:
    status, message = FAULTS[code]
    error = {
        "message": message,
        "type": "OAuthException",
        "code": code,
        "error_data": {"messaging_product": "whatsapp", "details": details},
        "fbtrace_id": "Az8or2yhqkZfEZ-_4Qn_Bam",
    }
    return said(status, {"error": error})


def said(status: int, body: Any) -> Said:
    headers = {"Content-Type": "application/json; charset=UTF-8"}
    return Said(status=status, body=json.dumps(body).encode(), headers=headers)


def webhook(value: Any, *, field: str = "messages") -> bytes:
    """A body as it calls us back with; since 2026 it names people by an id of the business's own too."""
    metadata = {"display_phone_number": NUMBER, "phone_number_id": NUMBER_ID}
    contacts = [{"profile": {"name": "Ana"}, "wa_id": "5511961234567", "user_id": "BR.13491208655302741918"}]
    whole = {"messaging_product": "whatsapp", "metadata": metadata, "contacts": contacts, **value}
    entry = {"id": "102290129340398", "changes": [{"value": whole, "field": field}]}
    return json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()


def status(wamid: str, state: str, *, ours: str, to: str, code: int = 0, at: int = 1739321024) -> Any:
    found: dict[str, Any] = {
        "id": wamid,
        "status": state,
        "timestamp": str(at),
        "recipient_id": to.lstrip("+"),
        "biz_opaque_callback_data": ours,
    }
    if code:
        title = "as documented"
        found["errors"] = [{"code": code, "title": title, "message": title, "error_data": {"details": title}}]
    return found


def text(sender: str, words: str, *, at: int = 1739321024) -> Any:
    return {
        "messages": [
            {
                "from": sender.lstrip("+"),
                "id": f"wamid.IN{at}",
                "timestamp": str(at),
                "type": "text",
                "text": {"body": words},
            }
        ],
    }
