"""Every setting in one file, read from the environment (a `_FILE` twin for secrets); see docs/reference/settings.md."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit


def text(name: str, default: str = "") -> str:
    """A setting from the environment, or from the file that `NAME_FILE` names."""
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text().strip()
    return os.environ.get(name, default)


def flag(name: str, default: bool = False) -> bool:
    return text(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def seconds(name: str, default: int, *, least: int) -> int:
    """A time in whole seconds; raises ValueError that names the setting and the mend."""
    said = text(name, str(default)).strip()
    if not (said.isascii() and said.isdigit() and int(said) >= least):
        raise ValueError(f"{name} is {said!r}: write whole seconds, {least} or more")
    return int(said)


# A line that is cut without a word is noticed within half a minute, not after the kernel's quarter of an hour.
NOTICED = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 25_000}


def database(url: str) -> dict[str, object]:
    """Django's database settings from a `postgresql://user:password@host:port/name` URL."""
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "tidings",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0,
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 5}
        | NOTICED
        | ({"pool": {"min_size": 1, "max_size": 12, "timeout": 10}} if flag("TIDINGS_POOL") else {}),
    }


UNSAFE_KEY = "only-for-commands-that-sign-nothing"


def secret_key(var: Path) -> str:
    """The key that signs links: the one given, or the one that `tidings up` made in the data folder."""
    made = var / "secret-key"
    given = text("TIDINGS_SECRET_KEY") or (made.read_text().strip() if made.exists() else "")
    return given or UNSAFE_KEY


ROOT = Path(__file__).resolve().parents[3]
VAR = Path(text("TIDINGS_VAR", str(ROOT / "var")))
DEBUG = flag("TIDINGS_DEBUG")
SECRET_KEY = secret_key(VAR)
SECRET_KEY_FALLBACKS = text("TIDINGS_SECRET_KEY_FALLBACKS").split()
RECORD_KEY = text("TIDINGS_RECORD_KEY")
PUBLIC_URL = text("TIDINGS_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
SMTP_URL = text("TIDINGS_SMTP_URL", "smtp://127.0.0.1:2525")
MAILBOX = Path(text("TIDINGS_MAILBOX", str(VAR / "mailbox")))
WEBHOOK_PRIVATE = flag("TIDINGS_WEBHOOK_PRIVATE")
RAW_DAYS = int(text("TIDINGS_RAW_DAYS", "30"))
LEASE_SECONDS = seconds("TIDINGS_LEASE_SECONDS", 120, least=20)
ALLOWED_HOSTS = [host for host in text("TIDINGS_HOSTS", "*").split(",") if host]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "tidings.ground",
    "tidings.staff",
    "tidings.people",
    "tidings.campaigns",
    "tidings.outreach",
    "tidings.conversations",
    "tidings.insight",
    "tidings.stewardship",
    "tidings.portal",
    "tidings.console",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tidings.ground.headers.SafeHeaders",
    "tidings.ground.addresses.PlainAddresses",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
ROOT_URLCONF = "tidings.site.urls"
ASGI_APPLICATION = "tidings.site.asgi.application"
DATABASES = {"default": database(text("TIDINGS_DATABASE_URL", "postgresql:///tidings"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "staff.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "/console/sign-in"
LOGIN_REDIRECT_URL = "/console/"
LANGUAGE_CODE = "en"
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PUBLIC_URL.startswith("https://")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "tidings.site.logs.Discreet",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": text("TIDINGS_LOG_LEVEL", "WARNING")},
}
