"""A text message as the telephone network counts it: alphabets, segments, and what can be written more cheaply."""
