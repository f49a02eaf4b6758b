"""Webhooks go to the public Internet, or to hosts that were named: whatever the name, it is the address that counts."""

import ipaddress
import socket
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from notify.errors import NotDelivered
from notify.public_only import AddressRefused, allowed_hosts, is_public
from notify.signing import key, new_secret
from notify.webhook import Receiver, target
from tests.channels.receiver import Program, listening

INSIDE = (
    *("127.0.0.1", "127.255.255.254", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1"),
    *("169.254.169.254", "100.100.100.200", "192.0.0.192", "168.63.129.16", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
    *("198.18.0.1", "203.0.113.7", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1"),
    *("::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::7f00:1", "2002:7f00:1::1"),
    *("2001::1", "3fff::1", "fec0::1", "100::1", "5f00::1", "nonsense", ""),
)


@pytest.mark.parametrize("address", INSIDE)
def test_addresses_inside(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_addresses_outside(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4), st.sampled_from(["::ffff:{}", "64:ff9b::{}"]))
@example(ipaddress.ip_address("127.0.0.1"), "::ffff:{}")
def test_an_ipv4_address_is_seen_through_every_way_of_writing_it(address: ipaddress.IPv4Address, way: str) -> None:
    assert is_public(way.format(address)) == is_public(str(address))
    if address.is_private or address.is_loopback or address.is_link_local or address.is_multicast:
        assert not is_public(str(address))


@pytest.mark.parametrize(
    ("host", "why"),
    [
        *(("localhost", AddressRefused), ("127.0.0.1", AddressRefused), ("[::1]", AddressRefused)),
        *(
            ("[::ffff:127.0.0.1]", AddressRefused),
            ("2130706433", NotDelivered),
            ("0x7f.1", NotDelivered),
            ("127.1", NotDelivered),
        ),
        ("localhost.", NotDelivered),  # not every system's resolver knows it
    ],
)
async def test_nothing_reaches_a_server_inside_by_any_name(host: str, why: type[NotDelivered]) -> None:
    async with listening(Program()) as program:
        async with Receiver(target(f"https://{host}:{program.port}/", frozenset())) as receiver:
            with pytest.raises(why):
                await receiver.post("evt_1", b"{}", datetime.now(UTC), [key(new_secret())])
        assert program.got == []


async def test_a_name_that_changes_its_mind_finds_the_same_door(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: what was public when somebody looked is inside when it is connected to."""
    asked: list[Any] = []
    real = socket.getaddrinfo

    def rebinding(host: str, *more: Any, **named: Any) -> Any:
        if host != "rebind.example":
            return real(host, *more, **named)
        asked.append(host)
        outside = len(asked) == 1
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.0.2.1" if outside else "127.0.0.1", more[0] if more else 443))]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    async with listening(Program()) as program:
        url = f"https://rebind.example:{program.port}/"
        assert socket.getaddrinfo("rebind.example", program.port)[0][4][0] == "192.0.2.1"
        async with Receiver(target(url, frozenset())) as receiver:
            with pytest.raises(AddressRefused, match=r"127\.0\.0\.1"):
                await receiver.post("evt_1", b"{}", datetime.now(UTC), [key(new_secret())])
        assert program.got == [] and len(asked) == 2


async def test_a_host_that_was_named_is_reached() -> None:
    async with listening(Program()) as program:
        for setting in ("localhost", f"other.example, LOCALHOST:{program.port}"):
            async with Receiver(target(program.url, allowed_hosts(setting))) as receiver:
                await receiver.post("evt_1", b"{}", datetime.now(UTC), [key(new_secret())])
        assert len(program.got) == 2
    with pytest.raises(ValueError, match="without encryption"):
        target("http://localhost:81/", allowed_hosts("localhost:80"))


@pytest.mark.parametrize(
    "url",
    [
        *(
            "",
            "x",
            "ftp://example.org/",
            "https://",
            "https://user:pw@example.org/",
            "http://example.org/",
            "https://example.org:99999/",
        ),
        *(
            "https://example.org/ x",
            "https://example.org/\r\nX: y",
            "file:///etc/passwd",
            "https://" + "x" * 3000,
            "//example.org",
        ),
        "https://[::1/",
    ],
)
def test_what_is_no_receiver(url: str) -> None:
    with pytest.raises(ValueError) as refused:
        target(url, frozenset())
    assert "pw" not in str(refused.value)


@given(st.text())
def test_any_text_is_a_receiver_or_refused(text: str) -> None:
    try:
        found = target("https://" + text, frozenset())
    except ValueError:
        return
    assert found.host and found.url == "https://" + text


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_!!!", "abc", "whsec_YWJj", "whsec_" + "A" * 200])
def test_what_is_no_secret(secret: str) -> None:
    with pytest.raises(ValueError) as refused:
        key(secret)
    assert not secret or secret not in str(refused.value) or secret == "whsec_"
