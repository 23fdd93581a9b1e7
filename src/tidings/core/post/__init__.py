"""What the post wants: the bars of a postal code."""
