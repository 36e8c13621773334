"""What the production server takes from whoever asks it."""

from types import ModuleType

from gunicorn.config import Config
from gunicorn.http.parser import RequestParser

from rpl_tracker import gunicorn_settings

ASKED = b"GET /elsewhere/patients/ HTTP/1.1\r\nHost: rpl\r\nX-Forwarded-Proto: https\r\nSCRIPT_NAME: /elsewhere\r\n\r\n"


def read_by(settings: ModuleType) -> Config:
    config = Config()
    for name, value in vars(settings).items():
        if name in config.settings:
            config.set(name, value)
    return config


def test_nobody_tells_the_server_where_its_addresses_begin():
    """It would believe a proxy on its own machine, which may pass on whatever a browser sends."""
    found = next(RequestParser(read_by(gunicorn_settings), iter([ASKED]), ("127.0.0.1", 50_000)))
    assert dict(found.headers) == {"HOST": "rpl", "X-FORWARDED-PROTO": "https"}
