"""Why a document is not read: a value where it is opened, an exception on the way there."""

from certeval.diagnostics import Kind


class Unread(Exception):  # noqa: N818 -- a user's document, told as a diagnostic where it is opened
    """A document that is not read further, with the kind of finding that says why."""

    def __init__(self, kind: Kind, **arguments: object) -> None:
        super().__init__(kind.code)
        self.kind = kind
        self.arguments = arguments
