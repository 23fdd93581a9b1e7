"""The words of a mail's HTML face as a reader sees them, with where each link leads written behind its words."""

import re
from html.parser import HTMLParser

BLOCK_TAGS = (
    "address article blockquote br dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre section table td th tr ul"
)
BLOCKS = frozenset(BLOCK_TAGS.split())
UNSEEN = frozenset({"head", "script", "style", "title", "template"})
BLANKS = re.compile(r"[ \t\r\n]+")


def html_text(html: str) -> str:
    """Plain text: blocks on lines of their own, `words <link>` for links. Nothing is loaded, nothing runs."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    lines = (line.strip() for line in "".join(reader.said).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class Reader(HTMLParser):
    """Collects what is seen."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.unseen = 0
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in UNSEEN:
            self.unseen += 1
        if tag in BLOCKS:
            self.said.append("\n")
        if tag == "a":
            self.links.append(given.get("href") or "")
        if tag == "img" and given.get("alt"):
            self.said.append(str(given["alt"]))

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        if tag in BLOCKS:
            self.said.append("\n")
        if tag == "a" and self.links and (link := self.links.pop()).startswith(("https://", "http://")):
            self.said.append(f" <{link}>")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.said.append(BLANKS.sub(" ", data))
