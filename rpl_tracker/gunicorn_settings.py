"""How the production server runs: `gunicorn -c python:rpl_tracker.gunicorn_settings rpl_tracker.wsgi`."""

import os

from rpl_tracker.logs import FORMATTERS, HANDLERS

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = 2
threads = 4
timeout = 60
graceful_timeout = 20
proc_name = "rpl_tracker"
control_socket_disable = True  # nothing here needs a second door
forwarder_headers = ""  # no header says where addresses begin (SCRIPT_NAME): they are kept, for everybody

accesslog = "-"
access_log_format = "%(m)s %(U)s %(s)s %(B)sB %(M)sms"  # the path alone: no query, no referrer
logconfig_dict = {
    "formatters": FORMATTERS,
    "handlers": HANDLERS,
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "gunicorn.error": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "gunicorn.access": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}
