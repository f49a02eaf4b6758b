"""Times that hang on something that happens on no printed day: "prior to the high-level meeting", "upon completion of the study"."""

import re
from collections.abc import Iterator, Set

from domain.time.phrases import Phrase, Vague
from reading.due.signs import Sieve

_DAY_OR_SESSION = r"(?!(?:[^\s.;,]+\s+){0,8}?(?:sessions?\b|[12]\d{3}\b))"
# no later than one week before the first day of the consultations | six weeks in advance of the meeting: an event without a date
_BEFORE_EVENT = re.compile(
    r"\b(?:(?:no|not)\s+later\s+than\s+|at\s+least\s+|not\s+less\s+than\s+)?(?:an?|one|two|three|four|five|six|eight|ten|twelve|\d+)\s+"
    r"(?:working\s+)?(?:hours|days?|weeks?|months?|years?)\s+(?:before|prior\s+to|in\s+advance\s+of|ahead\s+of)\s+(?:the|their|its|each|any|"
    r"every|such)\s+"
    rf"{_DAY_OR_SESSION}(?:[^\s.;,]+\s+(?:of\s+the\s+)?){{0,3}}?"
    r"(?:day|meetings?|conference|consultations?|discussions?|debates?|hearings?|dialogues?|workshops?|negotiations|elections?|vote|"
    r"opening|beginning|start|end|expiry|expiration|event|"
    r"forum|summit|launch|review|consideration|entry\s+into\s+force)\b(?:\s+of\s+(?:the\s+)?(?:[^\s.;,]+\s*){1,6})?",
    re.I,
)
# at least six months before the elections, | which are scheduled for December
_BEFORE_SCHEDULED = re.compile(
    r"\b(?:(?:(?:at\s+least|(?:no|not)\s+later\s+than)\s+)?(?:an?|one|two|three|four|five|six|eight|ten|\d+)\s+(?:days?|weeks?|months?|"
    r"years?)\s+)?"
    r"(?:before|prior\s+to|in\s+advance\s+of|ahead\s+of)\s+the\s+(?:[a-z-]+\s+){0,3}?(?:elections?|referendum|ballot|[Cc]onference|"
    r"meeting|[Ss]ummit)"
    r"(?=,?\s+(?:scheduled|planned|to\s+be\s+held|to\s+take\s+place)\b)"
)
# prior to the holding of such dialogue | before the opening of the conference
_BEFORE_HOLDING = re.compile(
    r"\b(?:before|prior\s+to|in\s+advance\s+of|ahead\s+of)\s+(?:the|their|its)\s+(?:holding|convening|opening|commencement|conclusion|"
    r"launch(?:ing)?|start|beginning|completion|finalization|expiry|expiration|end)\s+of\s+(?:(?:such|the|that|this|its|each|any|these|"
    r"those|an?)\s+|"
    r"(?=[a-z]+\s+[a-z]|(?:elections|negotiations|operations|voting|registration|work)\b))"
    r"(?!(?:[^\s.;,]+\s+){0,8}?(?:sessions?\b|year\b|decade\b|[12]\d{3}\b))"
    r"(?:(?!(?:to|in|on|at|with|for|and)\b)[^\s.;,]+(?:\s+of\s+the(?=\s))?(?:\s+(?!(?:to|in|on|at|with|for|and)\b)|\b)){1,4}",
    re.I,
)
# prior to the first commencement date referred to in paragraph 1 | no less than seven weeks before its 2019 and 2021 ordinary sessions
_BEFORE_DATE = re.compile(
    r"\b(?:before|prior\s+to|by)\s+(?:the|their|its)\s+(?:(?:first|second|last|final|actual)\s+)?(?:commencement|closing|starting|"
    r"expiry|effective)"
    r"\s+dates?\b(?:\s+(?:referred\s+to|set\s+out|specified)\s+in\s+paragraphs?\s+\d+)?"
    r"|\b(?:(?:no|not)\s+(?:less|later)\s+than|at\s+least)\s+[a-z\d]+\s+(?:weeks?|months?|days?)\s+(?:before|prior\s+to|"
    r"in\s+advance\s+of)\s+"
    r"(?:its|their|the)\s+[12]\d{3}\s+and\s+[12]\d{3}\s+(?:[a-z]+\s+){0,2}sessions\b"
)
# prior to the high-level meeting | well in advance of the Conference | subsequent to the meeting of the Group: whose day isn't printed.
# Not "after the conference held in 2018", "proceedings before the Conference"
_AROUND_MEETING = re.compile(
    r"(?<!brought )(?<!placed )(?<!put )(?<!pending )(?<!matters )(?<!issues )(?<!items )(?<!cases )(?<!laid )(?<!come )"
    r"\b(?:(?:(?:well|sufficiently)\s+)?(?:in\s+advance|ahead)\s+of|before|prior\s+to|subsequent\s+to|immediately\s+(?:before|after|"
    r"following))"
    r"\s+(?:the|its|their|that|this|each|every|any|such)\s+"
    rf"{_DAY_OR_SESSION}(?:(?!(?:to|in|on|at|with|for|and|that|which|of)\b)[^\s.;,]+\s+){{0,4}}?"
    r"(?:meetings?|[Cc]onferences?|[Ss]ummit|[Cc]ongress|[Ff]orum|high-level\s+segment|consultations|negotiations|elections?|referendum|"
    r"ballot|round|event|debate|"
    r"hearings?|dialogues?|workshops?|high-level\s+week|deadline|commencement\s+date|effective\s+date|entry\s+into\s+force)\b(?!\s+(?:held|Room|rooms?|"
    r"services?|servicing|documents)\b)"
    r"(?:\s+of\s+(?:the\s+)?(?:(?!(?:to|in|on|with|for|and|that|which)\b)[^\s.;,]+\s*){1,9})?"
    r"|\b(?:well|sufficiently)\s+in\s+advance\b(?!\s+of\b)"
)
# upon completion of the study | following the conclusion of the review | at the conclusion of its work
_UPON_COMPLETION = re.compile(
    r"\b(?:immediately\s+)?(?:upon|following|after|at(?=\s+the\s+(?:conclusion|completion)\b))\s+(?:the\s+|their\s+|its\s+)?(?:completion|conclusion|finalization|issuance|receipt|"
    r"publication|expiry|expiration|termination|evaluation|(?<=the\s)review)(?:\s+(?:of\s+)?and\s+(?:evaluation|approval|publication|adoption|"
    r"issuance|review))?"
    r"\s+of\s+(?:the|its|their|such|this|that|each|all|an?)\s+"
    rf"{_DAY_OR_SESSION}(?:(?!(?:to|in|on|at|with|for|and|that|which)\b)[^\s.;,]+\s*){{1,6}}"
)
# not later than 180 days after the entry into force of the Treaty: counted from what has no day yet
_AFTER_EVENT = re.compile(
    r"\b(?:no|not)\s+later\s+than\s+(?:an?|one|two|three|four|five|six|eight|ten|twelve|\d+)\s+(?:(?:working|calendar)\s+)?"
    r"(?:hours|days?|weeks?|months?|years?)\s+(?:after|from|following)\s+(?:the|its|their|each|such)\s+"
    rf"(?!(?:date\s+of\s+)?(?:the\s+|its\s+)?adoption|date\s+of\s+the\s+present){_DAY_OR_SESSION}"
    r"(?:(?!(?:to|in|on|at|with|for|and|that|which)\b)[^\s.;,]+\s*)(?:[^\s.;,]+\s*){0,6}"
)
# six months after the Conference | following the referendum,
_AFTER_GATHERING = re.compile(
    r"\b(?:(?:an?|one|two|three|four|five|six|eight|ten|twelve|\d+)\s+(?:days?|weeks?|months?|years?)\s+(?:after|following)\s+(?:the|"
    r"its|their)\s+"
    rf"(?:(?:end|close|closure|conclusion)\s+of\s+the\s+)?{_DAY_OR_SESSION}(?:(?!(?:to|in|on|at|with|for|and|of)\b)[\w-]+\s+){{0,4}}?"
    r"(?:[Cc]onference|[Ss]ummit|[Ff]orum|[Cc]ongress|meeting|elections?|referendum)\b"
    r"|(?:following|after)\s+(?:the|its|their)\s+(?:[a-z-]+\s+){0,2}?(?:conference|summit|congress|elections?|"
    r"referendum)\b(?=\s*(?:[,;.]|$)))"
)
# upon its first meeting | following the opening session: an event without a date
_UPON_MEETING = re.compile(
    r"\b(?:upon|following)\s+(?:the|its|their)\s+(?:first|second|third|next|final|last|inaugural|opening|initial|organizational)\s+"
    r"(?:\w+\s+)?(?:meeting|session)\b(?!\s+(?:held|in\b|on\b))",
    re.I,
)
# before the respective sessions of the Committee and its subcommittees, to be held in 2025: no one day
_BEFORE_SESSIONS = re.compile(
    r"\b(?:before|prior\s+to|in\s+advance\s+of|ahead\s+of)\s+(?:the|their)\s+respective\s+(?:[a-z]+\s+)?(?:sessions|meetings)\b"
    r"(?:\s+of\s+(?:the|its|their)\s+[^.;,]{2,80}?(?=,|;|\.|$|\s+(?:in|to\s+be\s+held|at|"
    r"for)\b))?(?:,?\s+(?:to\s+be\s+held\s+)?in\s+[12]\d{3})?",
)
_AHEAD = ("before", "prior to", "advance", "ahead of", "subsequent to", "immediately after", "immediately following")
# by the last day of the general debate | on the day before the opening of the high-level week of the session: no calendar has it
_DAY_OF = re.compile(
    r"\b(?:by|on|before|after|until|(?:by\s+)?(?:no|not)\s+later\s+than|prior\s+to)\s+the\s+(?:(?:first|second|third|last|final|opening|"
    r"closing)"
    r"\s+day\s+of|day\s+(?:before|after|following|of)|(?:opening|closing|conclusion|end|start|beginning|close)\s+of)\s+(?:the\s+)?"
    r"(?:(?:opening|closing|conclusion|end|start|beginning|close)\s+of\s+)?(?:the\s+)?(?:[a-z-]+\s+){0,2}?"
    r"(?:general\s+debate|high-level\s+(?:segment|week|meeting|event)|meeting|[Cc]onference|[Ss]ummit|[Ff]orum|[Cc]ongress|"
    r"elections?)\b(?!\s+(?:held|from|on)\b)"
    r"(?:\s+of\s+the\s+(?:General\s+)?Assembly)?(?:\s+(?:of|at|during)\s+(?:the|its)\s+[a-z-]+\s+session)?"
    r"|\b(?:immediately\s+)?(?:before|prior\s+to|after|following|preceding)\s+the\s+(?:general\s+debate|high-level\s+(?:segment|week))"
    r"(?:\s+of\s+the\s+(?:General\s+)?Assembly)?(?:\s+(?:of|at|during)\s+(?:the|its)\s+[a-z-]+\s+session)"
)
# at the next ministerial conference: whose day isn't printed
_NEXT_GATHERING = re.compile(
    r"\b(?:at|during|by|(?:no|not)\s+later\s+than)\s+(?:the|its|their)\s+(?:next|forthcoming|upcoming)\s+"
    rf"{_DAY_OR_SESSION}(?:(?!(?:to|in|on|at|with|for|and|of)\b)[\w-]+\s+){{1,4}}?(?:[Cc]onference|[Ss]ummit|[Ff]orum|[Cc]ongress|"
    rf"meeting|segment)\b"
)
# before the summer recess | at the end of the mandate | upon the expiry of its current term
_RECESS = re.compile(
    r"\b(?:before|prior\s+to|by|until|after|at|upon|following)\s+(?:the\s+|its\s+)?(?:(?:summer|winter|year-end)\s+(?:recess|break)\b"
    r"|(?:end|expiry|expiration|completion|close)\s+of\s+(?:the|its|his|her|their|each|this|that)\s+(?:[a-z-]+\s+){0,2}?"
    r"(?:mandates?|terms?(?:\s+of\s+office)?|missions?|project|cycle|phase|[Dd]ecade(?!\s+(?:of|in)\b)|pilot(?:\s+phase)?|"
    r"transition(?:al\s+period)?|contracts?)\b)"
    r"|\bwithin\s+the\s+[a-z\d]+-(?:day|week|month|year)\s+(?:[a-z]+\s+){0,2}period\b"
)
_LAST_MEETING = re.compile(r"\bat\s+the\s+(?:final|last|opening|closing)\s+(?:meeting|session)\s+of\s+the\s+[\w-]+", re.I)
# at least six weeks before the start of the relevant session: whichever that is
_BEFORE_WHICHEVER = re.compile(
    r"\b(?:at\s+least\s+)?(?:(?:an?|one|two|three|four|five|six|eight|ten|twelve|\d+)\s+(?:weeks?|months?|days?)\s+)?(?:before|prior\s+to|"
    r"in\s+advance\s+of|ahead\s+of)\s+(?:the\s+(?:start|opening|beginning)\s+of\s+)?(?:the|each|any|every|their)\s+"
    r"(?:(?:relevant|respective|corresponding|following|subsequent)\s+)?(?:(?:main|resumed)\s+)?(?:sessions?|meetings?)\b(?!\s+of\b)"
)
# during the three-year period between the adoption of the present resolution and its graduation
_BETWEEN = re.compile(
    r"\bduring\s+the\s+(?:[a-z-]+\s+){0,7}?period\s+between\s+(?:the|its|"
    r"their)\s+(?![a-z-]+\s+and\s+[a-z-]+\s+sessions)[^.;,]{3,90}?\s+and\s+"
    r"(?:the|its|their)\s+[a-z]+\b"
)

# no later than | thirty days | before ...: how long an event is away, which stands before the word that names the side
_COUNTED = re.compile(
    r"\b(?:(?:at\s+least|(?:no|not)\s+(?:later|less)\s+than|within)\s+)?(?:an?|one|two|three|four|five|six|seven|eight|ten|twelve|"
    r"thirty|sixty|ninety|\d+)\s+(?:working\s+)?(?:hours?|days?|weeks?|months?|years?)\s+$"
)
_UNITS = ("hours ", "days ", "weeks ", "months ", "years ", "day ", "week ", "month ", "year ")
_TAIL = (
    r"(?!\s+of\s+(?:the\s+present|this)\s+resolution)(?:\s+of\s+(?:the|its|their|his|her|each|such|this|that|any|all)\s+"
    r"(?:(?!(?:to|in|on|at|with|for|and|that|which|by)\b)[^\s.;,]+\s*){1,5}|(?=[\s.;,])|$)"
)
_BEFORE_IT = (
    rf"\b(?:before|prior\s+to|ahead\s+of|in\s+advance\s+of)\s+(?:the|its|their|his|her)\s+{_DAY_OR_SESSION}(?:[a-z-]+\s+){{0,3}}?"
)
# before the termination of its mandate | prior to the adoption of the budget
_BESIDE_EVENT = re.compile(
    rf"{_BEFORE_IT}(?:termination|adjournment|closure|dissolution|adoption|entry\s+into\s+force|expiry|expiration|anniversary|withdrawal|"
    rf"drawdown|handover|signing|signature|closing|close|start|commencement|issuance|publication|finalization|review)\b{_TAIL}"
)
# thirty days | after the entry into force of the Treaty; three months | from the date of its establishment
_AFTER_IT = re.compile(
    r"\b(?:after|following|from|of)\s+(?:the|its|their|his|her)\s+(?:date\s+of\s+(?:(?:the|its|their)\s+)?)?"
    rf"{_DAY_OR_SESSION}(?:[a-z-]+\s+){{0,2}}?(?:entry\s+into\s+force|establishment|inception|receipt|submission|issuance|publication|"
    rf"completion|"
    r"conclusion|termination|expiry|signing|signature|appointment|deployment|operationalization|ratification|accession|launch|"
    rf"notification|approval)\b{_TAIL}"
)
# within a few months of the initial displacement
_A_FEW_AFTER = re.compile(
    rf"\bwithin\s+(?:a\s+few|several)\s+(?:hours|days|weeks|months|years)\s+(?:of|after|from)\s+(?:the|its|their|his|"
    rf"her)\s+{_DAY_OR_SESSION}"
    r"(?:(?!(?:to|in|on|at|with|for|and|that|which|by)\b)[^\s.;,]+\s*){1,6}"
)
_INTO_FORCE = re.compile(
    rf"\b(?:upon|following|immediately\s+after|after)\s+(?:the|its|their)\s+entry\s+into\s+force\b(?!\s+(?:in|on)\s){_TAIL}"
)
# on the eve of the conference | in the lead-up to the summit
_ON_THE_EVE = re.compile(
    r"\b(?:on\s+the\s+eve\s+of|in\s+the\s+(?:lead|run)-?up\s+to|in\s+the\s+weeks\s+(?:before|leading\s+up\s+to))\s+the\s+"
    rf"{_DAY_OR_SESSION}(?:(?!(?:to|in|on|at|with|for|and|of)\b)[\w-]+\s+){{0,4}}?"
    r"(?:[Cc]onference|[Ss]ummit|[Ff]orum|[Cc]ongress|[Mm]eeting|session|review|elections?|referendum|Games)\b"
)
# at its organizational session | at their annual sessions | before the opening of the regular session: which one is told, its days are not
_NO_DAYS = r"(?!\s+(?:of\s+(?:the\s+)?\d|in\s+\d|\(|from\s+\d|to\s+be\s+held\s+(?:in|from|on)|in\s+[A-Z]|of\s+[12]\d{3}))"
_OWN_SESSION = re.compile(
    r"\b(?:(?:(?:at|during|by|before|prior\s+to)\s+(?:its|their|the)|in\s+(?:its|their))\s+(?:(?:next|first|second|last)\s+)?"
    r"(?:organizational|intersessional|reconvened|final|annual|inaugural|closing|concluding)\s+(?:regular\s+)?(?:session|"
    r"(?<=annual\s)sessions)"
    r"|(?:before|prior\s+to|by)\s+the\s+(?:end|opening|beginning|start|close|conclusion)\s+of\s+(?:its|their|the|each|every)\s+"
    rf"(?:regular|resumed|substantive|annual|main)\s+sessions?)\b{_NO_DAYS}"
)
# at the midpoint of the Decade | in the final year of the plan | at the end of the Decade
_IN_THE_COURSE = re.compile(
    r"\b(?:at|in|by|during|before)\s+(?:the|its)\s+(?:mid-?point|halfway\s+(?:point|mark)|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|"
    r"tenth|final|last)\s+year|end|middle)"
    r"\s+of\s+(?:the|its)\s+(?:[A-Z][\w-]+\s+)*(?:Decade|Year|plan|[Ss]trategy|[Ff]ramework|cycle|mandate|"
    r"programme)\b(?!\s+\(?(?:for\s+)?[12]\d{3})"
    r"|\bat\s+(?:its|their)\s+mid-?point\b"
)
# at least 15 days in advance: of whatever it is done for
_IN_ADVANCE = re.compile(
    r"\b(?:at\s+least|(?:no|not)\s+(?:later|less)\s+than)\s+(?:an?|one|two|three|four|five|six|eight|ten|twelve|thirty|\d+)\s+(?:working\s+)?"
    r"(?:days?|weeks?|months?)\s+in\s+advance\b(?!\s+of\b)"
)
# prior to meetings of the Commission and of its working groups | at least six weeks before meetings
_BEFORE_MEETINGS = re.compile(
    r"\b(?:before|prior\s+to|ahead\s+of|in\s+advance\s+of)\s+(?:(?:all\s+|(?:its|their)\s+)?(?:meetings|sessions)|"
    r"(?:it|they)\s+(?:is|are)\s+(?:to\s+be\s+)?(?:considered|discussed|examined|adopted|taken\s+up))\b"
    r"(?:\s+of\s+(?:the\s+)?(?:(?!(?:to|in|on|at|with|for|and|that|which|"
    r"by)\b)[^\s.;,]+\s*){1,6}(?:and\s+of\s+its\s+[a-z ]{3,40}(?=[,;.]))?)?"
)
# not later than by the end of the business day preceding the meeting | at least 24 hours before the close of nominations
_DAY_PRECEDING = re.compile(
    r"\b(?:by|(?:no|not)\s+later\s+than(?:\s+by)?)\s+(?:the\s+)?(?:end|close)\s+of\s+(?:(?:the\s+)?business\s+(?:on|of)\s+)?the\s+"
    r"(?:preceding\s+(?:business\s+|working\s+)?day|(?:business\s+|working\s+)?day\s+(?:preceding|before|following|"
    r"after)\b(?:\s+the\s+(?:[^\s.;,]+\s*){1,5})?)"
)
# in the spring of 2021 | in the week of 15 March 2021: about when, and on no printed day
_SEASON = re.compile(
    r"\b(?:in|by|during|before)\s+(?:the\s+)?(?:(?:early|late)\s+)?(?:spring|summer|autumn|fall|winter)\s+(?:of\s+)?[12]\d{3}\b"
    r"|\b(?:in|during)\s+the\s+week\s+(?:of|beginning|starting|"
    r"commencing)(?:\s+on)?\s+(?:[A-Z][a-z]+day,?\s+)?\d{1,2}\s+[A-Z][a-z]+(?:\s+[12]\d{3})?"
)
# following the development of terms of reference | immediately after the consideration by the Fourth Committee of the item
_AFTER_ACT = re.compile(
    r"\b(?:immediately\s+|shortly\s+|soon\s+)?(?:after|following|upon|subsequent\s+to)\s+(?:the\s+development\b|(?:the|its|their|his|her)\s+"
    r"(?:consideration|approval|endorsement|confirmation|signing|signature|appointment|nomination|submission|deployment|"
    r"withdrawal)\b)(?!\s+of\s+(?:(?:the|its|present|this|that)\s+)*(?:resolutions?|Convention|Charter|Agreement|Declaration|Protocol)\b)"
    rf"{_DAY_OR_SESSION}(?:\s+by\s+(?:the\s+)?[A-Z][\w-]*(?:\s+(?:(?:on|for|and|the)\s+)?[A-Z(][\w)-]*)*)?"
    r"(?:\s+of\s+(?:the|its|their|such|this|each|all|an?)?\s*(?:(?!(?:to|in|on|at|with|for|and|that|which|by)\b)[^\s.;,]+\s*){1,6})?"
)
# upon nomination | upon his or her election | upon submission of further proposals | once appointed
_UPON_ACT = re.compile(
    r"\bupon\s+(?:(?:his|her|their|its)\s+(?:or\s+(?:her|his)\s+)?)?(?:nomination|election|appointment|completion|submission|receipt|"
    r"approval|availability|conclusion|finalization|publication|arrival)\b(?!\s+of\s+(?:the|its|their|such|this|that|each|all|an?)\s)"
    rf"{_DAY_OR_SESSION}(?:\s+of\s+(?:(?!(?:to|in|on|at|with|for|and|that|which|by)\b)[^\s.;,]+\s*){{1,4}})?"
    r"|\bonce\s+(?:(?:it|they|he\s+or\s+she)\s+(?:is|are|has\s+been|have\s+been)\s+)?(?:appointed|available|completed?|"
    r"finalized|approved|elected|nominated|issued|published)\b"
)
# after four annual sessions of the Forum | after its first five years | during its next round of surveys
_AFTER_SEVERAL = re.compile(
    r"\bafter\s+(?:its\s+(?:first\s+)?)?(?:two|three|four|five|six|ten)\s+(?:[a-z]+\s+)?(?:sessions|meetings|cycles|rounds|(?<=first\s[a-z]{3}\s)years|"
    r"(?<=first\s[a-z]{4}\s)years)\b(?:\s+of\s+the\s+(?:[A-Z][\w-]*\s*(?:(?:on|for|of)\s+)?)+)?"
    r"|\b(?:at\s+the\s+time\s+of|in\s+the\s+course\s+of|at|during|in)\s+(?:the|its|their)\s+(?:next|forthcoming|upcoming|following)\s+"
    r"(?:[a-z-]+\s+){0,2}?(?:rounds?|cycle|survey|census)\b(?!\s+in\s+[12]\d{3})(?:\s+of\s+(?:the\s+)?[a-z-]+(?:\s+[a-z]+s)?\b)?"
)
# immediately following the session of the Commission | prior to the session of the Council
_AFTER_SESSION = re.compile(
    r"\b(?:(?:immediately|directly|shortly)\s+)?(?:after|following|subsequent\s+to|before|prior\s+to|preceding|in\s+advance\s+of)\s+"
    r"(?:the|its|this|that)\s+sessions?\b"
    rf"(?!\s+(?:in|on|held|from|of\s+[12])\b)(?:\s+of\s+the\s+[A-Z][\w-]*(?:\s+(?:(?:on|for|of|the|and)\s+)*[A-Z][\w-]*)*)?{_NO_DAYS}"
)
# immediately following any recommendations of the Conference
_IMMEDIATELY = re.compile(
    r"\bimmediately\s+(?:after|following|before|prior\s+to|preceding|upon)\s+(?:the|its|their|any|each|such)\s+"
    rf"(?!adoption\s+of\s+(?:the\s+present|this)\b){_DAY_OR_SESSION}(?:(?!(?:to|in|on|at|with|for|and|that|which|by)\b)[^\s.;,]+\s*){{1,7}}"
)
# no later than the first week of its session | in the second half of the session: no calendar divides it so
_PART_OF_SESSION = re.compile(
    r"\b(?:by|before|in|during|(?:no|not)\s+later\s+than|at)\s+the\s+(?:(?:first|second|third|last|opening|final)\s+(?:(?:two|three)\s+)?"
    r"(?:weeks?|half|days)|latter\s+part)\s+of\s+(?:the|its)\s+(?:main\s+part\s+of\s+(?:the|its)\s+)?[a-z-]+\s+session\b"
)
# when the study is finished | after the necessary funds have been received
_WHEN_DONE = re.compile(
    r"\b(?:when|after)\s+(?:the(?!\s+present\b)|its|their|such)\s+(?:[a-z-]+\s+){1,4}?(?:is|are|has\s+been|have\s+been)\s+(?:finished|completed?|finalized|"
    r"concluded|approved|available|"
    r"ready|issued|published|received|adopted)\b"
)

_SIEVE = Sieve((
    ((" meeting of ", " session of "), (_LAST_MEETING,)),
    (
        (
            " day of the ", " day before ", " day after ", " day following ", "general debate", "high-level week", " opening of the ",
            " start of the ", " close of the ",
        ),
        (_DAY_OF,),
    ),
    (
        (
            " recess", " break", "end of ", "expiry of ", "expiration of ", "completion of ", "close of ", "-month ", "-year ",
            "-week ", "-day ",
        ),
        (_RECESS,),
    ),
    ((" scheduled ", " planned ", " to be held", " to take place"), (_BEFORE_SCHEDULED,)),
    ((" next ", " forthcoming ", " upcoming "), (_NEXT_GATHERING,)),
    (_AHEAD, (_BESIDE_EVENT, _BEFORE_EVENT, _BEFORE_HOLDING, _AROUND_MEETING, _BEFORE_WHICHEVER)),
    ((" date", " than ", "at least"), (_BEFORE_DATE,)),
    ((" respective ",), (_BEFORE_SESSIONS,)),
    (("upon ", "following ", "after "), (_UPON_MEETING,)),
    (
        (
            "completion", "conclusion", "finalization", "issuance", "receipt", "publication", "expiry", "expiration", "termination",
            "evaluation", "review",
        ),
        (_UPON_COMPLETION,),
    ),
    (("later than",), (_AFTER_EVENT,)),
    ((" after the ", " following the ", " after its ", " following its ", " after their "), (_AFTER_GATHERING,)),
    ((" period between ",), (_BETWEEN,)),
    ((" hours ", " days ", " weeks ", " months ", " years ", " year ", " month ", " week "), (_AFTER_IT,)),
    (("within a few", "within several"), (_A_FEW_AFTER,)),
    ((" in advance",), (_IN_ADVANCE,)),
    (("entry into force",), (_INTO_FORCE,)),
    (("eve of", "-up to", " weeks before ", " weeks leading "), (_ON_THE_EVE,)),
    ((" session",), (_OWN_SESSION, _PART_OF_SESSION)),
    (("midpoint", "mid-point", "halfway", " year of the ", " end of the ", " middle of the "), (_IN_THE_COURSE,)),
    ((" meetings", " sessions", "before they", "before it "), (_BEFORE_MEETINGS,)),
    (("preceding", "day before", "day after", "day following"), (_DAY_PRECEDING,)),
    ((" spring ", " summer ", "autumn ", " winter ", " fall ", " week "), (_SEASON,)),
    (("when ", "after the ", "after its ", "after their ", "after such "), (_WHEN_DONE,)),
    (
        (
            "development", "consideration", "approval", "endorsement", "confirmation", "signing", "signature", "appointment", "nomination",
            "submission", "deployment", "withdrawal",
        ),
        (_AFTER_ACT,),
    ),
    (("immediately ",), (_IMMEDIATELY,)),
    (("session",), (_AFTER_SESSION,)),
    (
        (
            "nomination", "election", "appointment", "completion", "submission", "receipt", "approval", "availability", "conclusion",
            "finalization", "publication", "arrival", "once ",
        ),
        (_UPON_ACT,),
    ),
    (("sessions", "meetings", "cycle", "round", "survey", "census", "years"), (_AFTER_SEVERAL,)),
))  # fmt: skip
"""Patterns with the signs without one of which they aren't looked for."""


def on_events(text: str, starts: Set[str]) -> Iterator[tuple[int, int, Phrase]]:
    """Times that hang on an event whose day isn't printed. ``starts`` are the text's word starts."""
    for pattern in _SIEVE.patterns(text, starts):
        yield from _found(pattern, text)


def _found(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int, Phrase]]:
    for match in pattern.finditer(text):
        start = match.start()
        if (
            pattern in _COUNTABLE
            and text.endswith(_UNITS, 0, start)
            and (count := _COUNTED.search(text, max(0, start - 50), start))
        ):
            start = count.start()
        elif pattern is _AFTER_IT:
            continue
        words = " ".join(text[start : match.end()].split())
        yield start, match.end(), Vague(words, event=not words.startswith(_UNMEASURED))


# how long before the event is left open, whatever its day: no limit
_UNMEASURED = ("well ", "sufficiently ")
_COUNTABLE = (_BESIDE_EVENT, _AFTER_IT, _BEFORE_MEETINGS)
