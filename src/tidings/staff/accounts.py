"""How accounts are made and found."""

from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import BaseUserManager


class UserAccounts(BaseUserManager[Any]):
    """Accounts by email address, compared without regard to case."""

    def create(self, *, email: str, password: str | None, created_at: datetime, **fields: object) -> Any:
        """A new account; without a password nobody can sign in to it yet."""
        user = self.model(email=email.strip().lower(), created_at=created_at, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> Any:
        return self.get(email=(username or "").strip().lower())
