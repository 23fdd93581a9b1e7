"""Genuine: what lets anyone check that a message is really ours and unaltered."""
