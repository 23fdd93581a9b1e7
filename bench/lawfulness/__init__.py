"""An oracle of what is lawful, written from the rules page alone, and random histories for it to judge."""
