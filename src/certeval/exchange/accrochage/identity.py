"""Who a holder is, by civil status, the file of a training or the NIR; what can't be true together."""

from certeval.diagnostics.families import sheets as kinds
from certeval.exchange.accrochage.cells import MOST_IN_DOSSIER, CandidateCells
from certeval.exchange.accrochage.passage import (
    DossierFormation,
    EtatCivil,
    IdentifiantNational,
    Identification,
    Lieu,
    Naissance,
    Noms,
    SchemaVersion,
)
from certeval.jury.persons import (
    ABROAD,
    OLDEST,
    OVERSEAS,
    OVERSEAS_COMMUNES,
    YOUNGEST,
    is_day,
    is_france,
    is_plausible,
)
from certeval.text.nearest import fold

WITH_NIR: frozenset[SchemaVersion] = frozenset({"1.1.5"})
CIVIL = ("Nom Naissance", "Prenom 1", "Annee Naissance", "Sexe")
"""What civil status is not told without."""
SEX_OF = {"1": "M", "2": "F"}
MONTHS = 12
REORGANISATION = 1968
"""Until then communes of Algeria and of the Seine bore numbers of departments that are others today."""
CORSICA = frozenset({"20", "2A", "2B"})


def identification(row: CandidateCells, version: SchemaVersion) -> Identification | None:
    """Who a holder is: by the NIR where it is known and the version has it, else by the file of a training, else by
    civil status. None, told, where something is wanting.
    """
    year, month, day = (row.get(f"{each} Naissance") for each in ("Annee", "Mois", "Jour"))
    if month and day and not is_day(int(year) if year else None, int(month), int(day)):
        row.tell(kinds.NO_SUCH_BIRTHDAY, "Jour Naissance")
    _check_country(row)
    _check_nir(row)
    nir, name = row.get("NIR"), row.get("Nom Naissance")
    if row.has("NIR") and version in WITH_NIR:
        row.missing("Nom Naissance")
        return IdentifiantNational(nir, name) if nir and name else None
    if not row.has("Id Dossier"):
        return _etat_civil(row)
    for heading, most in MOST_IN_DOSSIER.items():
        row.missing(heading)
        count = len(row.get(heading) or "")
        if count > most:
            row.tell(kinds.TOO_MANY_CHARACTERS, heading, count=count, most=most)
    dossier, name, first = (row.get(each) for each in ("Id Dossier", *MOST_IN_DOSSIER))
    return DossierFormation(dossier, name, first) if dossier and name and first else None


def _etat_civil(row: CandidateCells) -> EtatCivil | None:
    for heading in CIVIL:
        row.missing(heading)
    if row.has("Jour Naissance"):
        row.missing("Mois Naissance")
    insee, postal = row.get("Code Insee Commune Naissance"), row.get("Code Postal Commune Naissance")
    country = _country_of(row)
    if not row.has("Code Postal Commune Naissance") and (not country or is_france(country)):
        row.missing("Code Insee Commune Naissance")
    name, first, year, sex = (row.get(each) for each in CIVIL)
    if name is None or first is None or year is None or sex is None:
        return None
    return EtatCivil(
        Noms(name, row.get("Nom Usage"), first, row.get("Prenom 2"), row.get("Prenom 3")),
        Naissance(year, row.get("Mois Naissance"), row.get("Jour Naissance"), sex),
        Lieu(
            insee,
            postal if insee is None else None,
            row.get("Libelle Commune Naissance"),
            row.get("Code Pays Naissance"),
            row.get("Libelle Pays Naissance"),
        ),
    )


def likeness_key(who: Identification) -> int | None:
    """A number that two candidates have in common who seem to be one person; None where too little is known."""
    if not isinstance(who, EtatCivil):
        return hash(who.nir) if isinstance(who, IdentifiantNational) else None
    if not (who.naissance.mois and who.naissance.jour):
        return None
    code = who.lieu.code_insee or who.lieu.code_postal
    return hash((who.noms.nom_naissance.casefold(), who.noms.prenom1.casefold(), who.naissance, code))


def check_age(row: CandidateCells, begins: str) -> None:
    """Whether somebody born in this year may come to hold a certification on this day."""
    year = row.get("Annee Naissance")
    if year is not None and not is_plausible(int(year), int(begins[:4])):
        row.tell(kinds.NOT_PLAUSIBLE, "Annee Naissance", least=YOUNGEST, most=OLDEST)


def _country_of(row: CandidateCells) -> str | None:
    """The code of the country of birth, else its name; None where it is not said."""
    return row.get("Code Pays Naissance") or row.get("Libelle Pays Naissance")


def _check_country(row: CandidateCells) -> None:
    """The commune is in the country that is said; before the reorganisation, one of another may bear such a number."""
    insee, country = row.get("Code Insee Commune Naissance"), _country_of(row)
    if insee is None or country is None:
        return
    if fold(country) in OVERSEAS:
        is_there = insee.startswith(OVERSEAS_COMMUNES)
    else:
        is_there = is_france(country) is not insee.startswith(ABROAD)
    is_recent = int(row.get("Annee Naissance") or REORGANISATION) >= REORGANISATION
    if not is_there and (is_france(country) or is_recent):
        heading = "Code Pays Naissance" if row.has("Code Pays Naissance") else "Libelle Pays Naissance"
        row.tell(kinds.DISAGREES, "Code Insee Commune Naissance", other=heading)


def _check_nir(row: CandidateCells) -> None:
    """The NIR says the sex, the year, the month and the department of birth."""
    nir = row.get("NIR")
    if nir is None:
        return
    sex, year, month = (row.get(each) for each in ("Sexe", "Annee Naissance", "Mois Naissance"))
    if sex is not None and SEX_OF[nir[0]] != sex:
        row.tell(kinds.DISAGREES, "NIR", other="Sexe")
    if year is not None and year[2:] != nir[1:3]:
        row.tell(kinds.DISAGREES, "NIR", other="Annee Naissance")
    if month is not None and int(nir[3:5]) <= MONTHS and int(month) != int(nir[3:5]):
        row.tell(kinds.DISAGREES, "NIR", other="Mois Naissance")
    commune, department = (row.get("Code Insee Commune Naissance") or nir[5:7])[:2], nir[5:7]
    is_other = commune != department and not {commune, department} <= CORSICA
    # it may have changed since: odd, and no more
    if is_other and int(year or REORGANISATION) >= REORGANISATION:
        row.tell(kinds.ODD, "NIR", other="Code Insee Commune Naissance")
