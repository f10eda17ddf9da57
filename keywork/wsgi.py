"""The entry point of a web server: `gunicorn keywork.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["KEYWORK_PROCESS"] = "web"  # the limits of web requests are for the web only
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "keywork.settings")
application = get_wsgi_application()
