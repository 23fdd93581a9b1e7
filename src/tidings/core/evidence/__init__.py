"""Evidence objects: pictures and documents that show what a notice says, made harmless before they are kept."""
