"""The table of verbs: where each lives and what it does in a few words. Data only, so that help costs nothing to show."""

COMPLETE = "_SERVANDA_COMPLETE"
"""The variable by which a shell asks for completions."""


class Verb:
    """``module`` holds a click command named ``attribute``. (A plain class: what makes finer ones takes longer to import than to run.)"""

    __slots__ = ("attribute", "help", "module", "name")

    def __init__(self, name: str, module: str, attribute: str, help: str) -> None:
        self.name = name
        self.module = module
        self.attribute = attribute
        self.help = help


SECTIONS: dict[str, tuple[Verb, ...]] = {
    "Documents": (
        Verb("read", "cli.read", "read", "Read a resolution and show what it asks of whom by when"),
        Verb("register", "cli.register", "register", "Put a resolution's proposals into the ledger"),
        Verb("instruments", "cli.lists", "instruments", "List the registered resolutions"),
    ),
    "Proposals": (
        Verb("proposals", "cli.lists", "proposals", "List what waits to be confirmed or rejected"),
        Verb("confirm", "cli.judge", "confirm", "Make proposals duties: from now on they are watched"),
        Verb("reject", "cli.judge", "reject", "Put a proposal aside, with a reason"),
    ),
    "Looking": (
        Verb("list", "cli.lists", "list_", "List obligations"),
        Verb("due", "cli.lists", "due", "List what is due or overdue, soonest first"),
        Verb("show", "cli.show", "show", "Show one obligation beside the paragraph's own words"),
        Verb("instrument", "cli.instrument", "instrument", "How a whole resolution stands, and how it stood"),
        Verb("report", "cli.instrument", "report", "Draft the report on a resolution's implementation"),
        Verb("history", "cli.history", "history", "Everything that has happened to an obligation"),
    ),
    "Steps of an obligation's life": (
        Verb("assign", "cli.judge", "assign", "Lay it on a focal point, or on every member of a body"),
        Verb("accept", "cli.steps.work", "accept", "Take on what was assigned to you"),
        Verb("decline", "cli.steps.work", "decline", "Give back what was assigned to you, with a reason"),
        Verb("progress", "cli.steps.work", "progress", "Report how far it has come"),
        Verb("submit", "cli.steps.work", "submit", "Hand in what was asked for"),
        Verb("attach", "cli.steps.work", "attach", "Put evidence on file: files and links"),
        Verb("approve", "cli.steps.work", "approve", "Accept what was submitted (never your own)"),
        Verb("return", "cli.steps.work", "return_", "Send a submission back, with a reason"),
        Verb("waive", "cli.steps.ends", "waive", "Let it go, with a reason"),
        Verb("reopen", "cli.steps.ends", "reopen", "Open a closed one again, with a reason"),
        Verb("comment", "cli.steps.ends", "comment", "Put a remark on record"),
        Verb("bulk", "cli.bulk", "bulk", "One of these steps for many, as a job that resumes"),
    ),
    "Who answers for it": (
        Verb("delegate", "cli.steps.work", "delegate", "Hand on what is yours; you still answer for it"),
        Verb("hand-back", "cli.steps.work", "hand_back", "Give back what you had taken on"),
        Verb("withdraw", "cli.steps.work", "withdraw", "Take one of several assignments away"),
        Verb("consult", "cli.steps.plans", "consult", "Record that somebody was asked before it is done"),
        Verb("answer", "cli.steps.plans", "answer", "Record what they answered"),
    ),
    "Days that move": (
        Verb("change-due", "cli.steps.days", "change_due", "Give it another due day, with a reason"),
        Verb("ask-extension", "cli.steps.days", "ask_extension", "Ask for a later due day"),
        Verb("grant-extension", "cli.steps.days", "grant_extension", "Grant what was asked for (never your own)"),
        Verb("refuse-extension", "cli.steps.days", "refuse_extension", "Refuse it, with a reason"),
        Verb("schedule", "cli.steps.days", "schedule", "Give one of several units a day of its own"),
        Verb("suspend", "cli.steps.days", "suspend", "Stop the clock; the days are given back"),
        Verb("resume", "cli.steps.days", "resume", "Let the clock go on"),
        Verb("snooze", "cli.steps.days", "snooze", "No reminders to you before a day"),
        Verb("milestone", "cli.steps.plans", "milestone", "Plan a step on the way, or move one"),
        Verb("reach", "cli.steps.plans", "reach", "Record that a milestone was reached"),
        Verb("drop-milestone", "cli.steps.plans", "drop_milestone", "Take one out of the plan"),
        Verb("open-occurrence", "cli.steps.plans", "open_occurrence", "Open a series' next turn where no rule gives it"),
        Verb("end-series", "cli.steps.plans", "end_series", "No further occurrences"),
    ),
    "Later provisions": (
        Verb("amend", "cli.steps.ends", "amend", "A later one changes what is asked for"),
        Verb("supersede", "cli.steps.ends", "supersede", "A later one takes its place, or ends it"),
        Verb("link", "cli.steps.ends", "link", "A later one stands in a relation to it"),
    ),
    "What shows it, and what changes it": (
        Verb("evidence", "cli.evidence", "evidence", "Files and links handed in: list, get, verify"),
        Verb("inbox", "cli.inbox", "inbox", "Events from outside: add, list, confirm, dismiss"),
        Verb("lineage", "cli.lineage", "lineage", "What later texts do to earlier duties: list, confirm"),
    ),
    "Calendars and people": (
        Verb("sessions", "cli.sessions", "sessions", "Sessions of bodies: list, add, move, follow"),
        Verb("people", "cli.people", "people", "People who are told things: list, add, show, erase"),
        Verb("positions", "cli.positions", "positions", "Posts that tasks are laid on, and who holds them"),
        Verb("absences", "cli.absences", "absences", "Who is away when, and who stands in"),
        Verb("bodies", "cli.bodies", "bodies", "Bodies and collectives, and their members"),
        Verb("notices", "cli.notices", "notices", "Who was told what; send again; preferences"),
        Verb("parties", "cli.parties", "parties", "All of these, out into files and back"),
    ),
    "Programs and calendars that follow": (
        Verb("bounces", "cli.bounces", "bounces", "Take in reports of mail that came back"),
        Verb("chat", "cli.chat", "chat", "Where people are told by chat: set, list, test"),
        Verb("feed", "cli.feeds", "feed", "Write a calendar of due days and sessions"),
        Verb("feeds", "cli.feeds", "feeds", "Published calendars: publish, list, revoke"),
        Verb("webhooks", "cli.webhooks", "webhooks", "Tell programs of events: add, list, test"),
    ),
    "Trust": (
        Verb("verify", "cli.audit", "verify", "Check the ledger, its chain, and the engine against it"),
        Verb("reconcile", "cli.reconcile", "reconcile", "Mend what differs from the ledger: lists, engine"),
        Verb("rebuild", "cli.reconcile", "rebuild", "Start every workflow again from the ledger alone"),
        Verb("replay", "cli.audit", "replay", "Replay an obligation's history with today's code"),
        Verb("rehearse", "cli.rehearse", "rehearse", "Live a resolution through, years in a minute"),
    ),
    "Running": (
        Verb("demo", "cli.demo", "demo", "See it at work on an example, then run an instance"),
        Verb("up", "cli.running", "up", "Start everything here: server, worker, notices"),
        Verb("migrate", "cli.migrate", "migrate", "Bring the database to what this version needs"),
        Verb("status", "cli.running", "status", "What runs, and what waits"),
        Verb("doctor", "cli.doctor", "doctor", "Check the set-up, and say how to mend it"),
        Verb("completion", "cli.completion", "completion", "Print the completion script for your shell"),
    ),
}

VERBS: dict[str, Verb] = {verb.name: verb for verbs in SECTIONS.values() for verb in verbs}


def overview() -> str:
    """What `servanda --help` says. At most 79 columns wide."""
    lines = [
        "Usage: servanda VERB [OPTIONS] [ARGS]...",
        "",
        "  Servanda reads resolutions, finds what they ask of whom by when, and keeps",
        "  each request alive until it is discharged.",
    ]
    for title, verbs in SECTIONS.items():
        lines += ["", f"{title}:"]
        lines += [f"  {verb.name:<16} {verb.help}" for verb in verbs]
    lines += [
        "",
        "Every verb takes --help, --json (one JSON value on standard out) and --debug.",
        "Begin with: servanda read FILE, servanda register FILE, servanda up.",
        "",
    ]
    return "\n".join(lines)
