"""Settings, every knob from the environment (FACTCHECK_*, listed in .env.example), each with a safe default.

Unset, they describe the embedded newsroom: SQLite, a broker of files and all data in ./var.
"""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from factcheck import environment

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(environment.text("DATA_DIR", str(BASE_DIR / "var")))
DATA_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = environment.flag("DEBUG")
SITE_URL = environment.text("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = environment.listing("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
HTTPS = SITE_URL.startswith("https://")

DATABASE_URL = environment.text("DATABASE_URL", f"sqlite://{DATA_DIR / 'newsroom.sqlite3'}")
EMBEDDED = DATABASE_URL.startswith("sqlite")
SECRET_KEY = environment.secret_key(DATA_DIR, EMBEDDED)
DATABASES = {"default": environment.database(DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "claims.User"

INSTALLED_APPS = [
    "claims.apps.ClaimsConfig",
    "claims.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "factcheck.middleware.LanguageOfTheAddress",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "factcheck.urls"
WSGI_APPLICATION = "factcheck.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "libraries": {
                "both": "claims.desk.both",
                "shown": "claims.shown.tags",
                "talk": "claims.desk.talk",
                "known": "claims.desk.known",
                "precedents": "claims.desk.precedents",
                "questions": "claims.desk.questions",
            },
        },
    }
]

# Languages have URLs: Indonesian at /, English at /en/.
LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "claims" / door / "locale" for door in ("", "shown", "desk", "site", "api")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = environment.text("TIME_ZONE", "Asia/Jakarta")

STATIC_URL = "/static/"
STATIC_ROOT = Path(environment.text("STATIC_ROOT", str(DATA_DIR / "static")))
WHITENOISE_USE_FINDERS = EMBEDDED
STORAGES = {
    "default": environment.storage(environment.text("STORAGE_URL")),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if EMBEDDED
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_ROOT = DATA_DIR / "media"

CACHE_URL = environment.text("CACHE_URL")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CACHE_URL}
    if CACHE_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

# An article may have 5 MB of text; form encoding can triple the size of what was pasted.
ARTICLE_MAX_BYTES = environment.number("ARTICLE_MAX_BYTES", 5_000_000)
EVIDENCE_MAX_BYTES = environment.number("EVIDENCE_MAX_BYTES", 20_000_000)
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * ARTICLE_MAX_BYTES
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE

LOGIN_URL = "admin:login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
BEHIND_PROXY = environment.flag("BEHIND_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "claims.site.forms.unproven"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

# Nothing from outside, no inline script or style, on every page, the admin included.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

# Letters: by SMTP where a server is named, else printed where the process prints (the embedded newsroom, the demo).
EMAIL_HOST = environment.text("EMAIL_HOST")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
EMAIL_PORT = environment.number("EMAIL_PORT", 587)
EMAIL_HOST_USER = environment.text("EMAIL_USER")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_PASSWORD")
EMAIL_USE_TLS, EMAIL_USE_SSL = environment.mail_security(environment.text("EMAIL_SECURITY", "starttls"))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = environment.text("EMAIL_FROM", "Factcheck <factcheck@localhost>")

# What may be fetched from the web, and how gently (claims/net.py).
NET_FETCH = environment.flag("NET_FETCH", True)
NET_PORTS = environment.listing("NET_PORTS", "80,443")
NET_ALLOW = environment.listing("NET_ALLOW")
NET_INTERVAL_SECONDS = environment.number("NET_INTERVAL_SECONDS", 1)

CELERY_BROKER_URL, CELERY_BROKER_TRANSPORT_OPTIONS = environment.broker(
    environment.text("BROKER_URL", f"filesystem://{DATA_DIR / 'broker'}")
)
CELERY_TASK_ALWAYS_EAGER = environment.flag("CELERY_EAGER")
CELERY_TASK_EAGER_PROPAGATES = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
# Through files, a worker that may hold one message only waits for the next poll after each: tried, 5 jobs a second.
CELERY_WORKER_PREFETCH_MULTIPLIER = 4 if CELERY_BROKER_URL.startswith("filesystem") else 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_TIMEOUT = 2  # a paste must not wait for a broker that is down: the sweep enqueues it
CELERY_TIMEZONE = "UTC"
SWEEP_SECONDS = environment.number("SWEEP_SECONDS", 5)
LEASE_SECONDS = environment.number("LEASE_SECONDS", 30)
RECHECK_HOURS = environment.number("RECHECK_HOURS", 168)
CELERY_BEAT_SCHEDULE = {
    "recount-matches": {"task": "claims.tasks.recount_matches", "schedule": 60, "options": {"expires": 60}},
    "erase-due": {"task": "claims.tasks.erase_due", "schedule": 3600, "options": {"expires": 600}},
    "recheck": {"task": "claims.tasks.recheck", "schedule": 60, "options": {"expires": 60}},
    "sweep": {"task": "claims.tasks.sweep", "schedule": SWEEP_SECONDS, "options": {"expires": 60}},
    "publish-due": {
        "task": "claims.tasks.publish_due",
        "schedule": SWEEP_SECONDS,
        "options": {"expires": 60},
    },
}

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "claims.api.problems.handle",
    "URL_FORMAT_OVERRIDE": None,
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Factcheck public API",
    "DESCRIPTION": "Published claims, their verdicts and sources, and everything public that happened to them.",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "DEFAULT_GENERATOR_CLASS": "claims.api.openapi.Generator",
}

LOG_LEVEL = environment.text("LOG_LEVEL", "INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {"httpx": {"level": "WARNING"}},
}
