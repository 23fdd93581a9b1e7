"""Did it help? Figures over outreaches and what came back."""
