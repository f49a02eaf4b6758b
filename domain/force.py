"""The strength of an operative act, from a decision that binds to an encouragement that does not."""

from enum import StrEnum


class Force(StrEnum):
    """The force of an act, strongest first, in the words of the UN's drafting practice."""

    DECIDE = "decide"
    DEMAND = "demand"
    REQUEST = "request"
    CALL = "call"
    URGE = "urge"
    APPEAL = "appeal"
    RECOMMEND = "recommend"
    INVITE = "invite"
    ENCOURAGE = "encourage"
