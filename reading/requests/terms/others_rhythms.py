"""Which rhythms are those of something else than the thing to be done: "the forum, which meets annually"."""

import re

# in a clause of its own: "which meets annually", but not "which will be considered annually"
_CLAUSE = re.compile(
    r"\b(?:(?:which|who) (?!(?:will|shall|should|is to|are to)\b)(?:\w+ ){0,6}"
    # the group, whose members meet | regularly
    r"|whose (?:\w+ ){1,6}"
    # establish a panel which will meet | annually
    r"|^(?:to )?(?:[a-z]+ly )?(?:establish|create|set up|constitute|form) [^;]*\b(?:that|which|who) will (?:\w+ ){0,4}"
    # the establishment of a forum that would meet annually
    r"|that (?:is|are|was|were|has|have|would|could|might|may|kill|affect|claim|cause|cost|displace|occur|arise|\w+s) (?:(?:\w+ ){0,4}|"
    r"(?:(?!to )\w+ ){5,8}))$"
)
# where something else recurs: "held annually", "observed annually by"
_DOING = re.compile(
    r"\b(?:(?<!to be )(?:submitted|presented)|held|observed|organized|convened|estimated|published|displaced|die|affected|produced|issued|"
    r"celebrated|occurring|commemorated|paid|lost|selected|chosen|determined|identified|agreed|fixed|"
    r"taken|received|incurred|spent|recorded|registered|requested|required|provided|transmitted|allocated|adopted|approved|"
    r"contributed|reported|collected|made available|born|killed|injured|trafficked|infected|diagnosed|wasted|generated|discarded|"
    r"emitted|renewable) $"
    # the expenditures required for | each year, the costs in | every year: what the figures are for
    r"|\b(?:required|projected|planned|estimated|expected|needed|incurred|spent|expenditures?|costs|requirements|figures|"
    r"savings) (?:for|in|during) $"
    # set a ceiling on the number of dialogues | at each session
    r"|\b(?:number|ceiling|capacity|limit|quota|length|duration)\b[^,;]{0,60}? (?:of|for|on) (?:[a-z-]+ ){1,4}$"
    # legislation requiring | annual reporting
    r"|\brequiring (?:the )?$"
    # provide the Office with the resources to hold | annual workshops
    r"|\bwith (?:the )?(?:[a-z]+ ){0,2}(?:resources|means|funds|funding|support|assistance|staff|capacity) (?:[a-z]+ )?to [^,;]*$"
    # reduce emissions by 7 per cent | annually, prevent the deaths of 5 million children | every year: a rate
    r"|\bby (?:at least |up to |about |around |some )?[\d.,]+ (?:per cent|percentage points?) $"
    r"|\b(?:prevent|avert|avoid|halt|reverse|reduce|cut|address|combat|tackle|eliminate|save)(?:ing)? (?:[^,;]{0,60} )?"
    r"(?:\d[\d., ]*|hundreds of |tens of |thousands of )(?:(?:million|billion|thousand|per cent)s? )?[^,;]{0,60}$"
    # including the set of Goals to be reviewed | at each session: the rhythm of what is included
    r"|\bincluding the [^;]* to be [a-z]+ $"
)
# convene a forum, to be held | annually
_CONVENED = re.compile(
    r"^(?:to )?(?:convene|organize|organise|establish|launch|declare|proclaim|designate) an? [^,;]{3,80},? to be "
    r"(?:held|convened|organized|celebrated|observed|commemorated) $"
)
# the Forum is to | continue to be held annually: what is done is the duty itself
_ITSELF = re.compile(r"^ ?(?:to |shall |will |should |also )*(?:continue,? (?:to )?)?(?:be|being) (?:[a-z]+ly )?[a-z]+ $")
# ensure that | the programmes are regularly monitored: what is to be so is to be done
_SECURED = re.compile(
    r"\b(?:ensur(?:e|ing)|see to it|see(?:ing)? to it|mak(?:e|ing) (?:sure|certain)|guarantee(?:ing)?) that\b"
    r"(?:[^;]*\band that (?=(?:the|its|their|his|her|such|all|any) ))?"
)
# invite the secretariat to report to the Council | annually: it is the secretariat that reports
_INVITED = re.compile(
    r"\binvite (?:the |all )[^,;]{2,60}? to (?:[a-z]+ly )?(?:report|submit|present|provid)\w*(?:(?! and to )[^,;])*$"
    # encourage the organizations to | regularly review their rules
    r"|(?:^|\bto |\band )(?:encourage|invite|urge|remind|request|ask|call upon) (?!to\b)(?:(?! and )[^,;]){2,60}? to "
    r"(?:(?! and to )[^,;])*$"
    r"|\b(?:require|oblige) (?:(?! and to )[^,;]){2,60}? to (?:(?! and to )[^,;])*$"
    # support the parties in the preparation of | biennial reports: it is they who prepare them
    r"|(?:^|\bto |\band )(?:assist|help|support|aid) (?!to\b|for\b)(?:(?! and )[^,;]){2,60}? (?:in|to|with) "
    r"(?:(?! and (?:to )?[a-z]+ )[^,;])*$"
)
_INVITING = re.compile(r"invite |require |oblige |assist |help |support |aid |encourage |urge |remind |request |ask |call upon ")
_ENABLING = re.compile(r" (?:enabl|allow|permit)")
# the assistance necessary to enable the Envoy to discharge her mandate and to report | every six months: it is she who reports
_ENABLED = re.compile(
    r"(?:[a-z] to (?:enable|allow|permit)|\b(?:enables|enabling|allows|allowing)) (?:the |all |her |him |its |it |them |their )[^;,]*$"
)
# enables all States parties to regularly monitor: it is they who do it again and again
_ELSEWHERE = re.compile(
    r"\b(?:enabl\w+|allow\w*|help\w*|(?:which|that)(?! (?:is|are|was|were|has|have)\b[^,;]* and to )"
    r"(?! (?:purpose|end|effect|regard|respect|context)\b)|who|"
    r"where|how|whether|need to|importance of)\b[^,;]*$"
    # monitoring tools to | periodically assess progress, the capacity of States to | regularly collect data: what it is for
    r"|\b(?:resources|funds|funding|budgets|tools|instruments|mechanisms?|systems?|procedures|means|methods|capacity|capacities|"
    r"framework|frameworks|"
    r"ability)(?: of [^,;]{3,60})? (?:to|for) $|\b(?:mechanisms?|systems?) of $"
    # render assistance for the conduct of | annual conferences
    r"|\b(?:assistance|services|support)(?: necessary| required)? for [^,;]*$"
    # including by developing a strategy and conducting | regular reviews: a means that is only named
    r"|\bincluding (?:by|through) [^,;]*$"
)
# deepen cooperation with the President through | regular consultations,
# including by holding | annual workshops: how often the means is used
_MEANS = re.compile(
    r"\b(?:through|by means of|by way of|via|by (?:(?:also|inter alia|further)[, ]+)?(?:(?:[a-z]+ly )?[a-z]+ing\b|$))(?:\b|$)"
    r"(?:(?! and (?:to|shall|that)\b| and (?:report|submit|meet|hold|convene|brief|inform|keep)\b)[^;,])*(?<! and )$"
)
# keep Member States informed through | quarterly briefings: that is how they are told; meet by holding
_TELLS = re.compile(
    r"^(?: |to |and |shall |should )*(?:(?:continue|proceed|endeavour|ensure|seek) (?:to )?)?(?:[a-z]+ly )*"
    r"(?:keep|inform|report|brief|apprise|updat|communicat|consult|advis|interact|engag|meet|liais|exchang|shar|disseminat|be kept|"
    r"be informed|"
    r"provid|submit|present|review|(?:continue|maintain|pursue) (?:its|their|the) (?:[a-z]+ )?dialogue)"
)
# including by preparing | quarterly reports: what is told is asked for; including through reviews, with their participation,
# | every four years
_INCLUDING_MEANS = re.compile(
    r"\bincluding,?(?: [a-z]+,)? (?:through|by|via)\b(?! (?:preparing|submitting|providing|issuing|"
    r"publishing) $)[^;,]*(?:, (?:with|within|in|as|where|at) [^,;]*, [a-z ]*)?$"
)
# increase their contributions in order to achieve | an annual level, consider ways to meet | regularly,
# fulfil the commitment to mobilize funds | annually: what it is to lead to
_AIM = re.compile(
    r"\b(?:(?:in order to|so as to|with a view to|with the aim of|for the purpose of|aimed at|designed to|needed to|required to|"
    r"necessary to) "
    r"(?!(?:[a-z]+ly )?(?:report|submit|brief|present|provid|inform|keep|meet|conven|hold|updat|review|consider))"
    r"|(?:mandated to|empowered to|tasked with|(?<!is )(?<!are )(?<!be )able to) "
    r"|(?:ways|ways and means|options|modalities|possible ways|possibility|feasibility|desirability|advisability|commitments?|goals?|"
    r"targets?|pledges?)(?:, (?:within|as|where) [^,;]{3,60},)? (?:to|of|for) |whether (?:to|(?:it|they|"
    r"the [a-z]+) (?:should|could|might|can)) )"
    r"(?:(?! and (?:to|shall|that|report|submit)\b)[^;,])*(?<! and )$"
)
# report every three years, taking into account the views expressed | at each session, without prejudice to | the annual meetings
_ASIDE = re.compile(
    r"(?:\b(?:taking (?:fully |also |duly )?into (?:account|consideration)|without prejudice to|notwithstanding|"
    r"while (?!keep|report|inform|brief|updat|consult|review)(?:[a-z]+ly )?[a-z]+ing|in addition to|with due regard (?:to|for)|"
    r"having regard to|mindful of)\b"
    r"|\bwith an? (?:[\w-]+ )?(?:[Cc]hair\w*|[Pp]residency|[Mm]embership|[Bb]ureau|secretariat) [a-z]+ing\b)"
    r"(?:(?! and (?:to|shall|that)\b| and (?:report|submit|meet|hold|convene|brief|inform|keep)\b)[^;,])*(?<! and )$"
)
# discontinue the | quarterly report, every three years instead of | annually: the rhythm that is given up
_GIVEN_UP = re.compile(
    r"\b(?:discontinu(?:e|ing)|eliminat(?:e|ing)|ceas(?:e|ing)|replac(?:e|ing)|abolish(?:ing)?|(?<!the )end(?:ing)?|instead of|"
    r"rather than|in lieu of) (?:submitting |"
    r"holding |"
    r"(?:the )?(?:submission|preparation|publication|issuance|practice|requirement) (?:of|for) )?"
    r"(?:the |its |his |her |their |an? )?$"
)
# limiting requests for assistance to one delegate | per session
_LIMITED = re.compile(
    r"\b(?:limiting|limited to|not exceeding|not to exceed|(?<!hold )(?<!meet )(?<!convene )(?<!for )no more than|"
    r"a maximum of) [^,;]*$"
)


# the committees that meet | twice a year are to coordinate: how often those do something who are asked
_OF_WHO_IS_ASKED = re.compile(r"\b(?:that|who) [^,;]*$")


def of_who_is_asked(clause: str) -> bool:
    """Whether a rhythm printed before the thing to be done only says which of them are asked."""
    return _OF_WHO_IS_ASKED.search(clause) is not None


def of_something_else(clause: str, often: bool, told: bool) -> bool:
    """Whether a rhythm is told of something else, seeing what is printed before it, from the thing to be done on. ``often`` says that
    it is only "regularly" or the like, which is said of most things; ``told`` that it is that of reports or briefings, or of the verb."""
    secured = _SECURED.search(clause) if "that" in clause else None
    if secured:
        clause = clause[secured.end() :]
    elif _DOING.search(clause) and not _CONVENED.search(clause) and not _ITSELF.search(clause):
        return True
    return (
        _CLAUSE.search(clause) is not None
        or (_INVITING.search(clause) and _INVITED.search(clause) is not None)
        or (_ENABLING.search(clause) and _ENABLED.search(clause) is not None)
        or (often and _ELSEWHERE.search(clause) is not None)
        or _LIMITED.search(clause) is not None
        or _GIVEN_UP.search(clause) is not None
        or _beside(clause, told)
    )


def _beside(clause: str, told: bool) -> bool:
    """Whether the last words before a rhythm tell of a means, an aim or a circumstance, whose rhythm it then is. A means that is
    ``told``, as annual reports are, is what is asked for."""
    if _INCLUDING_MEANS.search(clause) or (_MEANS.search(clause) and not told and not _TELLS.match(clause)):
        return True
    return _AIM.search(clause) is not None or _ASIDE.search(clause) is not None
