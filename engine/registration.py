"""From a reading to proposals in the ledger: the terms that a proposed obligation would have."""

from datetime import datetime

from domain.commands import Envelope, Propose
from domain.instrument import Instrument, Proposal, Reading
from domain.terms import Terms
from engine.errors import EngineError
from engine.obligations import decided
from engine.policy import Policy
from wire.records import Append


class MetadataMissing(EngineError):
    """The document does not say what it is, and nobody has. It is asked for, never invented."""


class NotASymbol(EngineError):
    """What was given as the document's symbol cannot name anything that is kept and followed under it."""


LONGEST_SYMBOL = 200
"""Characters that a symbol may have. Obligations and workflows are named after it, and an engine's lists hold 255."""


def require_metadata(instrument: Instrument) -> Instrument:
    """``instrument`` if it can be registered. Raises :class:`MetadataMissing`, naming the options that would tell, and
    :class:`NotASymbol`."""
    needed = {"symbol": "--symbol A/RES/71/244", "body": '--body "General Assembly"', "adopted": "--adopted 2016-12-21"}
    missing = [example for field, example in needed.items() if not getattr(instrument, field)]
    if missing:
        raise MetadataMissing(
            "The document does not state all that registering it takes, and nothing is invented. Say it with: "
            + ", ".join(missing)
        )
    symbol = instrument.symbol or ""
    if len(symbol) > LONGEST_SYMBOL or not symbol.isprintable():
        wrong = f"has {len(symbol):,} characters" if symbol.isprintable() else "holds characters that cannot be printed"
        raise NotASymbol(
            f"The symbol {symbol[:60]!r}{'...' if len(symbol) > 60 else ''} {wrong}. Obligations are named after it, and the engine takes "
            f"no such name. Nothing was registered. Give it one of at most {LONGEST_SYMBOL} plain characters: --symbol A/RES/71/244"
        )
    return instrument


def terms_of(proposal: Proposal, instrument: Instrument, policy: Policy) -> Terms:
    """The terms that ``proposal`` would have as an obligation; ``policy`` says what the text does not."""
    asked = proposal.deliverable
    return Terms(
        instrument=instrument.symbol or "",
        provision=proposal.provision,
        force=proposal.force,
        verb=proposal.verb,
        addressees=proposal.addressees,
        actions=proposal.actions,
        due=proposal.due,
        required=asked.count if asked else 1,
        deliverable=asked.kind.value if asked else None,
        recipients=proposal.recipients,
        recurrence=proposal.recurrence,
        continuing=proposal.continuing,
        optional=proposal.optional,
        zone=policy.zone,
        ladder=policy.ladder,
        consulted=proposal.consulted,
        review_months=policy.review_months if proposal.due is None or proposal.due.optional else None,
        extension_approval=policy.extension_approval,
    )


def proposals(reading: Reading, actor: str, policy: Policy, now: datetime) -> tuple[Append, ...]:
    """What the ledger is asked to record when ``reading`` is registered at ``now`` by ``actor``: a proposal each, no duty yet."""
    instrument = require_metadata(reading.instrument)

    def propose(proposal: Proposal) -> Append:
        envelope = Envelope(f"register:{proposal.id}", actor, Propose(terms_of(proposal, instrument, policy)))
        return decided(None, envelope, now, proposal.id)

    return tuple(propose(proposal) for proposal in reading.proposals)
