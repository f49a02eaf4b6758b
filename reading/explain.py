"""Where each field of an obligation comes from: the words, the rule that read them, and whether it is sure."""

from collections.abc import Iterator

from domain.instrument import Evidence, Proposal, Reading
from reading.render import obligation

_ORDER = (
    "verb",
    "addressees",
    "actions",
    "deliverable",
    "recipients",
    "consulted",
    "supported_by",
    "qualifiers",
    "due",
    "recurrence",
)


def explain(reading: Reading, wanted: str, source_text: str) -> str:
    """Explain the obligations of a provision (``14``) or one obligation (``A/RES/71/244:13/2``); for a provision without any, why.

    ``source_text`` is the text that the reading's spans point into. Raises ``LookupError`` where nothing has that number or id.
    """
    chosen = [p for p in reading.proposals if wanted in (p.id, p.provision, p.id.rpartition(":")[2])]
    if chosen:
        return "\n\n".join("\n".join(_lines(proposal, source_text)) for proposal in chosen)
    if wanted in reading.no_obligation:
        return f"Paragraph {wanted} holds no obligation: {reading.no_obligation[wanted]}."
    known = ", ".join(dict.fromkeys([p.provision for p in reading.proposals][:12]))
    raise LookupError(
        f"No paragraph or obligation is called {wanted} in this reading. Paragraphs with obligations begin with: {known}."
    )


def _lines(proposal: Proposal, source_text: str) -> Iterator[str]:
    yield f"{proposal.id}  ({proposal.force.value})"
    shape = obligation(proposal)
    for name in _ORDER:
        held = [e for e in proposal.evidence if e.field == name]
        if not held and name not in shape:
            continue
        yield f"  {name}: {_value(name, shape)}"
        yield from (f"      {_source(e, source_text)}" for e in held)
        if name == "due" and proposal.due is not None and (proposal.due.working or proposal.due.reason):
            yield f"      {proposal.due.working or proposal.due.reason}"
    for name in ("reiterated", "self_addressed", "continuing", "optional", "note"):
        if name in shape:
            yield f"  {name}: {shape[name] if name == 'note' else 'yes'}"


def _value(name: str, shape: dict[str, object]) -> str:
    held = shape.get(name)
    if isinstance(held, dict):
        if name == "due":
            days = " to ".join(str(held[key]) for key in ("earliest", "latest") if key in held) or "no days"
            return f"{held['expression']} = {days}"
        return f"{held['count']} {held['kind']}"
    if isinstance(held, list):
        return "; ".join(map(str, held)) or "nobody is named"
    return str(held)


def _source(evidence: Evidence, source_text: str) -> str:
    words = " ".join(source_text[evidence.span.start : evidence.span.end].split())
    if len(words) > 100:
        words = f"{words[:60]} ... {words[-30:]}"
    place = f"{evidence.span.start}-{evidence.span.end}" + (f", page {evidence.span.page}" if evidence.span.page else "")
    return f"“{words}” [{place}] by {evidence.rule}, {'sure' if evidence.sure else 'to be checked'}"
