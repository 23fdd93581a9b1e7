"""Mail that comes to us: bounces, complaints, unsubscriptions and replies."""
