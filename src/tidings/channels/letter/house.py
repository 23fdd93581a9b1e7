"""The print house's folder, on this machine or over SFTP. What is put there is whole or not there at all."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Protocol
from urllib.parse import unquote, urlsplit

import paramiko


class House(Protocol):
    """A folder by relative paths such as "incoming/1.pdf"; raises OSError when it cannot be reached."""

    def put(self, path: str, octets: bytes) -> None: ...

    def get(self, path: str) -> bytes: ...

    def names(self, folder: str) -> list[str]: ...

    def move(self, path: str, to: str) -> None: ...

    def remove(self, path: str) -> None: ...

    def exists(self, path: str) -> bool: ...

    def close(self) -> None: ...


def reach(settings: Mapping[str, str]) -> House:
    """The house that the settings name; connects at its first use. Raises ValueError."""
    address = settings["TIDINGS_LETTER_FOLDER"]
    if not address.startswith("sftp://"):
        return Folder(Path(address))
    parts = urlsplit(address)
    if not parts.hostname or not parts.username:
        raise ValueError("TIDINGS_LETTER_FOLDER must be a folder or sftp://user@host:port/path")
    return Sftp(
        host=parts.hostname,
        port=parts.port or 22,
        user=unquote(parts.username),
        password=unquote(parts.password or ""),
        key=settings["TIDINGS_LETTER_SSH_KEY"],
        known_hosts=settings["TIDINGS_LETTER_KNOWN_HOSTS"],
        root=PurePosixPath(parts.path or "."),
    )


class Folder:
    """A folder of this machine, which must be there: a share that is not mounted must not be filled beside it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, path: str, octets: bytes) -> None:
        target = self._ready(path)
        part = target.with_name(f".{target.name}.part")
        part.write_bytes(octets)
        part.replace(target)

    def get(self, path: str) -> bytes:
        return (self.root / path).read_bytes()

    def names(self, folder: str) -> list[str]:
        found = self._ready(f"{folder}/x").parent.iterdir()
        return sorted(file.name for file in found if not file.name.startswith("."))

    def move(self, path: str, to: str) -> None:
        (self.root / path).replace(self._ready(to))

    def remove(self, path: str) -> None:
        (self.root / path).unlink(missing_ok=True)

    def exists(self, path: str) -> bool:
        return (self.root / path).exists()

    def close(self) -> None:
        pass

    def _ready(self, path: str) -> Path:
        if not self.root.is_dir():
            raise FileNotFoundError(f"the print house's folder {self.root} is not there")
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        return target


class Sftp:
    """The same over SFTP, on one kept connection; the server's key must be a known one."""

    def __init__(
        self,
        *,
        host: str,
        port: int,
        user: str,
        password: str,
        key: str,
        known_hosts: str,
        root: PurePosixPath,
    ) -> None:
        self.host, self.port, self.user, self.password, self.key = host, port, user, password, key
        self.known_hosts, self.root = known_hosts, root
        self.client: paramiko.SSHClient | None = None
        self.sftp: paramiko.SFTPClient | None = None

    def put(self, path: str, octets: bytes) -> None:
        wire, target = self._wire(), self._ready(path)
        part = f"{target}.part"
        with wire.open(part, "wb") as file:
            file.write(octets)
        wire.posix_rename(part, target)

    def get(self, path: str) -> bytes:
        with self._wire().open(str(self.root / path), "rb") as file:
            return file.read()

    def names(self, folder: str) -> list[str]:
        found = self._wire().listdir(str(PurePosixPath(self._ready(f"{folder}/x")).parent))
        return sorted(name for name in found if not name.endswith(".part"))

    def move(self, path: str, to: str) -> None:
        self._wire().posix_rename(str(self.root / path), self._ready(to))

    def remove(self, path: str) -> None:
        if self.exists(path):
            self._wire().remove(str(self.root / path))

    def exists(self, path: str) -> bool:
        try:
            self._wire().stat(str(self.root / path))
        except FileNotFoundError:
            return False
        return True

    def close(self) -> None:
        client, self.client, self.sftp = self.client, None, None
        if client:
            client.close()

    def _ready(self, path: str) -> str:
        """The whole path, its folders made below the root."""
        target, wire = self.root / path, self._wire()
        for folder in reversed(target.relative_to(self.root).parents[:-1]):
            try:
                wire.stat(str(self.root / folder))
            except FileNotFoundError:
                wire.mkdir(str(self.root / folder))
        return str(target)

    def _wire(self) -> paramiko.SFTPClient:
        if self.sftp is None:
            try:
                self.sftp = self._connect()
            except (paramiko.SSHException, EOFError) as error:
                self.close()
                raise ConnectionError(f"no SFTP to {self.host}: {error}") from error
        return self.sftp

    def _connect(self) -> paramiko.SFTPClient:
        client = self.client = paramiko.SSHClient()
        if self.known_hosts:
            client.load_host_keys(self.known_hosts)
        else:
            client.load_system_host_keys()
        client.connect(
            self.host,
            self.port,
            self.user,
            self.password or None,
            key_filename=self.key or None,
            timeout=20,
            look_for_keys=False,
            allow_agent=False,
        )
        return client.open_sftp()
