"""Which address of the console is which page: every module of this folder brings its own `urlpatterns`."""

from importlib import import_module
from pkgutil import iter_modules

from django.urls import URLPattern, URLResolver

from tidings import console

urlpatterns: list[URLPattern | URLResolver] = [
    pattern
    for module in iter_modules(console.__path__)
    if not module.ispkg and module.name != "urls"
    for pattern in getattr(import_module(f"tidings.console.{module.name}"), "urlpatterns", [])
]
