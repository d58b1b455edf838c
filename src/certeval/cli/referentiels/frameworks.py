"""A référentiel as other systems read it: what must be declared, what is said of it, the text."""

from certeval import messages
from certeval.cli import exits, inputs, notices
from certeval.messages import N_
from certeval.referentiel.load import Referentiel
from certeval.render.json_text import json_text

FORMS = ("case",)


def content(referentiel: Referentiel, adresse: str | None) -> str:
    """The framework of CASE in the language of the référentiel; status 1 with what it must bear and nothing says."""
    from certeval.exchange.case.package import lacking, package

    if lack := lacking(referentiel):
        inputs.report(lack)
        exits.leave(exits.FINDINGS)
    with messages.speaking(referentiel.model.certification.langue):
        text = json_text(package(referentiel, adresse or ""))
    notices.tell(N_("left out, as CASE has no place for it: the rules, what is entered, the jury, the cases"))
    return text
