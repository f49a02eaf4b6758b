"""What the short forms of a text stand for: "the Office", "the Force", "the Commission", "him".

A resolution introduces a body under its full name and goes on with its head ("the Commission"). A short form stands for the full name
with that head that was mentioned last before it; in its absence, for the one that the register knows under that form.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reading.lexicon import ACTOR_HEADS, OFFICER_HEADS
from reading.requests.parties.actors import acts_by_head, head, short_name, without_note
from reading.requests.parties.full_names import by_short_form, core, is_full_name, shortens, well_cut
from reading.requests.parties.mentions import INNER, Mentions
from reading.requests.parties.names import names
from reading.requests.parties.pronouns import last_body, last_state

# the Commission | the said Advisory Committee
_SHORT = re.compile(r"^(?:the said|the|that|this|said|such)\s+(?P<short>[A-ZÀ-Ý][\w’\-]*(?:\s+[A-ZÀ-Ý][\w’\-]*){0,2})$")
# States parties to the Convention
_PARTY = re.compile(r"^(?P<party>.*\b[Pp]art(?:y|ies) to the )(?P<short>Convention|Treaty|Protocol|Covenant|Agreement|Statute)$")
# the Fourth Geneva Convention: one of several, of which "the Convention" tells as much
_OF_GENEVA = re.compile(r"\bGeneva Convention$")
# those countries | the above-mentioned entities
_POINTING = re.compile(r"^(?:those|these|the said|(?:the )?(?:above|afore)-?mentioned) (?P<noun>[\w-]+)$")
# that State | the said Government
_THAT_STATE = re.compile(r"(?:that|the said|this) (?:state|country|government)|the latter")
# those that have not yet done so
_THOSE_THAT = re.compile(r"^(?:and )?those (?P<limit>(?:that|which|who) (?:have|has|are|do|did) .*|not (?:yet )?having .*)$")
# those States members of the Standing Committee | all States parties to the Treaty
_GROUP = re.compile(
    r"\b(?:(?:all|other|those|the|relevant|donor|host|developed|developing|interested|[a-z]+-[a-z-]+|[A-Z][a-z]+an) )*"
    r"(?:Member States|States (?:members of|[Pp]arties to) the [A-Z][\w’-]*"
    r"(?: (?:on |of |for |the |and )*[A-Z][\w’-]*)*|States [Pp]arties|States|Governments|[Pp]arties|countries|signatories|organizations|"
    r"donors|stakeholders|entities|members|delegations|partners)\b"
)
_PERSONS = re.compile(r"(?:members|donors|delegations|partners|signatories|stakeholders)$")
# with other international, governmental and non-governmental organizations
_BEFORE_GROUP = r"\b(?:with|by|of|between|among|from|to|for|that|the|all)\s+"
_ADJOINED = r"(?!(?:of|by|with|to|for|from|in|on|between|among|that|those|these|thanks)\b)(?:[a-z-]+|[A-Z][\w-]+)"
_PRONOUNS = frozenset({"both", "it", "itself", "him", "her", "he", "she", "them", "they", "those", "themselves"})
# all Member States | relevant organizations of the United Nations system
_SEVERAL = re.compile(
    r"\b(?:(?:all|other|relevant|those|the|donor|developed|developing|host|neighbouring|interested|nuclear-weapon|specialized|regional|"
    r"subregional|international|humanitarian) )*"
    r"(?:Member States|States [Pp]arties(?: to the [A-Z][\w’-]*(?: [A-Z][\w’-]*)*)?|States|Governments|[Pp]arties|countries|organizations|"
    r"donors|stakeholders|entities|agencies|institutions|members|delegations|partners|co-facilitators|co-chairs|facilitators)\b"
)
# whom "it" can stand for: nobody of flesh and blood
_THINGS = ACTOR_HEADS - OFFICER_HEADS
# the Director-General, of whichever agency the text named before
_OF_MANY = frozenset({"Director-General", "Executive Board"})
_BARE = re.compile(
    r"(?:Special|Independent) (?:Rapporteur|Expert|Envoy|Representative|Adviser)|Working Group|(?:Special |Advisory )?Committee"
)
_SMALL = (" with regard", " to the Impl", " against ", ", Particularly", " at Geneva", " at Vienna", " at Nairobi")
# organs that speak of every matter, and of many conferences and unions
_OF_ALL_THINGS = frozenset({None, "General Assembly", "Security Council", "Economic and Social Council", "Human Rights Council"})
_ORGAN_OF = {"General Assembly": "Assembly", "Security Council": "Council", "World Health Assembly": "Assembly"}
_FULL_BY_THEMSELVES = frozenset(
    {"Secretary-General", "Director-General", "Secretariat", "Deputy Secretary-General", "United Nations"}
)
# what a body calls itself: "the Conference", "the Assembly"
_OWN_SHORT = frozenset({"Assembly", "Conference", "Congress", "Council", "Board", "Commission"})


@dataclass(frozen=True, slots=True)
class Resolved:
    """A name, the rule by which it was found, and whether it is beyond doubt."""

    name: str
    rule: str
    sure: bool = True


class ShortForms:
    """What the short forms of one text stand for. ``body`` is the organ that adopted it; ``addressed`` takes whom its acts were found to be
    laid on so far, in their order."""

    def __init__(self, texts: Sequence[str], title: str | None, body: str | None) -> None:
        self.mentions = Mentions(texts, title)
        self.body = body
        self.addressed: list[str] = []

    def resolve(self, phrase: str, paragraph: int, offset: int, addressees: Sequence[str] = ()) -> Resolved:
        """The name that a phrase of a paragraph stands for; a phrase that is already a full name comes back shortened only.

        ``addressees`` are those of the act before, for pronouns.
        """
        phrase = without_note(phrase)
        low = phrase.casefold().strip()
        if low in _PRONOUNS:
            return self._written_out(self._pronoun(low, paragraph, offset, addressees), paragraph, offset)
        if pointing := _POINTING.match(low):
            return Resolved(
                self._those(pointing["noun"], paragraph, offset, addressees) or short_name(phrase), "name.those", sure=False
            )
        if low == "the latter" and (latter := self._latter(paragraph, offset)):
            return self._written_out(Resolved(latter, "name.those", sure=False), paragraph, offset)
        if _THAT_STATE.fullmatch(low):
            return Resolved(self._that_state(paragraph, addressees) or short_name(phrase), "name.those", sure=False)
        if limited := _THOSE_THAT.match(phrase):
            return self._those_that(limited["limit"], phrase, paragraph, offset)
        if low in ("the development system", "development system"):
            return Resolved("United Nations development system", "name.register", sure=False)
        if short := _SHORT.match(" ".join(phrase.split())):
            return self._short(short["short"], self.mentions.place(paragraph, offset))
        return self._embedded(self._uncut(short_name(phrase), phrase, paragraph, offset), paragraph, offset)

    def _written_out(self, found: Resolved, paragraph: int, offset: int) -> Resolved:
        """Whom a pronoun stands for, where that is a short form itself: "the Special Rapporteur ... requests him"."""
        if _BARE.fullmatch(found.name):
            found = replace(found, name=self._short(found.name, self.mentions.place(paragraph, offset)).name, sure=False)
        within = self._embedded(found.name, paragraph, offset)
        return found if within.name == found.name else replace(within, sure=False)

    def _those(self, noun: str, paragraph: int, offset: int, addressees: Sequence[str]) -> str | None:
        """Those that a pointing word and a noun stand for: of the act before, named before in the paragraph, or addressed in the text."""
        return (
            next((name for name in addressees if noun in name.casefold().split()), None)
            or self._named_with(noun, paragraph, offset)
            or self._said_which(noun, paragraph, offset)
            or next((name for name in reversed(self.addressed) if head(name) == noun), None)
        )

    def _said_which(self, noun: str, paragraph: int, offset: int) -> str | None:
        """ "congratulates those countries that have met the criteria, and invites those countries to": with what was said of them first."""
        before = self.mentions.before(paragraph, offset)
        said = re.findall(rf"\b(?:those|the) ({re.escape(noun)} (?:that|which|who) (?:have|has|are|had) [^,;]{{3,120}}),", before)
        return short_name(said[-1]) if said else None

    def _latter(self, paragraph: int, offset: int) -> str | None:
        """ "invites the Council to consult the Secretary-General, and requests | the latter | to": who is named last by a name."""
        before = self.mentions.before(paragraph, offset)
        named = [" ".join(before[start:end].split()) for start, end in names(before)][1:]
        return next((short_name(name) for name in reversed(named) if acts_by_head(name)), None)

    def _that_state(self, paragraph: int, addressees: Sequence[str]) -> str | None:
        """ "that State": the one addressed last, or else named last in the two paragraphs before."""
        states = [name for name in (*self.addressed, *addressees) if name[:1].isupper() and head(name) not in ACTOR_HEADS]
        if states:
            return states[-1]
        earlier = reversed(self.mentions.texts[max(0, paragraph - 2) : paragraph])
        return next((state for text in earlier if (state := last_state(text))), None)

    def _uncut(self, name: str, phrase: str, paragraph: int, offset: int) -> str:
        """The whole of a name that was broken off at one of its small words: "Committee on the Situation | with regard to the matter"."""
        whole = self.mentions.named_at(paragraph, offset + max(phrase.find(name), 0)) or name
        goes_on = _SMALL if not name.startswith("Special Rapporteur of ") else (*_SMALL, " on ")
        return whole if whole.startswith(name) and whole[len(name) :].startswith(goes_on) else name

    def _those_that(self, limit: str, phrase: str, paragraph: int, offset: int) -> Resolved:
        """ "those that have not yet done so": those of the group that the paragraph named last before."""
        groups = list(_GROUP.finditer(self.mentions.before(paragraph, offset)))
        if not groups or (limit.startswith("who ") and not _PERSONS.search(groups[-1][0])):  # "those who are fighting"
            return Resolved(short_name(phrase), "name.those", sure=False)
        group = self._embedded(short_name(groups[-1][0]), paragraph, groups[-1].start())
        return Resolved(f"{group.name} {limit}", "name.those", sure=False)

    def _named_with(self, noun: str, paragraph: int, offset: int) -> str | None:
        """The noun phrase with a noun that the paragraph gave last before an offset: "those organizations"."""
        named = rf"{_BEFORE_GROUP}(?P<name>(?:{_ADJOINED},? (?:and )?){{1,6}}?{re.escape(noun)})\b"
        found = list(re.finditer(named, self.mentions.before(paragraph, offset)))
        return short_name(found[-1]["name"]) if found else None

    def _embedded(self, name: str, paragraph: int, offset: int) -> Resolved:
        """ "members of the Commission": the short form inside a name is resolved too."""
        inner = INNER.search(name)
        if inner is None:
            return self._treaty(name, paragraph, offset)
        found = self._short(inner["short"], self.mentions.place(paragraph, offset))
        if found.name == inner["short"]:
            return Resolved(name, "name.full")
        whole = f"{name[: inner.start('short')]}{found.name}{name[inner.end('short') :]}"
        return Resolved(whole, f"{found.rule}-within", found.sure)

    def _treaty(self, name: str, paragraph: int, offset: int) -> Resolved:
        """ "States parties to the Convention": the convention that the same paragraph named before."""
        match = _PARTY.match(name)
        if match is None:
            return Resolved(name, "name.full")
        before = self.mentions.before(paragraph, offset)
        named = (
            well_cut(" ".join(before[start:end].split())) for start, end in (names(before) if match["short"] in before else ())
        )
        full = [
            treaty for treaty in named if " " in treaty and shortens(match["short"], treaty) and not _OF_GENEVA.search(treaty)
        ]
        return Resolved(f"{match['party']}{full[-1]}", "name.treaty", sure=False) if full else Resolved(name, "name.full")

    def _pronoun(self, low: str, paragraph: int, offset: int, addressees: Sequence[str]) -> Resolved:
        """Whom a pronoun stands for: an addressee of the act before, otherwise who was mentioned last in the paragraph."""
        if low in ("him", "her", "he", "she"):
            fitting = [name for name in addressees if head(name) in OFFICER_HEADS]
            last = fitting[0] if fitting else self.mentions.last_with_head(OFFICER_HEADS, paragraph, offset)
            return Resolved(last or "Secretary-General", "name.pronoun", bool(fitting))
        if addressees:
            return Resolved(addressees[0], "name.pronoun", len(addressees) == 1)
        before = self.mentions.before(paragraph, offset)
        if low in ("them", "they", "those", "themselves", "both"):
            several = list(_SEVERAL.finditer(before))
            return Resolved(short_name(several[-1][0]) if several else low, "name.pronoun", sure=False)
        thing = (
            self.mentions.last_with_head(_THINGS, paragraph, offset)
            or self._short_before(before, paragraph)
            or last_state(before)
            or low
        )
        return Resolved(thing, "name.pronoun", sure=False)

    def _short_before(self, before: str, paragraph: int) -> str | None:
        """What the body stands for that a paragraph named last by its short form, or sets up: "the need for | the Committee | to"."""
        place = last_body(before)
        if place is None:
            return None
        short = before[slice(*place)]
        return self._short(short, self.mentions.place(paragraph, place[0])).name if short[:1].isupper() else short

    def _short(self, short: str, at: int) -> Resolved:
        """What a short form at a position of the text stands for: the adopting organ, a name of the text, or one of the register."""
        if self.body and self._is_own(short, self.body):
            return Resolved(self.body, "name.own-organ")
        if short == "Assembly":
            return Resolved("General Assembly", "name.register")
        if short in _OF_MANY and (named := self.mentions.whose_core_is(short, at)):
            return Resolved(named[-1], "name.last-mentioned", sure=len(set(named)) == 1)
        if is_full_name(short) or short in _FULL_BY_THEMSELVES:
            return Resolved(short, "name.full")
        if (defined := self.mentions.defined(short, at)) is not None:
            return Resolved(defined, "name.defined")
        if (mentioned := self.mentions.last(short, at)) is not None:
            return self._mentioned(short, mentioned, at)
        known = by_short_form().get(short.casefold(), ())
        if len(known) == 1 and self._plain(short):
            return Resolved(known[0], "name.register", sure=False)
        return Resolved(short, "name.as-printed", sure=len(short.split()) > 1)

    def _mentioned(self, short: str, mentioned: str, at: int) -> Resolved:
        """What a short form stands for in a text that ``mentioned`` a full name for it last."""
        own = self.mentions.of_the_whole_text(short, mentioned, at)
        longer = self.mentions.last(own, at) or own  # "the Scientific Committee" was a short form itself
        if longer == own and len(known := by_short_form().get(own.casefold(), ())) == 1:
            longer = known[0]
        sure = longer == mentioned and self.mentions.names_before(mentioned, at)
        if short == "Organization":  # it may be the United Nations, unless the paragraph names another
            sure = sure and self.mentions.named_in_paragraph(longer, at)
        return Resolved(self.mentions.written_out(longer, at), "name.last-mentioned", sure)

    @staticmethod
    def _is_own(short: str, body: str) -> bool:
        """Whether the adopting organ calls itself so: "the Conference" of the Conference of the Parties."""
        return short == _ORGAN_OF.get(body) or (short in _OWN_SHORT and short == core(body).split()[-1])

    def _plain(self, short: str) -> bool:
        """Whether a short form that the text gives no name for is that of the one body that the register has it for: "the Administrator",
        "the Advisory Committee"; "the Conference" and "the Union" may be any, but for what their own organ says."""
        return short.casefold() not in ACTOR_HEADS or short.casefold() in OFFICER_HEADS or self.body not in _OF_ALL_THINGS
