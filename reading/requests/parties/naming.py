"""Where the addressees of an act stand: the stretches of words between its verb and its infinitive, past the asides."""

from typing import NamedTuple

from reading.lexicon import ACTOR_HEADS
from reading.requests.parties.actors import is_actor
from reading.requests.parties.asides import AGAIN, aside_close, names_members, opens_aside, past_aside
from reading.requests.parties.members import names_one
from reading.requests.parties.runs import inside_name
from reading.requests.parties.unmarked import TIMING, behind_time
from reading.requests.sentences.frames import bare
from reading.requests.sentences.phrases import Sentence, is_adverb, item_end


def skip_prelude(sentence: Sentence, i: int, limit: int) -> int:
    """Past asides that stand between the verb and what it governs: ", in this regard," "inter alia," "once again"."""
    aside = False
    while i < limit:
        low = sentence.low(i)
        if low == "," or (aside and low in ("so", "with", "taking", "bearing") and opens_aside(sentence, i)):
            close = aside_close(sentence, i + (low == ","), limit)
            if close is None:
                return i + (low == ",")
            i, aside = close, True
        elif aside and (close := _further_asides(sentence, i, limit)) is not None:
            i = close
        elif low in ("inter", "in") and sentence.low(i + 1) in ("alia", "this", "that", "particular"):
            i += 2 if sentence.low(i + 1) in ("alia", "particular") else 3
            if sentence.low(i) == ",":
                i += 1
        elif low == "to" and sentence.low(i + 1) in ("the", "all") and sentence.low(i - 1) in ("request", "invitation", "appeal"):
            i += 1  # "extends an invitation | to the Secretary-General to"
        elif low in ("also", "again", "therefore", "further", "both", "once"):
            if low == "both" and (sentence.verb_after_to(i + 1, limit) is not None or _both_of_one_name(sentence, i + 1, limit)):
                break  # "urges both | to continue", "both parties to act"
            i += 1
        else:
            break
    return i


def _both_of_one_name(sentence: Sentence, i: int, limit: int) -> bool:
    """ "both | parties to the Treaty": one plural noun, where "both" counts; in "both the Council and States" it joins two."""
    return sentence.low(i) in ("parties", "sides", "governments", "countries", "states") and all(
        sentence.low(j) not in ("and", ",") or sentence.verb_after_to(j + 1, limit) is not None
        for j in range(i, min(i + 8, limit))
    )


def _further_asides(sentence: Sentence, i: int, limit: int) -> int | None:
    """ ", in this regard, | unless decided otherwise, | that", ", within its budget and, | where possible, through gifts, | the": the word
    behind asides that follow the first, if a clause, an infinitive or a noun with its article begins there."""
    first = i
    i += sentence.low(i) == "and" and opens_aside(sentence, i + 1)  # ", and bearing in mind its rules, | to"
    while sentence.low(i) != "that" and opens_aside(sentence, i) and (close := aside_close(sentence, i, limit)) is not None:
        i = close
    return (
        i if i > first and (sentence.low(i) in ("that", "the", "all") or sentence.verb_after_to(i, limit) is not None) else None
    )


class Named(NamedTuple):
    """The stretches of words that name addressees, the verb of what they are asked (``None`` if there is none), and whether it is plain."""

    segments: list[tuple[int, int]]
    verb: int | None
    sure: bool


def addressee_segments(sentence: Sentence, i: int, limit: int) -> Named:
    """Who is named from word ``i`` on, as far as the infinitive of what they are asked, or ``limit``."""
    walk = _Walk(sentence, i, limit)
    while walk.j < limit:
        if (named := walk.step()) is not None:
            return named
    return walk.named(None)


class _Walk:
    """A walk from an act's verb to its infinitive: it stands at word ``j``, and the name that it passes began at word ``begin``."""

    def __init__(self, sentence: Sentence, first: int, limit: int) -> None:
        self.sentence, self.first, self.limit = sentence, first, limit
        self.segments: list[tuple[int, int]] = []
        self.begin = self.j = first
        self.sure = True

    def named(self, verb: int | None, *, end: int | None = None, plain: bool = True) -> Named:
        """What was named, with the last name up to word ``end``, or to where the walk stands."""
        return Named([*self.segments, (self.begin, self.j if end is None else end)], verb, self.sure and plain)

    def step(self) -> Named | None:
        """One word further, or past the aside that opens there; what was named where the walk is at its end."""
        sentence, low = self.sentence, self.sentence.low(self.j)
        if low in (";", ":"):
            return self.named(None)
        if low in _WHEN and self.j > self.begin:
            after = sentence.low(self.j + 1)
            if after not in _MANDATED and (verb := _while_doing(sentence, self.j, self.limit)) is not None:
                return self.named(verb, plain=not after.endswith("ing"))
            if low == "in" and (close := _together_end(sentence, self.j, self.limit)) is not None:
                self._go_on(close)
                return None
        if low in TIMING and self.j > self.begin and (timed := behind_time(sentence, self.begin, self.j, self.limit)) is not None:
            return self.named(timed)
        if low == "to" and (named := self._at_infinitive()) is not None:
            return named
        if low == "–" and (close := next((k for k in range(self.j + 1, self.limit) if sentence.low(k) == low), None)) is not None:
            self._go_on(close + 1)  # "all stakeholders – Governments and businesses – to act"
            return None
        if low in AGAIN and low == sentence.low(self.first - 1) and (joint := self._said_again()) is not None:
            self._go_on(self.j + 1, end=joint)
            return None
        if low == ",":
            return self._at_comma()
        self.j += 1
        return None

    def _go_on(self, at: int, *, end: int | None = None) -> None:
        """The name ends where the walk stands, or at word ``end``; the next one begins at ``at``."""
        self.segments.append((self.begin, self.j if end is None else end))
        self.begin = self.j = at

    def _at_infinitive(self) -> Named | None:
        """What was named, if the "to" there is that of what they are asked, and of no clause or noun of their own."""
        sentence, j, limit = self.sentence, self.j, self.limit
        verb = sentence.verb_after_to(j, limit)
        if verb is None:
            return None
        theirs = _of_their_clause(sentence, self.begin, j)
        if (theirs or sentence.governed(j)) and _later_infinitive(sentence, j + 1, limit, hanging=theirs):
            return None
        return self.named(verb, end=_before_adverbs(sentence, self.begin, j))

    def _said_again(self) -> int | None:
        """ "upon States, as well as | upon | civil society", "to donors and | to | the agencies": where the act's own preposition is said
        once more, the word behind which the name before it ends."""
        sentence, j = self.sentence, self.j
        stop, _ = item_end(sentence, j + 1, self.limit)
        if j <= self.begin + 1 or stop <= j + 1 or not is_actor(bare(sentence.phrase(j + 1, stop).text)):
            return None
        if sentence.low(j - 1) == "as" and sentence.low(j - 2) == "well":
            joint = j - 3
        elif sentence.low(j - 1) == "and":
            joint = j - 1
        else:
            return None
        joint -= sentence.low(joint - 1) == ","
        return joint if joint > self.begin else None

    def _at_comma(self) -> Named | None:
        sentence, j, limit = self.sentence, self.j, self.limit
        if (verb := sentence.verb_after_to(j + 1, limit)) is not None:
            held = _yet_to_be(sentence, verb, limit)
            return self.named(held or verb, plain=held is None)
        if j > self.begin and sentence.low(j - 1) in ("and", "or") and (close := aside_close(sentence, j + 1, limit)) is not None:
            self._go_on(close, end=j - 1)  # "and, as appropriate, others"
            return None
        again = sentence.low(j + 1)
        if (
            again in AGAIN
            and again == sentence.low(self.first - 1)
            and names_one(sentence, j + 2, item_end(sentence, j + 2, limit)[0])
        ):
            self._go_on(j + 2)  # "appeals to States, | to | organizations and to individuals"
            return None
        if opens_aside(sentence, j + 1):
            return self._at_aside()
        self.j += 1
        return None

    def _at_aside(self) -> Named | None:
        """Past an aside that opens behind the comma there, to the next name; what was named, where none comes."""
        sentence, j, limit = self.sentence, self.j, self.limit
        resumed, verb = past_aside(sentence, j + 1, limit)
        if verb is not None:
            nested = [k for k in range(j + 1, verb) if sentence.low(k) == "including"]
            held = _yet_to_be(sentence, verb, limit)
            # "A, including B, C, including D, to": C may be another
            return self.named(held or verb, plain=held is None and len(nested) < 2)
        if resumed is None:
            loose = next((v for t, v in sentence.infinitives(j + 1, limit) if not sentence.governed(t)), None)
            return self.named(loose, plain=False)
        self.sure = self.sure and not (sentence.low(resumed - 1) == "," and names_members(sentence, j + 1))
        self._go_on(resumed)
        return None


# the Special Rapporteur on human rights while countering terrorism: the mandate's name
_MANDATED = frozenset({"countering"})
# the Secretary-General when doing so | the Committee if necessary | States upon request
_WHEN = frozenset({"when", "while", "in", "if", "upon", "where", "whenever", "wherever", "before", "after"})
# in close cooperation with | in consultation with
_TOGETHER = frozenset({"cooperation", "collaboration", "consultation", "coordination", "partnership", "conjunction", "concert"})


def _together_end(sentence: Sentence, j: int, limit: int) -> int | None:
    """ "Governments | in cooperation with A and B, to": where what says with whom ends, at a comma or at the infinitive."""
    noun = next((k for k in range(j + 1, min(j + 4, limit)) if sentence.low(k) in _TOGETHER), None)
    if noun is None or sentence.low(noun + 1) != "with":
        return None
    for k in range(noun + 2, limit):
        low = sentence.low(k)
        if low == "," and not inside_name(sentence, k):
            return k
        if low in (";", ":"):
            return None
        if low == "to" and sentence.verb_after_to(k, limit) is not None and not sentence.governed(k):
            return k
    return None


def _while_doing(sentence: Sentence, j: int, limit: int) -> int | None:
    """For an aside that no comma closes off ("the Secretary-General when doing so to provide"): the verb of the infinitive behind it."""
    after = sentence.low(j + 1 + (sentence.low(j + 1) in ("next", "again") or is_adverb(sentence.low(j + 1))))
    so = sentence.low(j) == "in" and (after == "doing" or (after == "so" and sentence.low(j + 2) == "doing"))
    doing = sentence.low(j) not in ("in", "upon") and after.endswith("ing") and after not in ACTOR_HEADS
    if not (so or doing or after in ("necessary", "appropriate", "possible", "needed", "required", "requested", "request")):
        return None
    for k in range(j + 1, min(limit, j + 14)):
        if sentence.low(k) in (",", ";", ":"):
            return None
        if (verb := sentence.verb_after_to(k, limit)) is not None:
            return verb
    return None


_ONCE_MORE = frozenset({"once", "again", "more", "further", "also", "therefore", "jointly", "each", "both", "either", "neither"})


def _before_adverbs(sentence: Sentence, begin: int, j: int) -> int:
    """ "the Institutes significantly to increase", "them once again to continue": the adverb belongs to the verb."""
    while j - 1 > begin and (is_adverb(sentence.low(j - 1)) or sentence.low(j - 1) in _ONCE_MORE):
        j -= 1
    return j


def _later_infinitive(sentence: Sentence, i: int, limit: int, hanging: bool = False) -> bool:
    """Whether another infinitive follows that is not merely joined to this one, nor ``hanging`` on a noun of its own: "in a position to
    do so | to contribute", but not "measures to take the steps necessary | to repeal"."""
    following = next((t for t, _ in sentence.infinitives(i, min(limit, i + 60)) if hanging or not sentence.governed(t)), None)
    return following is not None and sentence.low(following - 1) not in ("and", "or")


# States that have pledged | to contribute: words of somebody's own clause that an infinitive goes on with
_OF_OWN_WILL = frozenset(
    str.split("""pledged claiming claimed agreed decided undertaken undertook promised wish wishing intend intending seek seeking chosen
    elected failed refused able unable willing ready required entitled obliged authorized expected planning plan committed declared
    continue continues""")
)


def _of_their_clause(sentence: Sentence, begin: int, j: int) -> bool:
    """Whether the infinitive at word ``j`` belongs to a clause that says which addressees are meant."""
    return sentence.low(j - 1) in _OF_OWN_WILL and any(sentence.low(k) in ("that", "which", "who") for k in range(begin, j))


# with the assistance of a group of experts, to be convened in 2014, with broad participation, | to prepare
_BECOMING = frozenset(
    str.split("""convened established appointed constituted created set held formed composed chaired elected nominated designated selected
    circulated financed funded""")
)


def _yet_to_be(sentence: Sentence, verb: int, limit: int) -> int | None:
    """ "the working group, to be established at its next session, to consider": the verb behind what is yet to become of it."""
    if sentence.low(verb) != "be":
        return None
    commas = (k for k in range(verb + 1, min(limit, verb + 60)) if sentence.low(k) in (",", ";"))
    for comma in commas:
        held = sentence.verb_after_to(comma + 1, limit)
        if held is not None or sentence.low(verb + 1) not in _BECOMING:
            return held
    return None
