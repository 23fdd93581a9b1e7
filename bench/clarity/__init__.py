"""Good notices, and the careless hand that breaks them: what `tidings bench clarity` measures with."""
