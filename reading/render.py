"""A reading as JSON and as text that explains where each field comes from."""

from typing import Any

from domain.instrument import Due, Evidence, Proposal, Provision, ProvisionKind, Reading, Reference, Span

_OPERATIVE = (ProvisionKind.OPERATIVE, ProvisionKind.CHAPEAU, ProvisionKind.ITEM)


def as_json(reading: Reading) -> dict[str, Any]:
    """The reading as one JSON object: ``instrument``, ``provisions`` and ``obligations``, the last in the shape of the annotation guide.

    Fields that a provision or an obligation doesn't have are left out. Dates are ISO days.
    """
    held: dict[str, list[str]] = {}
    for proposal in reading.proposals:
        held.setdefault(proposal.provision, []).append(proposal.id)
    return {
        "instrument": _instrument(reading),
        "provisions": [_provision(p, held, reading.no_obligation) for p in reading.provisions],
        "obligations": [obligation(p) for p in reading.proposals],
        "references": [_reference(r) for r in reading.references],
        "warnings": list(reading.warnings),
    }


def _instrument(reading: Reading) -> dict[str, Any]:
    given = reading.instrument
    return {
        "symbol": given.symbol, "title": given.title, "body": given.body, "session": given.session, "agenda_item": given.agenda_item,
        "adopted": given.adopted.isoformat() if given.adopted else None,
    }  # fmt: skip


def span(place: Span) -> dict[str, int]:
    """A span without the parts that are not known."""
    parts = {
        "start": place.start,
        "end": place.end,
        "byte_start": place.byte_start,
        "byte_end": place.byte_end,
        "page": place.page,
    }
    return {name: value for name, value in parts.items() if value is not None}


def _provision(provision: Provision, held: dict[str, list[str]], reasons: dict[str, str]) -> dict[str, Any]:
    number = provision.number
    found: dict[str, Any] = {"kind": provision.kind.value, "number": number, "text": provision.text, "span": span(provision.span)}
    if provision.footnotes:
        found["footnotes"] = [{"mark": n.mark, "text": n.text, "offset": n.offset} for n in provision.footnotes]
    if provision.heading:
        found["heading"] = provision.heading
    if provision.parent:
        found["parent"] = provision.parent
    if provision.kind in _OPERATIVE and number is not None:
        if number in held:
            found["obligations"] = held[number]
        else:
            found["no_obligation"] = reasons.get(number, "it holds no act")
    return found


def obligation(proposal: Proposal) -> dict[str, Any]:
    """One obligation in the shape of the annotation guide, with its id, span and evidence besides."""
    found: dict[str, Any] = {
        "id": proposal.id, "provision": proposal.provision, "verb": proposal.verb, "force": proposal.force.value,
        "addressees": list(proposal.addressees), "actions": list(proposal.actions),
    }  # fmt: skip
    if proposal.deliverable:
        found["deliverable"] = {"kind": proposal.deliverable.kind.value, "count": proposal.deliverable.count}
    for name in ("recipients", "consulted", "supported_by", "qualifiers"):
        if getattr(proposal, name):
            found[name] = list(getattr(proposal, name))
    for name in ("reiterated", "self_addressed", "continuing", "optional"):
        if getattr(proposal, name):
            found[name] = True
    if proposal.due:
        found["due"] = due(proposal.due)
    for name in ("recurrence", "note"):
        if getattr(proposal, name):
            found[name] = getattr(proposal, name)
    found["span"] = span(proposal.span)
    found["evidence"] = [_evidence(e) for e in proposal.evidence]
    return found


def _reference(found: Reference) -> dict[str, Any]:
    shape: dict[str, Any] = {"target": found.target, "kind": found.kind, "effect": found.effect, "provision": found.provision}
    if found.paragraphs:
        shape["paragraphs"] = found.paragraphs
    return shape | {"span": span(found.span)}


def due(found: Due) -> dict[str, Any]:
    """A due time: its words, its days or why it has none, and the working."""
    shape: dict[str, Any] = {"expression": found.expression}
    if found.earliest:
        shape["earliest"] = found.earliest.isoformat()
    if found.latest:
        shape["latest"] = found.latest.isoformat()
    if not found.resolved:
        shape["unresolved"] = True
    if found.reason:
        shape["reason"] = found.reason
    if found.working:
        shape["working"] = found.working
    if found.session:
        shape["session"] = {"body": found.session.body, "number": found.session.number}
    if found.optional:
        shape["optional"] = True
    return shape


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {"field": evidence.field, "span": span(evidence.span), "rule": evidence.rule, "sure": evidence.sure}
