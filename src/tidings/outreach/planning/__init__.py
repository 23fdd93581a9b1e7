"""Planning: one campaign for many customers at once, rehearsed first, then written in parts that survive anything."""
