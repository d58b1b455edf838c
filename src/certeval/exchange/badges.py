"""Badges of Open Badges 3.0 (1EdTech), unsigned: that a candidate validated a bloc, and what it takes to.

In come a référentiel, what was decided, the address of whoever delivers it. Out go plain values for JSON, in the words
of the référentiel. A badge names its holder by a digest of the candidate's code, and bears nothing but the decision.
"""

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from certeval.exchange.case.items import CaseNames, names, one_line
from certeval.exchange.case.package import MIDNIGHT
from certeval.messages import _
from certeval.referentiel.blocs import Bloc
from certeval.referentiel.load import Referentiel
from certeval.render.markdown import line_start, plain
from certeval.render.referentiel.rules import rule_lines
from certeval.rules.program import CERTIFICATION
from certeval.text.nearest import fold

CONTEXT: Final = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
)
"""The last one names the type of `SCHEMA`: who signs JSON-LD refuses a type that no context names."""
SCHEMA: Final = {
    "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
    "type": "1EdTechJsonSchemaValidator2019",
}
Plain = dict[str, object]


class Award(NamedTuple):
    """That a candidate validated a bloc, or the certification where it has none (an empty bloc): in which session,
    decided on which day; the day from which the badge holds.
    """

    candidat: str
    bloc: str
    session: str
    decision_day: date
    issue_day: date


def achievement(referentiel: Referentiel, bloc: str, adresse: str) -> Plain:
    """What a badge attests, by itself: a bloc, or the certification; what it takes, its compétences (items of CASE)."""
    return {"@context": list(CONTEXT), **_achievement(referentiel, bloc, names(referentiel, adresse))}


def credential(referentiel: Referentiel, award: Award, adresse: str) -> Plain:
    """The badge of one candidate. The same award has the same identifier; a later `issue_day` replaces it."""
    case_names = names(referentiel, adresse)
    holder = fold(award.candidat)
    identifier = case_names.identifier("OpenBadgeCredential", award.session, holder, award.bloc)
    identity_hash = hashlib.sha256((award.candidat + identifier).encode()).hexdigest()
    badge_achievement = _achievement(referentiel, award.bloc, case_names)
    return {
        "@context": list(CONTEXT),
        "id": f"urn:uuid:{identifier}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": badge_achievement["name"],
        "issuer": _issuer(referentiel, case_names),
        "validFrom": f"{award.issue_day}{MIDNIGHT}",
        "awardedDate": f"{award.decision_day}{MIDNIGHT}",
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": True,
                    "identityHash": f"sha256${identity_hash}",
                    "identityType": "systemId",
                    "salt": identifier,
                }
            ],
            "achievement": badge_achievement,
        },
        "credentialSchema": [dict(SCHEMA)],
    }


def _issuer(referentiel: Referentiel, case_names: CaseNames) -> Plain:
    bodies = referentiel.model.certification.certifiers
    numbers = [each.siret for each in bodies if each.siret]
    return {
        "id": case_names.adresse,
        "type": ["Profile"],
        "name": case_names.certificateur,
        **({"otherIdentifier": [_entry("siret", each) for each in numbers]} if numbers else {}),
    }


def _entry(kind: str, number: str) -> Plain:
    return {"type": "IdentifierEntry", "identifier": number, "identifierType": f"ext:{kind}"}


def _achievement(referentiel: Referentiel, bloc: str, case_names: CaseNames) -> Plain:
    certification = referentiel.model.certification
    model = referentiel.elements[bloc].model if bloc else None
    number = model.rncp if isinstance(model, Bloc) else certification.rncp
    title = one_line(referentiel.title)
    words = _("Certification « {title} »", title=title)
    if bloc:
        words = _("Bloc {code} of the certification « {title} »", code=bloc, title=title)
    return {
        "id": f"urn:uuid:{case_names.identifier('Achievement', bloc)}",
        "type": ["Achievement"],
        "name": one_line(referentiel.elements[bloc].wording if bloc else referentiel.title),
        "description": f"{words} ({number})" if number else words,
        "humanCode": bloc or referentiel.code,
        "inLanguage": certification.langue,
        "version": referentiel.version,
        "criteria": {"narrative": "\n".join(_criteria(referentiel, bloc))},
        "creator": _issuer(referentiel, case_names),
        **({"otherIdentifier": [_entry("rncp", number)]} if number else {}),
        "alignment": [
            _alignment(referentiel, code, case_names)
            for code in referentiel.tree.below("competence", bloc or None)
        ],
    }


def _criteria(referentiel: Referentiel, bloc: str) -> Iterator[str]:
    """The official sentence, the rule, the compétences: Markdown that no text of the référentiel turns into more."""
    model = referentiel.elements[bloc].model if bloc else None
    if isinstance(model, Bloc) and model.condition:
        yield f"> {_markdown(model.condition.texte)}\n"
    rule = [_markdown(each.text) for each in rule_lines(referentiel, bloc or CERTIFICATION)]
    if rule:
        yield "\n".join(f"{'  ' * bool(i)}- {each}" for i, each in enumerate(rule)) + "\n"
    for code in referentiel.tree.below("competence", bloc or None):
        yield f"- {_markdown(code)} {_markdown(referentiel.elements[code].wording)}"


def _markdown(text: str) -> str:
    return line_start(plain(one_line(text).strip()))


def _alignment(referentiel: Referentiel, code: str, case_names: CaseNames) -> Plain:
    return {
        "type": ["Alignment"],
        "targetType": "CFItem",
        "targetCode": code,
        "targetName": one_line(referentiel.elements[code].wording),
        "targetUrl": case_names.uri_of_item(code),
        "targetFramework": f"{one_line(referentiel.title)} {referentiel.version}",
    }
