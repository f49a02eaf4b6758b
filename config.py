"""Settings, read once at the edge: environment variables over a TOML file over defaults."""

import os
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from platformdirs import user_data_path

EVIDENCE_TYPES = (
    "text/*, image/*, audio/*, video/*, application/pdf, application/rtf, application/json, application/epub+zip, "
    "application/x-ole-storage, "  # older office programs
    "application/vnd.openxmlformats-officedocument.*, application/vnd.oasis.opendocument.*"
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What one instance of Servanda is told. Every field can be set as ``SERVANDA_<NAME>`` or in ``servanda.toml``.

    ``temporal_address`` empty means: run the embedded server. ``database_url`` empty means: SQLite in ``data``.
    ``smtp_url`` (``smtp://user:password@host:port`` or ``smtps://...``) empty means: notices are written to ``data/outbox`` as .eml.
    """

    data: Path = Path()
    database_url: str = ""
    temporal_address: str = ""
    temporal_namespace: str = "servanda"
    temporal_tls: bool = False
    temporal_api_key: str = ""
    task_queue: str = "servanda"
    temporal_ui: bool = False
    sandbox: bool = False  # the tests run the workflows in Temporal's sandbox; released code need not pay for it
    smtp_url: str = ""
    mail_from: str = "servanda@localhost"
    coordinator: str = ""  # a person's id; unknown until given
    escalation: str = ""  # persons' ids for escalation levels 1, 2, ...: "chief,director,head"
    link_base: str = ""  # where this instance's pages are, for links in messages; none: the command is named instead
    zone: str = "UTC"
    calendar: str = ""  # whose days off nobody is reminded on: "CH", "CH-GE", "UN:Vienna"; empty: every day will do
    review_months: int = 12  # how often a duty without a day is looked at again; 0: never
    extension_approval: bool = False  # whoever holds a task may only ask for another day, and somebody else grants it
    webhook_hosts: str = ""  # private hosts that webhooks may go to all the same: "intranet.example.org,10.0.0.7:8080"
    webhook_give_up_days: int = 5
    reconcile_minutes: int = 60  # between two checks that ledger, lists and engine agree; 0: only when asked for
    log_level: str = "info"
    log_format: str = "auto"  # auto: readable on a terminal, JSON otherwise
    evidence_max_mb: int = 50  # the largest file that is taken as evidence, in megabytes (a million bytes)
    evidence_types: str = EVIDENCE_TYPES  # media types that are taken, found by a file's content; "image/*" takes all of one kind
    inbox_acts: str = ""  # events that act without being confirmed: "TYPE from SOURCE", parted by commas; * stands for anything

    @property
    def database(self) -> str:
        """The SQLAlchemy URL in force."""
        return self.database_url or f"sqlite:///{self.data / 'servanda.db'}"

    @property
    def database_file(self) -> Path | None:
        """The SQLite file in force; ``None`` with another database."""
        path = self.database.removeprefix("sqlite:///")
        return Path(path) if path != self.database else None

    def as_environment(self) -> dict[str, str]:
        """These settings as the variables that :func:`load` reads, for a child process."""
        return {f"SERVANDA_{f.name.upper()}": _text(getattr(self, f.name)) for f in fields(self)}


def _text(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


class SettingsError(Exception):
    """A setting is unknown or has a value it cannot have."""


def load(environ: dict[str, str] | None = None) -> Settings:
    """Settings from ``environ`` (default: the process's), then ``servanda.toml`` in the data folder or at ``SERVANDA_CONFIG``.

    Raises :class:`SettingsError` with what is wrong and where.
    """
    env = dict(os.environ) if environ is None else environ
    data = Path(env.get("SERVANDA_DATA") or user_data_path("servanda", appauthor=False))
    path = Path(env.get("SERVANDA_CONFIG") or data / "servanda.toml")
    values: dict[str, object] = {}
    if path.is_file():
        try:
            values.update(tomllib.loads(path.read_text(encoding="utf-8")))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingsError(
                f"{path} is not readable as TOML: {error}. Mend it, or move it away to use the defaults."
            ) from error
    elif "SERVANDA_CONFIG" in env:
        raise SettingsError(f"SERVANDA_CONFIG names {path}, which is not there. Make it, or unset the variable.")
    known = {f.name: f.type for f in fields(Settings)}
    if unknown := sorted(set(values) - set(known)):
        raise SettingsError(f"{path} sets {', '.join(unknown)}, which Servanda does not know. It knows: {', '.join(known)}.")
    for name in known:
        if (given := env.get(f"SERVANDA_{name.upper()}")) is not None:
            values[name] = given
    values["data"] = data
    return Settings(**{name: _cast(name, value, known[name]) for name, value in values.items()})  # type: ignore[arg-type]


_ONE_OF = {"log_level": ("debug", "info", "warning", "error"), "log_format": ("auto", "console", "json")}


def _cast(name: str, value: object, kind: object) -> object:
    if name in _ONE_OF:
        if str(value).lower() not in _ONE_OF[name]:
            raise SettingsError(f"{name} is one of {', '.join(_ONE_OF[name])}, not {value!r}.")
        return str(value).lower()
    if kind is bool and isinstance(value, str):
        if value.lower() not in {"1", "0", "true", "false", "yes", "no", "on", "off", ""}:
            raise SettingsError(f"{name} is yes or no, not {value!r}.")
        return value.lower() in {"1", "true", "yes", "on"}
    if kind is int and isinstance(value, str):
        if not value.strip().isascii() or not value.strip().isdecimal():
            raise SettingsError(f"{name} is a whole number, not {value!r}.")
        return int(value)
    if kind is int and isinstance(value, bool):
        raise SettingsError(f"{name} is a whole number, not {value!r}.")
    if kind is Path:
        return Path(str(value)).expanduser().resolve()
    if not isinstance(value, kind if isinstance(kind, type) else str):
        raise SettingsError(f"{name} is a {getattr(kind, '__name__', kind)}, not {value!r}.")
    return value
