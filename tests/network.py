"""pytest plugin: no test talks to another machine."""

import ipaddress
import socket
from collections.abc import Callable
from typing import Any

import pytest


class OtherMachineError(RuntimeError):
    """A test tried to leave this machine."""


def guarded(connect: Callable[..., Any]) -> Callable[..., Any]:
    """`socket.connect` that refuses every address but this machine's own."""

    def checked(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not is_here(str(address[0])):
            raise OtherMachineError(f"A test tried to reach {address[0]}.")
        return connect(self, address)

    return checked


def is_here(host: str) -> bool:
    if host in ("localhost", ""):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session", autouse=True)
def _no_other_machine() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
        yield
