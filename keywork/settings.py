"""Settings, typed, from the environment. `.env.example` lists every name with what it does.

Two modes. `demo` (the default) needs nothing installed: SQLite, a filesystem broker, demo people.
`production` refuses to start on a setting that would expose children's records, and says what to set.
"""

import os
from pathlib import Path

import environ
from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from keywork.sign_in_settings import *  # noqa: F403 - the rest of signing in
from keywork.sign_in_settings import NEED_SECOND_FACTOR
from keywork.startup import refuse_unsafe_start

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.read_env(str(BASE_DIR / ".env"))

# --- mode ---------------------------------------------------------------------------------------

DEMO_SECRET_KEY = "demo-only-key-that-production-refuses-0123456789abcdefghij"  # noqa: S105 - refused in production

KEYWORK_MODE = env.str("KEYWORK_MODE", default="demo")
DEMO_MODE = KEYWORK_MODE == "demo"
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default=DEMO_SECRET_KEY)
# What the seal of the records is made with (docs/operations.md): kept outside the database and its backups.
LEDGER_KEY = env.str("LEDGER_KEY", default=DEMO_SECRET_KEY)
LEDGER_OLD_KEYS = env.list("LEDGER_OLD_KEYS", default=[])  # what was sealed before LEDGER_KEY was changed
LEDGER_ANCHORS = env.str(
    "LEDGER_ANCHORS", default=""
)  # a file elsewhere, which takes the end of the chain every hour
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var")))
DATA_DIR.mkdir(parents=True, exist_ok=True)

DEMO_PASSWORD = "keywork-demo-2026"  # noqa: S105 - printed by `make run`, exists in demo mode only

# --- applications -------------------------------------------------------------------------------

INSTALLED_APPS = [
    "keywork",
    "homes",
    "children",
    "sessions_app",
    "compliance",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "crispy_forms",
    "csp",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",  # above WhiteNoise: style sheets and pictures carry the headers too
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "homes.requests.middleware.NoStoreMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "homes.requests.handed_over.HandedOverMiddleware",  # above all that reads what was asked for
    "homes.requests.sent.SentFormMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "homes.requests.middleware.SessionInUseMiddleware",
    "homes.requests.middleware.AccessMiddleware",
    "homes.sign_in.second_step.owed.SecondStepMiddleware",
    "homes.requests.seen.SeenMiddleware",
    "homes.requests.middleware.WrongMethodMiddleware",
    "homes.requests.middleware.MustSignInAgainMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "keywork.urls"
WSGI_APPLICATION = "keywork.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "homes.requests.context_processors.header",
            ],
        },
    },
]

CRISPY_TEMPLATE_PACK = "keywork"  # templates/keywork: our own way to draw a form
CRISPY_ALLOWED_TEMPLATE_PACKS = (CRISPY_TEMPLATE_PACK,)
CRISPY_FAIL_SILENTLY = False  # a layout that names no field, or names one twice, is a fault of ours

# --- databases ----------------------------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'keywork.sqlite3'}")}
DATABASES["default"]["ATOMIC_REQUESTS"] = False  # actions open their own short transactions
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE and a timeout: four sweeping processes otherwise die of "database is locked".
    # FULL: an acknowledged write survives a power cut.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # No compiling of queries: a sweep asks each of its long ones once, and compiling them costs more than it saves.
    DATABASES["default"]["OPTIONS"] = {"options": "-c jit=off"}
    if (
        os.environ.get("KEYWORK_PROCESS") == "web"
    ):  # said by keywork/wsgi.py; an import or a migration takes its time
        DATABASES["default"]["OPTIONS"]["options"] += (
            " -c statement_timeout=15000 -c idle_in_transaction_session_timeout=30000"
        )
    if not DEMO_MODE:
        DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Shared by every process, and in the database: with Redis down people still sign in, and limits still count. Above
# MAX_ENTRIES some go: nobody should be able to push out what counts against them.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "keywork_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# --- signing in ---------------------------------------------------------------------------------

AUTH_USER_MODEL = "homes.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "homes:front"
# By role; the demo's people need none, so that it opens with a password that is printed.
SECOND_FACTOR_FOR = env.list("SECOND_FACTOR_FOR", default=[]) or ([] if DEMO_MODE else NEED_SECOND_FACTOR)
# Proxies of ours in front of the web server. Without the number every home would share the proxy's address.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
# Whether a manager sees a new inspector's password link. Off where mail works: a link that somebody else can use
# would let them keep the account.
SHOW_PASSWORD_LINKS = env.bool("SHOW_PASSWORD_LINKS", default=DEMO_MODE)

SESSION_ENGINE = "homes.sign_in.sessions"
SESSION_COOKIE_AGE = 15 * 60  # without anybody doing anything
SESSION_LASTS_AT_MOST = 12 * 60 * 60  # however busy: a long day, and no night
SESSION_KEPT_EVERY_SECONDS = 60  # homes.requests.middleware: a session in use is written at most this often
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "keywork.views.csrf_failure"

# --- browser hardening --------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
if not DEMO_MODE:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # probes inside the cluster speak plain HTTP
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

# --- audit --------------------------------------------------------------------------------------

SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True
SIMPLE_HISTORY_REVERT_DISABLED = True

# --- Celery -------------------------------------------------------------------------------------

REDIS_URL = env.str("REDIS_URL", default="")
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 3600,
        "global_keyprefix": env.str("REDIS_KEY_PREFIX", default="kw:"),
        "unacked_restore_interval": 2,  # a killed worker's task comes back in seconds, not minutes
        "unacked_restore_throttle": 1,
        "socket_connect_timeout": 1,
        "socket_timeout": 5,
        # Publishing to a Redis that is down fails at once; kombu would try for two seconds first.
        "max_retries": 1,
        "interval_start": 0,
    }
else:
    # The embedded default. Messages are removed on read, so a kill loses them: the hourly sweep catches up.
    BROKER_DIR = DATA_DIR / "broker"
    (BROKER_DIR / "messages").mkdir(parents=True, exist_ok=True)
    (BROKER_DIR / "control").mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_URL = "filesystem://"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(BROKER_DIR / "messages"),
        "data_folder_out": str(BROKER_DIR / "messages"),
        "control_folder": str(BROKER_DIR / "control"),
        "store_processed": False,
    }
CELERY_TASK_ALWAYS_EAGER = env.bool("CELERY_TASK_ALWAYS_EAGER", default=False)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_PUBLISH_RETRY = False  # a save must not wait for a broker that is down
CELERY_BROKER_CONNECTION_TIMEOUT = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_TIMEZONE = "Europe/London"
SWEEP_EVERY_MINUTES = 60
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "celerybeat-schedule")
CELERY_BEAT_SCHEDULE = {
    "reconcile-estate": {
        "task": "compliance.tasks.reconcile_estate",
        "schedule": crontab(minute=5),
        "options": {"expires": 55 * 60},  # an old message must not sweep after a newer one
    },
    "seal-ledger": {"task": "compliance.tasks.seal_ledger", "schedule": 60, "options": {"expires": 55}},
    "anchor-ledger": {
        "task": "compliance.tasks.anchor_ledger",
        "schedule": crontab(minute=15),
        "options": {"expires": 55 * 60},
    },
    "check-ledger": {
        "task": "compliance.tasks.check_ledger",
        "schedule": crontab(hour=3, minute=25),
        "options": {"expires": 55 * 60},
    },
    "forget-sent-forms": {
        "task": "compliance.tasks.forget_sent_forms",
        "schedule": crontab(minute=35),
        "options": {"expires": 55 * 60},
    },
}

# --- words, dates, files ------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English")), ("cy", _("Welsh"))]
LOCALE_PATHS = [BASE_DIR / "keywork" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_ALLOW_ALL_ORIGINS = False  # no other site has a use for our files
if DEMO_MODE:
    WHITENOISE_USE_FINDERS = True  # no collectstatic step before the first page
    WHITENOISE_AUTOREFRESH = True
    _static_storage = "django.contrib.staticfiles.storage.StaticFilesStorage"
else:
    _static_storage = "whitenoise.storage.CompressedManifestStaticFilesStorage"
# Uploaded files: a folder no web server looks into, or a bucket of an S3 service (dependency extra `s3`).
PRIVATE_FILES = Path(env.str("PRIVATE_FILES", default=str(DATA_DIR / "files")))
PRIVATE_S3_BUCKET = env.str("PRIVATE_S3_BUCKET", default="")
if PRIVATE_S3_BUCKET:
    _private_storage = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": PRIVATE_S3_BUCKET,
            "endpoint_url": env.str("PRIVATE_S3_ENDPOINT", default="") or None,
            "region_name": env.str("PRIVATE_S3_REGION", default="") or None,
            "default_acl": "private",
            "file_overwrite": False,
            "object_parameters": {"ServerSideEncryption": "AES256"},
        },
    }
else:
    _private_storage = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": str(PRIVATE_FILES),
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    }
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _static_storage},
    "private": _private_storage,
}
# A virus scanner that reads INSTREAM: host:port, or the path of its socket. Set: no file is taken without its answer.
CLAMD_ADDRESS = env.str("CLAMD_ADDRESS", default="")

vars().update(env.email("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Keywork <keywork@localhost>")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    # axes writes the e-mail address that was typed; its database rows are enough
    "loggers": {
        "axes": {"level": "ERROR"},
        "weasyprint": {"level": "WARNING"},  # tells each step of each PDF
        "fontTools": {"level": "WARNING"},
        "kombu.connection": {"level": "ERROR"},  # warns that the filesystem broker has no host name
        # scanners try every host name; the 400 in the access log says enough
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
        # `make run` would print a line for every picture and style sheet; faults come from django.request
        "django.server": {"handlers": [], "level": "CRITICAL", "propagate": True},
    },
}

if not DEMO_MODE:
    refuse_unsafe_start(
        mode=KEYWORK_MODE,
        debug=DEBUG,
        secret_key=SECRET_KEY,
        ledger_key=LEDGER_KEY,
        demo_secret_key=DEMO_SECRET_KEY,
        allowed_hosts=ALLOWED_HOSTS,
        eager_celery=CELERY_TASK_ALWAYS_EAGER,
        second_factor_for=SECOND_FACTOR_FOR,
        need_second_factor=NEED_SECOND_FACTOR,
    )
