"""Badges of a session: what each must bear, their bytes, and what each attests, once."""

from collections.abc import Iterator, Sequence

from certeval import messages
from certeval.cli import exits, inputs
from certeval.cli.jurys.typesetting import Handed
from certeval.documents.contenu import Common
from certeval.documents.dossier import Dossier, Piece
from certeval.documents.verifying import lacking
from certeval.render.json_text import json_text


def made(dossier: Dossier, wanted: Sequence[Piece], adresse: str) -> Iterator[Handed]:
    """The definitions that badges refer to, then the badges; status 1 with what they must bear and nothing says."""
    from certeval.exchange.badges import Award, achievement, credential

    common = Common(dossier)
    if lack := lacking(dossier, ((each, common.of(each, "")) for each in wanted)):
        inputs.report(lack)
        exits.leave(exits.FINDINGS)
    session, sitting = dossier.session, dossier.deliberation
    assert session is not None  # noqa: S101 -- it was deliberated
    assert sitting is not None  # noqa: S101 -- as above
    with messages.speaking(dossier.certification.langue):
        for bloc in dict.fromkeys(each.bloc for each in wanted):
            attested = json_text(achievement(dossier.referentiel, bloc, adresse))
            yield Handed(Piece(wanted[0].genre, None, bloc), attested.encode())
        for each in wanted:
            assert each.candidature is not None  # noqa: S101 -- a badge has a holder
            award = Award(each.candidature.code, each.bloc, session.code, sitting.le, dossier.day)
            yield Handed(each, json_text(credential(dossier.referentiel, award, adresse)).encode())
