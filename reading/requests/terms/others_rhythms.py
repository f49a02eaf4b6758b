"""Which rhythms are those of something else than the thing to be done: "the forum, which meets annually"."""

import re

# in a clause of its own: "which meets annually", but not "which will be considered annually"
_CLAUSE = re.compile(
    r"\b(?:(?:which|who) (?!(?:will|shall|should|is to|are to)\b)(?:\w+ ){0,6}"
    # the establishment of a forum that would meet annually
    r"|that (?:is|are|was|were|has|have|would|could|might|may|\w+s) (?:\w+ ){0,4})$"
)
# where something else recurs: "held annually", "observed annually by"
_DOING = re.compile(
    r"\b(?:(?<!to be )(?:submitted|presented)|held|observed|organized|convened|estimated|published|displaced|die|affected|produced|issued|"
    r"celebrated|occurring|commemorated|paid|lost|selected|chosen|determined|identified|agreed|fixed|"
    r"taken|received|incurred|spent|recorded|registered) $"
    # including the set of Goals to be reviewed | at each session: the rhythm of what is included
    r"|\bincluding the [^;]* to be [a-z]+ $"
)
# convene a forum, to be held | annually
_CONVENED = re.compile(
    r"^(?:to )?(?:convene|organize|organise|establish|launch) an? [^,;]{3,80},? to be (?:held|convened|organized) $"
)
# ensure that | the programmes are regularly monitored: what is to be so is to be done
_SECURED = re.compile(
    r"\b(?:ensur(?:e|ing)|see to it|see(?:ing)? to it|mak(?:e|ing) (?:sure|certain)|guarantee(?:ing)?) that\b"
    r"(?:[^;]*\band that (?=(?:the|its|their|his|her|such|all|any) ))?"
)
# invite the secretariat to report to the Council | annually: it is the secretariat that reports
_INVITED = re.compile(
    r"\binvite (?:the |all )[^,;]{2,60}? to (?:[a-z]+ly )?(?:report|submit|present|provid)\w*(?:(?! and to )[^,;])*$"
)
# the assistance necessary to enable the Envoy to discharge her mandate and to report | every six months: it is she who reports
_ENABLED = re.compile(
    r"[a-z] to enable (?:the |her |him |its |it |them |their )[^;,]* and (?:to )?(?:report|brief|submit|present)[^;,]*$"
)
# enables all States parties to regularly monitor: it is they who do it again and again
_ELSEWHERE = re.compile(
    r"\b(?:enabl\w+|allow\w*|help\w*|(?:which|that)(?! (?:is|are|was|were|has|have)\b[^,;]* and to )"
    r"(?! (?:purpose|end|effect|regard|respect|context)\b)|who|"
    r"where|how|whether|need to|importance of)\b[^,;]*$"
    # monitoring tools to | periodically assess progress, the capacity of States to | regularly collect data: what it is for
    r"|\b(?:tools|instruments|mechanisms?|systems?|procedures|means|methods|capacity|capacities|framework|frameworks|"
    r"ability)(?: of [^,;]{3,60})? (?:to|for) $"
    # including by developing a strategy and conducting | regular reviews: a means that is only named
    r"|\bincluding (?:by|through) [^,;]*$"
)
# limiting requests for assistance to one delegate | per session
_LIMITED = re.compile(r"\b(?:limiting|limited to|not exceeding|not to exceed|no more than|a maximum of) [^,;]*$")


def of_something_else(clause: str, often: bool) -> bool:
    """Whether a rhythm is told of something else, seeing what is printed before it, from the thing to be done on. ``often`` says that
    it is only "regularly" or the like, which is said of most things."""
    secured = _SECURED.search(clause) if "that" in clause else None
    if secured:
        clause = clause[secured.end() :]
    elif _DOING.search(clause) and not _CONVENED.search(clause):
        return True
    return (
        _CLAUSE.search(clause) is not None
        or ("invite " in clause and _INVITED.search(clause) is not None)
        or ("enabl" in clause and _ENABLED.search(clause) is not None)
        or (often and _ELSEWHERE.search(clause) is not None)
        or _LIMITED.search(clause) is not None
    )
