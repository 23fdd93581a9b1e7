"""How a message would look on WhatsApp, for whoever writes campaigns."""

from tidings.channels.contract import Drawing, Message
from tidings.channels.whatsapp.compose import compose


def draw(message: Message) -> Drawing:
    """What would go at this moment; raises `CannotCompose`."""
    body = compose(message)
    match body["type"]:
        case "template":
            return of_template(body["template"])
        case "interactive":
            titles = [each["reply"]["title"] for each in body["interactive"]["action"]["buttons"]]
            notes = (f"buttons: {', '.join(titles)}",)
            return Drawing(text=body["interactive"]["body"]["text"], notes=notes)
    return Drawing(text=body["text"]["body"], notes=("the next steps are listed: they fit no buttons",))


def of_template(template: dict[str, object]) -> Drawing:
    """Its words stand with Meta; what we know is what fills its places."""
    components = template["components"]
    assert isinstance(components, list)
    lines = [
        f"{each.get('parameter_name', place)}: {each['text']}"
        for component in components
        if component["type"] == "body"
        for place, each in enumerate(component["parameters"], start=1)
    ]
    buttons = sum(component["type"] == "button" for component in components)
    notes = [f"as the template {template['name']}, whose own words stand with Meta"]
    notes += [f"{buttons} buttons are filled"] if buttons else []
    return Drawing(title=str(template["name"]), text="\n".join(lines), notes=tuple(notes))
