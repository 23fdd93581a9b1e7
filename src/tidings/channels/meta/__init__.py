"""What the channels of one social network's Graph API share: its calls both ways, its errors, its window and free words."""

from tidings.channels.meta.calling_us import answered, entries, mappings, moment, signature, text_in
from tidings.channels.meta.graph import Fault, Faults, Graph, Handed, patience
from tidings.channels.meta.words import (
    each_a_button,
    in_paragraphs,
    inside_window,
    listed,
    speakable,
    told,
    ways_on,
)

__all__ = [
    "Fault",
    "Faults",
    "Graph",
    "Handed",
    "answered",
    "each_a_button",
    "entries",
    "in_paragraphs",
    "inside_window",
    "listed",
    "mappings",
    "moment",
    "patience",
    "signature",
    "speakable",
    "text_in",
    "told",
    "ways_on",
]
