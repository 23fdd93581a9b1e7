"""Text messages: by SMPP to a carrier's message centre, or by a provider's HTTP API."""
