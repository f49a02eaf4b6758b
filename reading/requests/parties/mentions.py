"""The full names that one text mentions, and which of them a short form was last used for: "the Commission", "the High Commissioner"."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from reading.lexicon import ACTOR_HEADS, OFFICER_HEADS
from reading.requests.parties.actors import head
from reading.requests.parties.full_names import LONGEST_NAME, core, full_name, is_only_a_word, shortens, well_cut
from reading.requests.parties.names import JOINED, names

# Commission on the Limits of the Continental Shelf | (the Commission)
_DEFINED = re.compile(
    r"\s\((?:hereinafter )?(?:referred to as )?[“\"]?(?:the )?[“\"]?(?P<short>[A-Z][\w’-]*(?: [A-Z][\w’-]*){0,2})[”\"]?\)"
)
# Commissioner-General of the | United Nations Relief and Works Agency, Guidelines of the | Committee on Tides: a name within a name
_WITHIN = re.compile(r"\b(?:of|for) the (?=[A-Z][\w’-]+ (?:and )?[A-Z]|(?:Committee|Commission|Conference) on (?:the )?[A-Z])")
# Report of the | Committee on Conferences
_WITHIN_TITLE = re.compile(r"\b(?:of|for) the (?=[A-Z][\w’-]+ (?:(?:and|on|for) )?[A-Z])")
# members of the Commission | Chair of the Advisory Committee
INNER = re.compile(
    r"^[\w\- ]+ (?:of|for) the (?P<short>(?:[A-Z][\w’-]+ ){0,2}(?:Commission|Committee|Council|Assembly|Board|Conference|Office|"
    r"Authority|Agency|Tribunal|Court|Mechanism|Forum|Programme|Fund|Mission|Force|Panel|Group|Institute|Commissioner|Rapporteur|"
    r"Representative|Division|Department|Centre|Unit|Bureau|Expert|Envoy|Entity|Platform|Union|Organization|Team|Network|University|"
    r"Body|Register|College|Secretariat))(?: (?:that|which|who) (?:have|has|are|do|did) [^,;]*)?$"
)
# Special Rapporteur | of the Human Rights Council | on minority issues
_OF_ORGAN = re.compile(r"(?<=^Special Rapporteur) of the (?:[A-Z][\w’-]+ )*[A-Z][\w’-]+(?= on )")
# Officers that one word names.
_ALONE = re.compile(r"\b(?:Secretary|Director)-General\b")
# the Office | in the | Department
_SAME_PHRASE = re.compile(r"\s*(?:in|of|at|within)\s+(?:the\s+)?")
_COMPOUND = re.compile(r"[-–]")


_MANDATED = frozenset({"Special Rapporteur", "Independent Expert", "Special Envoy", "Special Representative", "Special Adviser"})
_MANDATE = re.compile(r" (?:on|for) (?:the )?")


class Mentions:
    """The full names of one text, in the order of their mention. Positions count through the whole text; the title stands before it."""

    def __init__(self, texts: Sequence[str], title: str | None = None) -> None:
        self.texts = texts
        self._title = (title or "").casefold()
        self._starts: list[int] = []
        at = 0
        for text in texts:
            self._starts.append(at)
            at += len(text) + 1
        self._defined: dict[str, list[tuple[int, str]]] = {}
        self._by_head: dict[str, list[tuple[int, str]]] = {}
        self._at: dict[int, str] = {}
        for offset, text in [(-1, title or ""), *zip(self._starts, texts, strict=True)]:
            self._collect(offset, " ".join(text.split()) if offset < 0 else text)

    def _collect(self, offset: int, text: str) -> None:
        for match in _DEFINED.finditer(text) if "(" in text else ():
            before = text[max(0, match.start() - LONGEST_NAME) : match.start()].rstrip()
            last = next((start for start, end in names(before) if end == len(before)), None)
            name = "" if last is None else well_cut(" ".join(before[last:].split()))
            if " " in name and offset >= 0 and shortens(match["short"], name):
                self._defined.setdefault(match["short"], []).append((offset + match.start(), name))
        within = _WITHIN if offset >= 0 else _WITHIN_TITLE
        for start, end in names(text):
            if text.find(" ", start, end) < 0 and is_only_a_word(text[start:end]):
                continue
            self._keep(offset, text, start, end)
            for inner in within.finditer(text, start, end) if text.find(" the ", start, end) > 0 else ():
                self._keep(offset, text, inner.end(), end)

    def _keep(self, offset: int, text: str, start: int, end: int) -> None:
        if joint := JOINED.search(text, start, end) if text.find(" and ", start, end) > 0 else None:
            self._keep(offset, text, start, joint.start("joint"))
            start = joint.end()
        name = full_name(text, start, end)
        if name is None or " " not in name:
            return
        noun = head(name)
        if noun in ACTOR_HEADS or _COMPOUND.split(noun)[-1] in ACTOR_HEADS:
            self._by_head.setdefault(noun, []).append((offset + start if offset >= 0 else -1, name))
            if offset >= 0:
                self._at[offset + start] = name

    def place(self, paragraph: int, offset: int) -> int:
        """The position of a character of a paragraph in the whole text."""
        return self._starts[paragraph] + offset if paragraph < len(self._starts) else offset

    def before(self, paragraph: int, offset: int) -> str:
        """What a paragraph says before an offset."""
        return self.texts[paragraph][:offset] if paragraph < len(self.texts) else ""

    def _paragraph_of(self, at: int) -> int:
        """Where the paragraph begins in which a position stands."""
        return self._starts[bisect_right(self._starts, at) - 1]

    def named_at(self, paragraph: int, offset: int) -> str | None:
        """The full name that begins at an offset of a paragraph."""
        return self._at.get(self._starts[paragraph] + offset) if paragraph < len(self._starts) else None

    def defined(self, short: str, at: int) -> str | None:
        """The name behind which the text put a short form in brackets, last before a position: "the Organization (the Agency)"."""
        return next((name for place, name in reversed(self._defined.get(short, ())) if place <= at), None)

    def whose_core_is(self, short: str, at: int) -> list[str]:
        """The names mentioned up to a position of which a short form is the whole core: each "Director-General of ..."."""
        return [name for place, name in self._by_head.get(head(short), ()) if place <= at and core(name) == short]

    def last_with_head(self, heads: frozenset[str], paragraph: int, offset: int) -> str | None:
        """The full name with one of the given heads that was mentioned last before ``offset`` of a paragraph; of "the Office in the
        Department of the Secretariat" the Office."""
        begin, text = self.place(paragraph, 0), self.before(paragraph, offset)
        found = [(at, name) for noun in heads for at, name in self._by_head.get(noun, ()) if begin <= at < begin + offset]
        if heads is OFFICER_HEADS:
            found += [(begin + m.start(), m[0]) for m in _ALONE.finditer(text)]
        found = sorted(pair for pair in found if not text[: pair[0] - begin].endswith(("his ", "her "))) or sorted(found)
        last = len(found) - 1
        while last > 0:
            at, name = found[last - 1]
            if _SAME_PHRASE.fullmatch(text, at - begin + len(name), found[last][0] - begin) is None:
                break
            last -= 1
        return found[last][1] if found else None

    def last(self, short: str, at: int) -> str | None:
        """The full name mentioned last before ``at`` whose core ends in the short form ("Commission", "High Commissioner")."""
        mentions = self._by_head.get(short.split()[-1].casefold(), [])
        place = bisect_right(mentions, (at, "\uffff"))
        if short in _MANDATED and (own := self._of_the_matter(short, mentions, at)) is not None:
            return own
        for _, name in [*reversed(mentions[:place]), *mentions[place:]]:
            if name != short and shortens(short, name):
                return _with_organ(name, mentions[:place])
        return None

    def _of_the_matter(self, short: str, mentions: Sequence[tuple[int, str]], at: int) -> str | None:
        """The one whose mandate is the text's own matter, where the paragraph names no other: "the Special Rapporteur" of a text on the
        situation of human rights in a country."""
        begin = self._paragraph_of(at) if at >= 0 else 0
        if not self._title or any(begin <= place <= at and shortens(short, name) for place, name in mentions):
            return None
        mandates = ((name, _MANDATE.split(name)[-1].casefold()) for _, name in mentions if shortens(short, name))
        return next((name for name, mandate in mandates if len(mandate) > 9 and mandate in self._title), None)

    def names_before(self, name: str, at: int) -> bool:
        """Whether a full name stands before a position, be it with the organ whose mandate it is."""
        return any(
            place <= at and (one == name or _OF_ORGAN.sub("", name, count=1) == one)
            for place, one in self._by_head.get(head(name), ())
        )

    def named_in_paragraph(self, name: str, at: int) -> bool:
        """Whether the paragraph in which a position stands mentions a full name before it."""
        begin = self._paragraph_of(at)
        return any(begin <= place <= at and one == name for place, one in self._by_head.get(head(name), ()))

    def of_the_whole_text(self, short: str, last: str, at: int) -> str:
        """The name that a short form stands for all through a text: that of its own title; one whose very head it is ("Committee on
        Tides"), named more than once before, rather than an "Inter-Agency Debris Committee" named less often, in paragraphs before;
        otherwise the last."""
        before = [(place, name) for place, name in self._by_head.get(short.split()[-1].casefold(), ()) if place < at]
        places = [place for place, name in before if name == last]
        if core(last) == short or not places or places[-1] >= self._paragraph_of(at):
            return last
        titled = [name for place, name in before if place < 0 and name != short and shortens(short, name)]
        if len(set(titled)) == 1:
            return titled[0]
        own = [name for _, name in before if name != short and core(name) == short]
        return own[-1] if own and own.count(own[-1]) > max(1, len(places)) else last

    def written_out(self, name: str, at: int) -> str:
        """ "Commissioner-General of the Agency": a name that was mentioned with a short form in it, with the full one."""
        inner = INNER.search(name)
        full = self.last(inner["short"], at) if inner else None
        return f"{name[: inner.start('short')]}{full}" if inner and full and INNER.search(full) is None else name


def _with_organ(name: str, mentions: Sequence[tuple[int, str]]) -> str:
    """ "Special Rapporteur on the matter": with the organ whose mandate it is, where the text named it with that before."""
    if not name.startswith("Special Rapporteur on "):
        return name
    return next((full for _, full in mentions if _OF_ORGAN.sub("", full, count=1) == name), name)
