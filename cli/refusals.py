"""A refusal always says what is legal now, whichever way it came."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from domain.errors import Refused
from domain.life import legal_steps

if TYPE_CHECKING:
    from cli.office import Office


@contextmanager
def with_legal(office: "Office", obligation: str) -> Iterator[None]:
    """Raise a :class:`Refused` from inside again with the steps that are legal now, if it does not carry them."""
    try:
        yield
    except Refused as refused:
        if refused.legal:
            raise
        state = office.ledger.state(obligation)
        if state is None or "Legal now:" in str(refused):
            refused.legal = legal_steps(state) if state else ()
            raise
        raise Refused(str(refused), legal_steps(state)) from refused
