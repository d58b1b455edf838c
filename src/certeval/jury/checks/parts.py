"""What a session says of the parts of épreuves is said of parts that there are."""

from certeval.diagnostics import Finding
from certeval.diagnostics.families import sessions as kinds
from certeval.jury.checks.subject import SessionSubject
from certeval.jury.tirage import parts
from certeval.text.nearest import nearest


def no_part(subject: SessionSubject, section: str, typed: str) -> Finding:
    """That a key of a section of the file is the code of no part."""
    known = parts.parts(subject.referentiel)
    said: dict[str, object] = {"given": typed, "known": tuple(known)}
    near = nearest(typed, known)
    return Finding(
        kinds.NO_PART, (section, typed), said | ({"suggestion": near} if near else {}), at_key=True
    )
