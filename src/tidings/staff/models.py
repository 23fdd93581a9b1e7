"""Who works here: the company, its users and their roles, the keys of its programs, the audit trail."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.postgres.fields import ArrayField
from django.db import models

from tidings.staff.accounts import UserAccounts
from tidings.staff.roles import OWN_ACCOUNT, capabilities


class Company(models.Model):
    """The one company this installation speaks for, and its own policy (one row, id 1)."""

    name = models.TextField()
    zone = models.TextField(default="UTC")
    country = models.TextField(default="")
    language = models.TextField(default="en")
    currency = models.TextField(default="")
    sender_name = models.TextField(default="")
    sender_email = models.TextField(default="")
    postal_address = models.TextField(default="")
    help_line = models.TextField(default="")
    public_url = models.TextField(default="")
    second_person = models.BooleanField(default=True)
    policy = models.JSONField(default=dict)
    trial = models.JSONField(default=dict, db_default={})
    watch = models.JSONField(default=dict, db_default={})
    actions = models.JSONField(default=list, db_default=[])
    calls_from = models.JSONField(default=list, db_default=[])
    demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="only_one_company")]


class CompanyPast(models.Model):
    """What the company said of itself until a moment: messages sent before it still say so."""

    until = models.DateTimeField()
    card = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["until"], name="company_until")]


class User(AbstractBaseUser):
    """A person who signs in; `roles` says what they may do (see staff.roles)."""

    email = models.TextField(unique=True)
    name = models.TextField(default="")
    roles = ArrayField(models.TextField(), default=list)
    zone = models.TextField(default="")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    objects = UserAccounts()

    def can(self, capability: str) -> bool:
        """Whether this user's roles, together, have the capability."""
        return self.is_active and (capability == OWN_ACCOUNT or capability in capabilities(self.roles))

    @property
    def actor(self) -> str:
        return f"user:{self.email}"


class ApiKey(models.Model):
    """A program's key: only its hash is kept, it is shown once, it can do only what its scopes say."""

    name = models.TextField()
    prefix = models.TextField(unique=True)
    hash = models.BinaryField()
    scopes = ArrayField(models.TextField(), default=list)
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL)
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)


class AuditEntry(models.Model):
    """Who did what to what, and when; append-only (a database trigger refuses change)."""

    at = models.DateTimeField()
    actor = models.TextField()
    action = models.TextField()
    object = models.TextField()
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["-at"], name="audit_newest")]


class SignInTry(models.Model):
    """Somebody tried to sign in; `outcome` is open, failed, passed or refused (too many tries)."""

    account = models.TextField()
    address = models.TextField()
    at = models.DateTimeField()
    outcome = models.TextField(default="open", db_default="open")

    class Meta:
        indexes = [models.Index(fields=["at"], name="sign_in_try_recent")]
