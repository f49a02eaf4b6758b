"""What the short forms of a text stand for: "the Office", "the Force", "the Commission", "him".

A resolution introduces a body under its full name and goes on with its head ("the Commission"). A short form stands for the full name
with that head that was mentioned last before it; in its absence, for the one that the register knows under that form.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from reading.lexicon import ACTOR_HEADS, OFFICER_HEADS, bodies, table, words
from reading.requests.parties.actors import head, is_actor, short_name, without_note
from reading.requests.parties.names import JOINED, names
from reading.requests.parties.pronouns import last_body

# Commission on the Limits of the Continental Shelf | (the Commission)
_DEFINED = re.compile(
    r"\s\((?:hereinafter )?(?:referred to as )?[“\"]?(?:the )?[“\"]?(?P<short>[A-Z][\w’-]*(?: [A-Z][\w’-]*){0,2})[”\"]?\)"
)
_LONGEST_NAME = 250
# Commissioner-General of the | United Nations Relief and Works Agency: a name within a name
_WITHIN = re.compile(r"\b(?:of|for) the (?=[A-Z][\w’-]+ (?:and )?[A-Z])")
_SHORT = re.compile(r"^(?:the said|the|that|this|said|such)\s+(?P<short>[A-ZÀ-Ý][\w’\-]*(?:\s+[A-ZÀ-Ý][\w’\-]*){0,2})$")
# members of the Commission | Chair of the Advisory Committee
_INNER = re.compile(
    r"^[\w\- ]+ (?:of|for) the (?P<short>(?:[A-Z][\w’-]+ ){0,2}(?:Commission|Committee|Council|Assembly|Board|Conference|Office|"
    r"Authority|Agency|Tribunal|Court|Mechanism|Forum|Programme|Fund|Mission|Force|Panel|Group|Institute|Commissioner|Rapporteur|"
    r"Representative|Division|Department|Centre|Unit|Bureau|Expert|Envoy|Entity|Platform|Union|Organization|Team|Network|University|"
    r"Body|Register|College|Secretariat))(?: (?:that|which|who) (?:have|has|are|do|did) [^,;]*)?$"
)
# States parties to the Convention
_PARTY = re.compile(r"^(?P<party>.*\b[Pp]art(?:y|ies) to the )(?P<short>Convention|Treaty|Protocol|Covenant|Agreement|Statute)$")
# Special Rapporteur | on minority issues
_SPECIAL = re.compile(r"(?:Rapporteur|Expert|Adviser|Representative|Envoy|Advocate|Working Group)\b")
_MANDATE = re.compile(
    r"\s+on (?P<on>(?:the )?[a-z][\w’-]*(?: (?!(?<!right )(?<!rights )to\b(?! (?:safe|the)\b)|in\b(?! persons\b)|and the\b|"
    r"for\b|with\b(?! disabilities\b)|at\b|that\b|which\b|is\b|"
    r"has\b|by\b(?! older\b)|submitted\b|presented\b|prepared\b|appointed\b|as\b(?! an? (?:means|component)\b))[\w’-]+){0,14})"
)
# Special Rapporteur on the situation of human rights | in the Democratic People’s Republic of Korea
_COUNTRY = re.compile(
    r" in (?:the )?(?:[Oo]ccupied )?[A-Z][\w’-]*(?: (?:of (?:the )?)?[A-Z][\w’-]*)*(?: territor(?:y|ies) occupied since 1967)?"
)
# Special Rapporteur | of the Human Rights Council | on minority issues
_OF_ORGAN = re.compile(r"(?<=^Special Rapporteur) of the (?:[A-Z][\w’-]+ )*[A-Z][\w’-]+(?= on )")
# Special Rapporteur on extrajudicial | , summary or arbitrary | executions; on forms of racism | , racial discrimination and intolerance
_MANDATE_LIST = re.compile(
    r"(?:,\s+(?!and\b|or\b|who|which|in\b|on\b|to\b|as\b|with|at\b|by\b|for\b)[a-z][\w’-]*(?:\s+(?!and\b|or\b)[a-z][\w’-]*){0,3}){1,4},?"
    r"\s+(?:and|or)\s+(?:[a-z][\w’-]*\s+)?[a-z][\w’-]*(?:\s+of\s+[a-z][\w’-]*)?|,\s+(?:its|their)\s+causes\s+and\s+consequences"
    r"|,\s+(?:especially|including|in\s+particular)\s+women\s+and\s+(?:children|girls)"
)
# ... on the enjoyment of: where a mandate is cut, it isn't cut there
_FUNCTION_END = re.compile(r"(?: (?:of|on|the|and|to|their|all|a))+$")
# those countries | the above-mentioned entities
_POINTING = re.compile(r"^(?:those|these|the said|(?:the )?(?:above|afore)-?mentioned) (?P<noun>[\w-]+)$")
# that State | the said Government
_THAT_STATE = re.compile(r"(?:that|the said|this) (?:state|country|government)|the latter")
# Condemns | Ruritania | for its raids; its appreciation to | the host Government: whom "it" stands for where no body was named
_STATE = re.compile(
    r"\b(?:[Cc]ondemns|[Cc]ommends|[Cc]ongratulates|[Tt]hanks|[Uu]rges|[Ii]nvites|[Rr]equests|[Ww]elcomes|to|upon|with|by|of|on)\s+(?:the\s+)?"
    r"(?P<name>(?:(?:host |transitional |interim )?Government(?: of (?:the )?)?)?(?:[A-ZÀ-Ý][\w’-]+(?: (?:and |of (?:the )?)?(?=[A-Z]))?)*)"
)
# those that have not yet done so
_THOSE_THAT = re.compile(r"^(?:and )?those (?P<limit>(?:that|which|who) (?:have|has|are|do|did) .*|not (?:yet )?having .*)$")
# those States members of the Standing Committee | all States parties to the Treaty
_GROUP = re.compile(
    r"\b(?:(?:all|other|those|the|relevant|donor|host|developed|developing|interested|[a-z]+-[a-z-]+|[A-Z][a-z]+an) )*"
    r"(?:Member States|States (?:members of|[Pp]arties to) the [A-Z][\w’-]*"
    r"(?: (?:on |of |for |the |and )*[A-Z][\w’-]*)*|States [Pp]arties|States|Governments|[Pp]arties|countries|signatories|organizations|"
    r"donors|stakeholders|entities|members|delegations|partners)\b"
)
# with other international, governmental and non-governmental organizations
_BEFORE_GROUP = r"\b(?:with|by|of|between|among|from|to|for|that|the|all)\s+"
_ADJOINED = r"(?!(?:of|by|with|to|for|from|in|on|between|among|that)\b)(?:[a-z-]+|[A-Z][\w-]+)"
_PRONOUNS = frozenset({"both", "it", "itself", "him", "her", "he", "she", "them", "they", "those", "themselves"})
# Officers that one word names.
_ALONE = re.compile(r"\b(?:Secretary|Director)-General\b")
# all Member States | relevant organizations of the United Nations system
_SEVERAL = re.compile(
    r"\b(?:(?:all|other|relevant|those|the|donor|developed|developing|host|neighbouring|interested|nuclear-weapon) )*"
    r"(?:Member States|States [Pp]arties(?: to the [A-Z][\w’-]*(?: [A-Z][\w’-]*)*)?|States|Governments|[Pp]arties|countries|organizations|"
    r"donors|stakeholders|entities|agencies|institutions|members|delegations|partners)\b"
)
# whom "it" can stand for: nobody of flesh and blood
_THINGS = ACTOR_HEADS - OFFICER_HEADS
# the Office | in the | Department
_SAME_PHRASE = re.compile(r"\s*(?:in|of|at|within)\s+(?:the\s+)?")
# the Director-General, of whichever agency the text named before
_OF_MANY = frozenset({"Director-General", "Executive Board"})
_BARE = re.compile(
    r"(?:Special|Independent) (?:Rapporteur|Expert|Envoy|Representative|Adviser)|Working Group|(?:Special |Advisory )?Committee"
)
_SMALL = (" with regard", " to the Impl", " against ", ", Particularly", " at Geneva", " at Vienna", " at Nairobi")
# organs that speak of every matter, and of many conferences and unions
_OF_ALL_THINGS = frozenset({None, "General Assembly", "Security Council", "Economic and Social Council", "Human Rights Council"})
_ORGAN_OF = {"General Assembly": "Assembly", "Security Council": "Council", "World Health Assembly": "Assembly"}


@dataclass(frozen=True, slots=True)
class Resolved:
    """A name and whether its resolution is beyond doubt."""

    name: str
    rule: str
    sure: bool = True


@cache
def _longer() -> dict[str, tuple[str, ...]]:
    """Names of the register whose beginning the pattern of names takes for the whole: the beginning to the names."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in bodies():
        end = next((end for _, end in names(entry.name)), len(entry.name))
        if end < len(entry.name):
            found[entry.name[:end]] = (*found.get(entry.name[:end], ()), entry.name)
    return found


@cache
def _register() -> dict[str, tuple[str, ...]]:
    """The names of the register by each of their short forms, in small letters."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in bodies():
        for short in entry.short:
            found[short.casefold()] = (*found.get(short.casefold(), ()), entry.name)
    return found


@cache
def _full_names() -> frozenset[str]:
    """Every name of the register, also former ones, in small letters."""
    return frozenset(name.casefold() for entry in bodies() for name in (entry.name, *entry.former))


class Mentions:
    """The full names of one text, in the order of their mention. Positions count through the whole text."""

    def __init__(self, texts: Sequence[str], title: str | None, body: str | None) -> None:
        self.body = body
        self.texts = texts
        self.starts: list[int] = []
        self.addressed: list[str] = []
        at = 0
        for text in texts:
            self.starts.append(at)
            at += len(text) + 1
        self._defined: dict[str, list[tuple[int, str]]] = {}
        self._by_head: dict[str, list[tuple[int, str]]] = {}
        self._at: dict[int, str] = {}
        for offset, text in [(-1, title or ""), *zip(self.starts, texts, strict=True)]:
            self._collect(offset, " ".join(text.split()) if offset < 0 else text)

    def _collect(self, offset: int, text: str) -> None:
        for match in _DEFINED.finditer(text) if "(" in text else ():
            before = text[max(0, match.start() - _LONGEST_NAME) : match.start()].rstrip()
            last = next((start for start, end in names(before) if end == len(before)), None)
            name = "" if last is None else _well_cut(" ".join(before[last:].split()))
            if " " in name and offset >= 0 and _shortens(match["short"], name):
                self._defined.setdefault(match["short"], []).append((offset + match.start(), name))
        for start, end in names(text):
            self._keep(offset, text, start, end)
            for inner in _WITHIN.finditer(text, start, end) if text.find(" the ", start, end) > 0 else ():
                self._keep(offset, text, inner.end(), end)

    def _keep(self, offset: int, text: str, start: int, end: int) -> None:
        if joint := JOINED.search(text, start, end) if text.find(" and ", start, end) > 0 else None:
            self._keep(offset, text, start, joint.start("joint"))
            start = joint.end()
        name = _well_cut(" ".join(text[start:end].split()))
        if " " not in name and name not in _longer() and not _SPECIAL.search(name):
            return  # one word is no full name
        low = text[start : start + _LONGEST_NAME].casefold() if name in _longer() else ""
        name = next((full for full in _longer().get(name, ()) if full.casefold() in low), name)
        if (mandate := _MANDATE.match(text, end)) and _SPECIAL.search(name):
            on = _FUNCTION_END.sub("", " ".join(mandate["on"].split()))
            if (listed := _MANDATE_LIST.match(text, mandate.end())) and not any(
                is_actor(item) for item in re.split(r",\s+(?:and\s+|or\s+)?|\s+(?:and|or)\s+", listed[0]) if item
            ):
                on = f"{on}{' '.join(listed[0].split())}"
            place = _COUNTRY.match(text, mandate.end()) if on.endswith(("human rights", "human rights situation")) else None
            name = f"{name} on {on}{place[0] if place else ''}"
        noun = head(name)
        if " " in name and (noun in ACTOR_HEADS or re.split(r"[-–]", noun)[-1] in ACTOR_HEADS):
            self._by_head.setdefault(noun, []).append((offset + start if offset >= 0 else -1, name))
            if offset >= 0:
                self._at[offset + start] = name

    def resolve(self, phrase: str, paragraph: int, offset: int, addressees: Sequence[str] = ()) -> Resolved:
        """The name that a phrase of a paragraph stands for; a phrase that is already a full name comes back shortened only.

        ``addressees`` are those of the act before, for pronouns.
        """
        phrase = without_note(phrase)
        low = phrase.casefold().strip()
        if low in _PRONOUNS:
            found = self._pronoun(low, paragraph, offset, addressees)
            if _BARE.fullmatch(found.name):  # "the Special Rapporteur ... requests him": a short form itself
                found = Resolved(
                    self._short(found.name, (self.starts[paragraph] if paragraph < len(self.starts) else 0) + offset).name,
                    found.rule,
                    sure=False,
                )
            within = self._embedded(found.name, paragraph, offset)
            return found if within.name == found.name else Resolved(within.name, within.rule, sure=False)
        if pointing := _POINTING.match(low):
            meant = next((name for name in addressees if pointing["noun"] in name.casefold().split()), None)
            meant = meant or self._named_with(pointing["noun"], paragraph, offset)
            meant = meant or next((name for name in reversed(self.addressed) if head(name) == pointing["noun"]), None)
            return Resolved(meant or short_name(phrase), "name.those", sure=False)
        if _THAT_STATE.fullmatch(low):
            states = [name for name in (*self.addressed, *addressees) if name[:1].isupper() and head(name) not in ACTOR_HEADS]
            earlier = reversed(self.texts[max(0, paragraph - 2) : paragraph])
            named = next((state for text in earlier if (state := _last_state(text))), None) if not states else states[-1]
            return Resolved(named or short_name(phrase), "name.those", sure=False)
        if limited := _THOSE_THAT.match(phrase):
            return self._those_that(limited["limit"], phrase, paragraph, offset)
        if low in ("the development system", "development system"):
            return Resolved("United Nations development system", "name.register", sure=False)
        match = _SHORT.match(" ".join(phrase.split()))
        if match is None:
            return self._embedded(self._uncut(short_name(phrase), phrase, paragraph, offset), paragraph, offset)
        return self._short(match["short"], self.starts[paragraph] + offset if paragraph < len(self.starts) else offset)

    def _uncut(self, name: str, phrase: str, paragraph: int, offset: int) -> str:
        """The whole of a name that was broken off at one of its small words: "Committee on the Situation | with regard to the matter"."""
        if paragraph >= len(self.starts):
            return name
        at = self.starts[paragraph] + offset + max(phrase.find(name), 0)
        whole = self._at.get(at, name)
        return whole if whole.startswith(name) and whole[len(name) :].startswith(_SMALL) else name

    def _those_that(self, limit: str, phrase: str, paragraph: int, offset: int) -> Resolved:
        """ "those that have not yet done so": those of the group that the paragraph named last before."""
        before = self.texts[paragraph][:offset] if paragraph < len(self.texts) else ""
        groups = list(_GROUP.finditer(before))
        if not groups:
            return Resolved(short_name(phrase), "name.those", sure=False)
        group = self._embedded(short_name(groups[-1][0]), paragraph, groups[-1].start())
        return Resolved(f"{group.name} {limit}", "name.those", sure=False)

    def _named_with(self, noun: str, paragraph: int, offset: int) -> str | None:
        """The noun phrase with a noun that the paragraph gave last before an offset: "those organizations"."""
        before = self.texts[paragraph][:offset] if paragraph < len(self.texts) else ""
        named = rf"{_BEFORE_GROUP}(?P<name>(?:{_ADJOINED},? (?:and )?){{1,6}}?{re.escape(noun)})\b"
        found = list(re.finditer(named, before))
        return short_name(found[-1]["name"]) if found else None

    def _embedded(self, name: str, paragraph: int, offset: int) -> Resolved:
        """ "members of the Commission": the short form inside a name is resolved too."""
        inner = _INNER.search(name)
        if inner is None:
            return self._treaty(name, paragraph, offset)
        found = self._short(inner["short"], self.starts[paragraph] + offset if paragraph < len(self.starts) else offset)
        if found.name == inner["short"]:
            return Resolved(name, "name.full")
        whole = f"{name[: inner.start('short')]}{found.name}{name[inner.end('short') :]}"
        return Resolved(whole, f"{found.rule}-within", found.sure)

    def _treaty(self, name: str, paragraph: int, offset: int) -> Resolved:
        """ "States parties to the Convention": the convention that the same paragraph named before."""
        match = _PARTY.match(name)
        before = self.texts[paragraph][:offset] if match and paragraph < len(self.texts) else ""
        full = [
            named
            for start, end in (names(before) if match and match["short"] in before else ())
            if match and _shortens(match["short"], named := _well_cut(" ".join(before[start:end].split()))) and " " in named
        ]
        if match is None or not full:
            return Resolved(name, "name.full")
        return Resolved(f"{match['party']}{full[-1]}", "name.treaty", sure=False)

    def _pronoun(self, low: str, paragraph: int, offset: int, addressees: Sequence[str]) -> Resolved:
        """Whom a pronoun stands for: an addressee of the act before, otherwise who was mentioned last in the paragraph."""
        if low in ("him", "her", "he", "she"):
            fitting = [name for name in addressees if head(name) in OFFICER_HEADS]
            found = fitting[0] if fitting else self._last_named(paragraph, offset, OFFICER_HEADS) or "Secretary-General"
            return Resolved(found, "name.pronoun", bool(fitting))
        if addressees:
            return Resolved(addressees[0], "name.pronoun", len(addressees) == 1)
        before = self.texts[paragraph][:offset] if paragraph < len(self.texts) else ""
        if low in ("them", "they", "those", "themselves", "both"):
            several = list(_SEVERAL.finditer(before))
            return Resolved(short_name(several[-1][0]) if several else low, "name.pronoun", sure=False)
        thing = self._last_named(paragraph, offset, _THINGS) or self._short_before(before, paragraph) or _last_state(before)
        return Resolved(thing or low, "name.pronoun", sure=False)

    def _short_before(self, before: str, paragraph: int) -> str | None:
        """What the body stands for that a paragraph named last by its short form, or sets up: "the need for | the Committee | to"."""
        place = last_body(before)
        if place is None:
            return None
        short = before[slice(*place)]
        return self._short(short, self.starts[paragraph] + place[0]).name if short[:1].isupper() else short

    def _last_named(self, paragraph: int, offset: int, heads: frozenset[str]) -> str | None:
        """The full name with one of the given heads that was mentioned last before ``offset`` of a paragraph; of "the Office in the
        Department of the Secretariat" the Office."""
        begin = self.starts[paragraph] if paragraph < len(self.starts) else 0
        text = self.texts[paragraph][:offset] if paragraph < len(self.texts) else ""
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

    def _short(self, short: str, at: int) -> Resolved:
        own = _ORGAN_OF.get(self.body or "")
        if short == own or (self.body and short in _OWN_SHORT and short == _core(self.body).split()[-1]):
            return Resolved(self.body or short, "name.own-organ")
        if short == "Assembly":
            return Resolved("General Assembly", "name.register")
        if short in _OF_MANY and (
            named := [name for place, name in self._by_head.get(head(short), ()) if place <= at and _core(name) == short]
        ):
            return Resolved(named[-1], "name.last-mentioned", sure=len(set(named)) == 1)
        if short.casefold() in _full_names():
            return Resolved(short, "name.full")
        if short in ("Secretary-General", "Director-General", "Secretariat", "Deputy Secretary-General", "United Nations"):
            return Resolved(short, "name.full")
        defined = [name for place, name in self._defined.get(short, ()) if place <= at]
        if defined:
            return Resolved(defined[-1], "name.defined")
        mentioned = self._mentioned(short, at)
        if mentioned is not None:
            own = self._texts_own(short, mentioned, at)
            longer = self._mentioned(own, at) or own  # "the Scientific Committee" was a short form itself
            if longer == own and len(known := _register().get(own.casefold(), ())) == 1:
                longer = known[0]
            sure = longer == mentioned and self._named_before(mentioned, at)
            if short == "Organization":  # it may be the United Nations, unless the paragraph names another
                begin = self.starts[bisect_right(self.starts, at) - 1]
                sure = sure and any(begin <= place <= at for place, name in self._by_head["organization"] if name == longer)
            return Resolved(self._whole(longer, at), "name.last-mentioned", sure)
        known = _register().get(short.casefold(), ())
        if len(known) == 1 and self._plain(short):
            return Resolved(known[0], "name.register", sure=False)
        return Resolved(short, "name.as-printed", sure=len(short.split()) > 1)

    def _named_before(self, name: str, at: int) -> bool:
        return any(
            place <= at and (one == name or _OF_ORGAN.sub("", name, count=1) == one) for place, one in self._by_head[head(name)]
        )

    def _plain(self, short: str) -> bool:
        """Whether a short form that the text gives no name for is that of the one body that the register has it for: "the Administrator",
        "the Advisory Committee"; "the Conference" and "the Union" may be any, but for what their own organ says."""
        return short.casefold() not in ACTOR_HEADS or short.casefold() in OFFICER_HEADS or self.body not in _OF_ALL_THINGS

    def _whole(self, name: str, at: int) -> str:
        """ "Commissioner-General of the Agency": a name that was mentioned with a short form in it, with the full one."""
        inner = _INNER.search(name)
        full = self._mentioned(inner["short"], at) if inner else None
        return f"{name[: inner.start('short')]}{full}" if inner and full and _INNER.search(full) is None else name

    def _mentioned(self, short: str, at: int) -> str | None:
        """The full name mentioned last before ``at`` whose core ends in the short form ("Commission", "High Commissioner")."""
        mentions = self._by_head.get(short.split()[-1].casefold(), [])
        place = bisect_right(mentions, (at, "\uffff"))
        for _, name in [*reversed(mentions[:place]), *mentions[place:]]:
            if name != short and _shortens(short, name):
                return self._with_organ(name, mentions[:place])
        return None

    def _texts_own(self, short: str, last: str, at: int) -> str:
        """The name that a short form stands for all through a text: one whose very head it is ("Committee on Tides"), named more than once
        before, rather than an "Inter-Agency Debris Committee" named once in a paragraph before; otherwise the last."""
        before = [(place, name) for place, name in self._by_head.get(short.split()[-1].casefold(), ()) if place < at]
        places = [place for place, name in before if name == last]
        if _core(last) == short or len(places) != 1 or places[0] >= self.starts[bisect_right(self.starts, at) - 1]:
            return last
        own = [name for _, name in before if name != short and _core(name) == short]
        return own[-1] if own and own.count(own[-1]) > 1 else last

    def _with_organ(self, name: str, mentions: Sequence[tuple[int, str]]) -> str:
        """ "Special Rapporteur on the matter": with the organ whose mandate it is, where the text named it with that before."""
        if not name.startswith("Special Rapporteur on "):
            return name
        return next((full for _, full in mentions if _OF_ORGAN.sub("", full, count=1) == name), name)


def _last_state(before: str) -> str | None:
    """The State or Government that a paragraph named last: "appreciation to | Ruritania"."""
    named = [
        name
        for match in _STATE.finditer(before)
        if (name := match["name"].removesuffix("’s").strip()) and _plain_state(before, match.start(), name)
    ]
    return next((name for name in reversed(named) if is_actor(name)), None)


def _plain_state(before: str, at: int, name: str) -> bool:
    """No month, and no part of a title: "Treaty | on the Non-Proliferation"."""
    return _DATED.search(name) is None and not before[:at].rstrip().rpartition(" ")[2][:1].isupper()


_DATED = re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")


def _core(name: str) -> str:
    return _BEHIND_CORE.split(name)[0]


_BEHIND_CORE = re.compile(r"\s(?:of|on|for|to|in|at|with|against)\s")


# what a body calls itself: "the Conference", "the Assembly"
_OWN_SHORT = frozenset({"Assembly", "Conference", "Congress", "Council", "Board", "Commission"})


def _shortens(short: str, name: str) -> bool:
    core = _core(name)
    return core == short or core.endswith(" " + short) or (core != name and core.startswith(short) and core == short)


@lru_cache(maxsize=16384)
def _well_cut(name: str) -> str:
    """Without the sentence's first word and without what another name adds behind "and": a name as a register would hold it."""
    name = re.sub(r"^(?:The|In|On|For|By|And|Also|Of|With|From|To|At|Its|His)\s+", "", name)
    name = re.sub(r" for (?:Member )?States?\b.*$", "", name)
    if name.startswith(_FEDERATION):
        return _FEDERATION  # by the | Russian Federation | of the Strait: a country, with the noun of a body
    words = name.split()
    if len(words) > 1 and re.fullmatch(r"[A-Z][a-z]+ing", words[0]) and words[0] not in _NAMED_FOR:
        name = " ".join(words[1:])
    if len(words) > 1 and words[0].endswith("s") and words[0][0].isupper() and words[0].casefold() in _OPENING_VERBS:
        name = _OWN_PREPOSITION.sub("", " ".join(words[1:]))  # "Calls on the Agency"
    return without_note(name.strip(" ,"))


# Peacebuilding Commission | Steering Committee: no participle that opens a recital
_NAMED_FOR = frozenset(
    str.split("""Standing Peacebuilding Peacekeeping Steering Working Monitoring Negotiating Drafting Coordinating Governing Organizing
    Banking Housing Training Funding Planning Engineering Broadcasting Accounting""")
)
_FEDERATION = "Russian Federation"
_OWN_PREPOSITION = re.compile(r"^(?:on|for|of)(?: the)? ")
_OPENING_VERBS = words(table("grammar")["mentions"]["opening_verbs"])
