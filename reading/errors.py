"""Refusals of reading. Each message says what happened, why, and what to do about it."""


class ReadingError(Exception):
    """A document could not be read. Nothing of it was kept."""


class EmptyDocument(ReadingError):
    """The file holds no text at all."""


class UnknownFormat(ReadingError):
    """The file is of a kind that cannot be read: it is binary data, or its format is not among those known."""


class DamagedDocument(ReadingError):
    """The file claims a known format but is broken, encrypted, or built to harm."""


class TooLarge(ReadingError):
    """The file, or what it unpacks to, is larger than a resolution can reasonably be."""


class TooSlow(ReadingError):
    """Reading took longer than the time allowed and was stopped."""


class TooMuchMemory(ReadingError):
    """Reading needed more memory than allowed and was stopped."""


class ScannedDocument(ReadingError):
    """Every page is a picture without text, and no text recognition is installed."""


class NoOperativeText(ReadingError):
    """The file is readable, but holds no operative paragraph: it is no resolution or decision."""


class ReaderCrashed(ReadingError):
    """The separate process that reads files ended by itself; the file is the likely cause."""
