"""Files: reserved by the app, filled through an upload URL, then completed."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass, replace

from sandbox.identifiers import Identifiers
from sandbox.model import Json


@dataclass(frozen=True)
class File:
    """One file; ``content`` is None until it has been uploaded."""

    id: str
    name: str
    length: int
    upload_secret: str
    title: str = ""
    alt_text: str = ""
    content: bytes | None = None
    completed: bool = False

    @property
    def mimetype(self) -> str:
        """The MIME type that its name suggests."""
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    def as_json(self, base_url: str) -> Json:
        described = {"alt_txt": self.alt_text} if self.alt_text else {}
        return described | {
            "id": self.id,
            "name": self.name,
            "title": self.title or self.name,
            "mimetype": self.mimetype,
            "filetype": self.name.rpartition(".")[2],
            "size": self.length,
            "mode": "hosted",
            "url_private": f"{base_url}/files/{self.id}",
            "url_private_download": f"{base_url}/files/{self.id}",
        }


class Files:
    """Every file by id."""

    def __init__(self, identifiers: Identifiers) -> None:
        self._identifiers = identifiers
        self._files: dict[str, File] = {}

    def reserve(self, name: str, length: int, alt_text: str = "") -> File:
        secret = self._identifiers.secret()
        return self._put(File(self._identifiers.make("F"), name, length, secret, alt_text=alt_text))

    def get(self, file_id: str) -> File | None:
        return self._files.get(file_id)

    def upload(self, secret: str, content: bytes) -> File | None:
        """Fill the file that ``secret`` was issued for; None if secret or size doesn't match."""
        for file in self._files.values():
            if file.upload_secret == secret and file.length == len(content):
                return self._put(replace(file, content=content))
        return None

    def complete(self, file: File, title: str) -> File:
        return self._put(replace(file, title=title, completed=True))

    def _put(self, file: File) -> File:
        self._files[file.id] = file
        return file
