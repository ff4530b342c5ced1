"""The channels and direct messages of a workspace, and their members."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sandbox.identifiers import Identifiers
from sandbox.model import Channel, ChannelKind

DIRECT = ("im", "mpim")


class Conversations:
    """Every conversation by id; direct messages are opened on demand."""

    def __init__(self, identifiers: Identifiers) -> None:
        self._identifiers = identifiers
        self._channels: dict[str, Channel] = {}
        self._by_name: dict[str, str] = {}
        self._by_members: dict[frozenset[str], str] = {}

    def __iter__(self) -> Iterator[Channel]:
        return iter(list(self._channels.values()))

    def add(self, channel: Channel) -> Channel:
        self._channels[channel.id] = channel
        if channel.name:
            self._by_name.setdefault(channel.name, channel.id)
        if channel.kind in DIRECT:
            self._by_members[channel.members] = channel.id
        return channel

    def get(self, channel: str) -> Channel | None:
        return self._channels.get(channel)

    def named(self, name: str) -> Channel | None:
        """Return the channel called ``name``, with or without its ``#``."""
        return self._channels.get(self._by_name.get(name.removeprefix("#"), ""))

    def direct(self, members: Iterable[str], now: float) -> Channel:
        """Return the direct message of exactly these people, opening it if it is new."""
        wanted = frozenset(members)
        kind: ChannelKind = "im" if len(wanted) <= 2 else "mpim"
        known = self._channels.get(self._by_members.get(wanted, ""))
        if known and known.members == wanted:  # someone may have joined since
            return known
        prefix = "D" if kind == "im" else "G"
        name = "" if kind == "im" else "mpdm-" + "--".join(sorted(wanted)).lower()
        return self.add(
            Channel(self._identifiers.make(prefix), name, kind, wanted, created=int(now))
        )

    def join(self, channel: Channel, member: str) -> Channel:
        return self.add(replace(channel, members=channel.members | {member}))

    def leave(self, channel: Channel, member: str) -> Channel:
        return self.add(replace(channel, members=channel.members - {member}))
