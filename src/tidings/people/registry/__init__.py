"""Registries: numbers that are not to be called, and answers about numbers, loaded from files as their keepers give them out."""
