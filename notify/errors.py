"""What can keep a message from arriving. Each says what happened and what to do; the notice stays in the outbox."""


class NotDelivered(Exception):
    """The message was not taken. It is tried again."""


class Unreachable(NotDelivered):
    """The mail server does not answer, broke off, or asks to come back later."""


class ServerAway(Unreachable):
    """The mail server as a whole is away: no other message would get through just now either."""


class Rejected(NotDelivered):
    """The mail server takes this message, this recipient or these credentials not, and will not soon."""


class Unwritable(NotDelivered):
    """The message cannot be written: an address holds what no address may hold."""
