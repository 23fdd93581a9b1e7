"""Whether a contact is worth it: what customers made of earlier ones, and what that earns the next."""
