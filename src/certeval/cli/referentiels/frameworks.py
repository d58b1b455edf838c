"""A référentiel as other systems read it: what must be declared, what is said of it, the text."""

from certeval import messages
from certeval.cli import exits, inputs, notices
from certeval.messages import N_
from certeval.referentiel.load import Referentiel
from certeval.render.json_text import json_text

ADDRESSED = ("case",)
"""The forms whose things have an address."""
FORMS = (*ADDRESSED, "moodle")


def content(referentiel: Referentiel, form: str, adresse: str | None) -> str:
    """A framework in the language of the référentiel; status 1 with what it must bear and nothing says."""
    return _moodle(referentiel) if form == "moodle" else _case(referentiel, adresse)


def _moodle(referentiel: Referentiel) -> str:
    from certeval.exchange.moodle import findings, framework

    with messages.speaking(referentiel.model.certification.langue):
        text = framework(referentiel)
    inputs.report(findings(referentiel))
    notices.tell(
        N_("left out, as Moodle has no place for it: the rules, activités, épreuves, the jury, the cases")
    )
    return text


def _case(referentiel: Referentiel, adresse: str | None) -> str:
    from certeval.exchange.case.package import lacking, package

    if lack := lacking(referentiel):
        inputs.report(lack)
        exits.leave(exits.FINDINGS)
    with messages.speaking(referentiel.model.certification.langue):
        text = json_text(package(referentiel, adresse or ""))
    notices.tell(N_("left out, as CASE has no place for it: the rules, what is entered, the jury, the cases"))
    return text
