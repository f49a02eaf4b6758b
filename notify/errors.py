"""What can keep a message or an event from arriving. Each says what happened and what to do; what was to be sent is not lost."""


class NotDelivered(Exception):
    """The message was not taken. It is tried again."""


class Unreachable(NotDelivered):
    """The other side (a mail server, a chat service, a webhook's receiver) does not answer, broke off, or asks to come back later."""


class ServerAway(Unreachable):
    """The channel as a whole is away: no other message would get through just now either."""


class Rejected(NotDelivered):
    """The other side takes this message, this recipient or these credentials not, and will not soon."""


class Unwritable(NotDelivered):
    """The message cannot be written: an address holds what no address may hold."""
