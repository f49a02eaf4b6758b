"""The report on an instrument's implementation as a document: what comes after what, and in which words."""

from collections.abc import Iterator, Mapping

from domain.deeds import day
from domain.obligation import Progress, Status
from domain.report import Asked, Deed, Report, Section
from reports.blocks import Block, Document, Facts, Heading, Run, Style, Table, Text, Words, clean, link, words

Files = Mapping[str, str]
"""What is known of a stored file, by the reference under which the ledger names it."""


def lay_out(report: Report, files: Files) -> Document:
    """``report`` as a document. The same report gives the same document."""
    head = report.head
    title = f"Implementation of {head.symbol}"
    return Document(
        title=clean(title),
        subtitle=clean(head.title or ""),
        running=clean(f"DRAFT · {title} · as of {day(report.as_of)}"),
        blocks=tuple(_blocks(report, files)),
    )


def _blocks(report: Report, files: Files) -> Iterator[Block]:
    yield Text(
        words(
            f"DRAFT, compiled by Servanda from its ledger as of {day(report.as_of)}. It holds what is on record and nothing else; "
            "it is for a person to complete, judge and issue."
        ),
        Style.BANNER,
    )
    yield from _about(report)
    yield Heading(1, "How the implementation stands")
    yield from _summary(report)
    yield Heading(1, "Paragraph by paragraph")
    if report.preamble:
        noun = "paragraph" if report.preamble == 1 else "paragraphs"
        yield Text(words(f"The preamble ({report.preamble} {noun}) gives reasons and asks for nothing."), Style.NOTE)
    heading, part = None, 1
    for section in report.sections:
        if section.paragraph.part != part:
            part = section.paragraph.part
            yield Heading(2, f"Text {part} of the document")
        if section.paragraph.heading and section.paragraph.heading != heading:
            heading = section.paragraph.heading
            yield Heading(2, clean(heading))
        yield from _section(section, report, files)
    yield from _open(report)


def _about(report: Report) -> Iterator[Block]:
    head = report.head
    adopted = ", ".join(part for part in (head.body or "", day(head.adopted) if head.adopted else "") if part)
    rows: list[tuple[str, Words]] = [
        ("Instrument", words(f"{head.symbol}{f', {head.title}' if head.title else ''}")),
        ("Adopted", words(adopted or "not on record")),
    ]
    for number, own in enumerate(report.own):
        name = "Compiled for" if number == 0 else "also asked for in"
        due = f", due on {day(own.deadline)}" if own.deadline else ""
        to = f" to {'; '.join(own.terms.recipients)}" if own.terms.recipients else ""
        whom = "; ".join(own.terms.addressees) or "nobody by name"
        rows.append((name, words(f"paragraph {own.terms.provision}, which asks {whom} to report{to}{due}")))
    if not report.own:
        rows.append(("Compiled for", words("nobody in particular: no paragraph asks for a report on its own implementation")))
    rows += [
        ("As of", words(f"the end of {day(report.as_of)} ({head.zone}): what was recorded by then")),
        ("Ledger", words(f"position {report.position}, head {report.hash}")),
    ]
    yield Facts(tuple(rows))


def _summary(report: Report) -> Iterator[Block]:
    standing = report.standing
    if not standing.duties:
        yield Text(words("No obligation of this instrument has been confirmed."))
    else:
        word = standing.status.value if standing.status else ""
        yield Text((Run("Overall: ", strong=True), Run(f"{word}, {standing.percent} % of what still applies is done.")))
        rows = tuple((words(progress.value), words(str(standing.count(progress)))) for progress in Progress)
        yield Table(
            ("Standing", "Obligations"), (*rows, (words("all confirmed", strong=True), words(str(standing.duties), strong=True)))
        )
    if standing.proposed:
        noun = "request was" if standing.proposed == 1 else "requests were"
        yield Text(words(f"{standing.proposed} {noun} read in the text and not confirmed by anybody yet."), Style.NOTE)
    if standing.overdue:
        yield Text((Run("Overdue: ", strong=True), Run(clean(", ".join(standing.overdue)) + ".")))
    if standing.next_due:
        yield Text((Run("Next due: ", strong=True), Run(clean(f"{day(standing.next_due)} ({standing.next_due_of})."))))


def _section(section: Section, report: Report, files: Files) -> Iterator[Block]:
    paragraph = section.paragraph
    yield Heading(3, clean(f"Paragraph {paragraph.number}" if paragraph.number else paragraph.kind.value.capitalize()))
    for piece in paragraph.text.split("\n"):
        if piece.strip():
            yield Text(words(piece), Style.QUOTE)
    for asked in section.asked:
        yield from _asked(asked, asked in report.own, files)
    if not section.asked:
        yield Text(words(f"Nothing is asked for here. {_sentence(section.unasked)}"), Style.NOTE)


def _asked(asked: Asked, own: bool, files: Files) -> Iterator[Block]:
    terms = asked.terms
    rows: list[tuple[str, Words]] = [
        ("Asked of", words("; ".join(terms.addressees) or "nobody by name")),
        ("To do", words(f"{'; '.join(terms.actions)} ({terms.verb[:1].lower()}{terms.verb[1:]})")),
    ]
    if terms.deliverable:
        rows.append(("Deliverable", words(f"{terms.deliverable}, {asked.delivered} of {asked.required}")))
    if terms.recipients:
        rows.append(("To whom", words("; ".join(terms.recipients))))
    rows.append(("By when", words(_when(asked))))
    if asked.holders:
        rows.append(("With", words("; ".join(asked.holders[:MOST_HOLDERS]) + _and_more(asked.holders))))
    rows.append(("Stands", words(_sentence(asked.standing + _late(asked)), strong=True)))
    if own:
        rows.append(("Note", words("This is the request that this draft is compiled for.")))
    yield Facts(tuple(rows))
    for plan in asked.plans:
        yield Text(words(_sentence(plan)), Style.ITEM)
    done = asked.deeds
    if asked.status is Status.PROPOSED:
        return
    if not any(deed.who for deed in done):
        yield Text(words("Nothing is on record as done."), Style.NOTE)
    for deed in done:
        yield Text(_deed(deed, files), Style.ITEM)


MOST_HOLDERS = 20
"""Holders named one by one; a collective addressee may have thousands of members."""


def _and_more(holders: tuple[str, ...]) -> str:
    more = len(holders) - MOST_HOLDERS
    return f"; and {more} more" if more > 0 else ""


def _when(asked: Asked) -> str:
    if asked.due is None:
        return "no time is named"
    said = f" (“{asked.due.expression}”)" if asked.due.expression else ""
    if asked.deadline:
        return f"{day(asked.deadline)}{said}"
    if asked.due.latest or asked.due.earliest:
        return f"suggested: {day(asked.due.latest or asked.due.earliest)}{said}"
    return f"not resolved to a day{said}"


def _late(asked: Asked) -> str:
    if asked.status is not Status.DISCHARGED or asked.days_late is None:
        return ""
    return f", {asked.days_late} day{'' if asked.days_late == 1 else 's'} late" if asked.days_late else ", in time"


def _deed(deed: Deed, files: Files) -> Words:
    who = f"{deed.who} " if deed.who and not deed.sentence else ""
    noted = f" (recorded on {day(deed.recorded)})" if deed.recorded else ""
    made = [Run(f"{day(deed.on)}: ", strong=True), Run(clean(f"{who}{deed.what}{noted}"))]
    for number, reference in enumerate(deed.evidence):
        made.append(Run(" — evidence: " if number == 0 else "; "))
        known = files.get(reference)
        made.append(Run(clean(f"{known}, {reference}" if known else reference), link(reference)))
    return tuple(made)


def _open(report: Report) -> Iterator[Block]:
    yield Heading(1, "What is open")
    if not report.open:
        yield Text(words("Nothing that was confirmed is open."))
        return
    rows = tuple(
        (
            words(asked.id),
            words("; ".join(asked.terms.addressees) or "nobody by name"),
            words(day(asked.deadline) if asked.deadline else "no day"),
            words(asked.standing),
        )
        for asked in report.open
    )
    yield Table(("Obligation", "Asked of", "Due", "Stands"), rows)


def _sentence(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")
