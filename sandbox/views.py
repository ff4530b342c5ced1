"""Modals and Home tabs: which are open, for whom, and what has been filled in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from sandbox.changes import Change, Changes
from sandbox.identifiers import Identifiers
from sandbox.model import Json

STACK_LIMIT = 3


@dataclass(frozen=True)
class View:
    """One view as the app gave it (``payload``), and the values that a person has entered."""

    id: str
    person: str
    payload: Json
    hash: str
    root_id: str
    previous_id: str | None = None
    values: Json = field(default_factory=dict)

    @property
    def is_modal(self) -> bool:
        return self.payload.get("type") == "modal"


class Views:
    """Each person's stack of modals and their Home tab."""

    def __init__(self, identifiers: Identifiers, changes: Changes) -> None:
        self._identifiers = identifiers
        self._changes = changes
        self._stacks: dict[str, list[View]] = {}
        self._homes: dict[str, View] = {}

    def stack(self, person: str) -> list[View]:
        """Return the open modals, the top one last."""
        return list(self._stacks.get(person, []))

    def home(self, person: str) -> View | None:
        return self._homes.get(person)

    def find(self, view_id: str | None, external_id: str | None = None) -> View | None:
        """Return an open view by its id, or by the external id that the app chose."""
        open_views = [view for stack in self._stacks.values() for view in stack]
        for view in [*open_views, *self._homes.values()]:
            if view.id == view_id or (
                external_id and view.payload.get("external_id") == external_id
            ):
                return view
        return None

    def push(self, person: str, payload: Json) -> View:
        """Put a modal on top of the person's stack."""
        stack = self._stacks.setdefault(person, [])
        identifier = self._identifiers.make("V")
        view = View(
            identifier,
            person,
            payload,
            self._identifiers.secret(),
            root_id=stack[0].id if stack else identifier,
            previous_id=stack[-1].id if stack else None,
        )
        stack.append(view)
        self._changed(view)
        return view

    def open(self, person: str, payload: Json) -> View:
        """Start a new stack; modals that were open are closed."""
        self._stacks.pop(person, None)
        return self.push(person, payload)

    def publish(self, person: str, payload: Json) -> View:
        """Set the person's Home tab."""
        known = self._homes.get(person)
        identifier = known.id if known else self._identifiers.make("V")
        view = View(identifier, person, payload, self._identifiers.secret(), root_id=identifier)
        self._homes[person] = view
        self._changed(view)
        return view

    def replace(self, view: View, payload: Json) -> View:
        """Show another payload in the same view; entered values stay where the ids match."""
        if not view.is_modal:
            return self.publish(view.person, payload)
        return self._put(replace(view, payload=payload, hash=self._identifiers.secret()))

    def fill(self, view: View, values: Json) -> View:
        """Store what the person has entered; the view's hash stays."""
        filled = replace(view, values=values)
        if view.is_modal:
            return self._put(filled)
        self._homes[view.person] = filled
        return filled

    def pop(self, view: View) -> None:
        """Close one modal; the one below shows again."""
        stack = self._stacks.get(view.person, [])
        self._stacks[view.person] = [other for other in stack if other.id != view.id]
        self._changed(view)

    def clear(self, person: str) -> None:
        """Close every modal of a person."""
        for view in self._stacks.pop(person, []):
            self._changed(view)

    def _put(self, view: View) -> View:
        stack = self._stacks.get(view.person, [])
        self._stacks[view.person] = [view if other.id == view.id else other for other in stack]
        self._changed(view)
        return view

    def _changed(self, view: View) -> None:
        kind = "modals" if view.is_modal else "home"
        self._changes.publish(Change(kind, person=view.person))
