"""Reports that are there already: what is taken from them is handed to nobody again."""

import re

from reading.lexicon import words
from reading.requests.sentences.phrases import Sentence

# build on his | previous | report to the Assembly, the recommendations | made in the annual report | to the Council
_EARLIER = words("previous last latest recent earlier preceding prior past")
_FOUND_IN = re.compile(
    r"\b(?:made|contained|raised|identified|set out|outlined|described|mentioned|formulated|presented|expressed|noted|reflected) in "
    r"(?:the|his|her|its|their) (?:[\w-]+ ){0,3}reports? $"
)


def is_there_already(sentence: Sentence, i: int) -> bool:
    """Whether the report before the "to" at word ``i`` is one of before, which is only spoken of."""
    at = sentence.words[i].start
    return sentence.low(i - 2) in _EARLIER or _FOUND_IN.search(sentence.quiet, max(0, at - 120), at) is not None


_IN_REPORTS = words("in the his her its their annual previous recent latest")
# taking into account the recommendations of the Rapporteur in reports | to the Council: what is minded, and made already
_MINDED = re.compile(
    r"\b(?:taking (?:fully |duly )?into (?:account|consideration)|bearing in mind|in accordance with|in line with|pursuant to|based on|"
    r"building on|having regard to|recalling|noting)\b(?:(?! to (?:includ|report|provid|submit|present|giv|address|reflect))[^;])*"
    r" in (?:the |his |her |its |their )?(?:[a-z]+ )?reports? $"
)


def is_minded(sentence: Sentence, i: int) -> bool:
    """Whether the report before the "to" at word ``i`` is where something stands that is taken into account."""
    at = sentence.words[i].start
    return sentence.low(i - 2) in _IN_REPORTS and _MINDED.search(sentence.quiet, max(0, at - 300), at) is not None
