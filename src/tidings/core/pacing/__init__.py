"""How fast may be sent, and when a way is left alone: token buckets, warm-up, circuit breakers, as pure functions."""
