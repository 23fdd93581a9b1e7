"""The facts of very many customers: the same as `people.facts` gives one by one, folded in columns."""
