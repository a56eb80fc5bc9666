"""Which `Host` headers are answered: without that, any page in the browser could read the preview through a name of its own."""

from __future__ import annotations

import ipaddress
import socket

__all__ = ["is_known", "is_loopback"]

_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches `host`."""
    return host in _LOOPBACK or (_is_address(host) and ipaddress.ip_address(host).is_loopback)


def is_known(header: str | None, host: str) -> bool:
    """Whether a request with this `Host` header is for the preview that was asked to listen at `host`."""
    name = _name(header or "")
    if is_loopback(name) or name.endswith(".localhost") or name == host.lower():
        return True
    if is_loopback(host):
        return False
    return _is_address(name) or name in {socket.gethostname().lower(), socket.getfqdn().lower()}


def _name(header: str) -> str:
    """The host of `name:port`, `[::1]:port`, in lower case."""
    if header.startswith("["):
        return header[1:].partition("]")[0].lower()
    return header.partition(":")[0].rstrip(".").lower()


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
