"""No test talks to another machine; this one's own addresses are open."""

import socket

import pytest

from tests.network import OtherMachineError, is_here


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.8.8", "::1", ""])
def test_this_machine(host):
    assert is_here(host)


@pytest.mark.parametrize("host", ["example.org", "192.0.2.1", "10.0.0.1", "2001:db8::1", "localhost.example.org"])
def test_other_machines(host):
    assert not is_here(host)


def test_connection_to_another_machine_is_refused_before_it_is_tried():
    with socket.socket() as probe, pytest.raises(OtherMachineError, match=r"192\.0\.2\.1"):
        probe.connect(("192.0.2.1", 443))
    with socket.socket() as probe, pytest.raises(OtherMachineError):
        probe.connect_ex(("192.0.2.1", 443))


def test_connection_to_this_machine_works():
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen()
        client.connect(server.getsockname())
