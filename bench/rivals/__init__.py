"""What Tidings' decisions are measured against, in the rivals' best form, and the people they are all asked about."""
