"""Laws as data: `shape` what a rule is, `reading` how a pack is read, `binding` which rules bind one contact.

The company's own policy stands in `core.policy`; it loosens itself only, never a law.
"""
