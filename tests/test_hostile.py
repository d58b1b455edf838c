"""Référentiels made to hurt: deep, long, wide. Bounded work, and a message where there is a limit."""

from certeval.diagnostics import Place
from certeval.engine import resits
from certeval.engine.results import Results
from certeval.referentiel.load import Loaded, Referentiel, compile_document
from certeval.render.reasons import reasons
from certeval.scores.observations import Candidate
from certeval.sources.yaml import parse

HEAD = "format: 1\ncertification: {code: essai, version: 1.0.0}\n"
ONE = "blocs: [{code: B, intitule: b, competences: [{code: C, libelle: c, criteres: [{code: K, libelle: k}]}]}]\n"
LONG = 1000


def compiled(text: str) -> Loaded:
    return compile_document(parse((HEAD + text).encode(), "essai.yaml"))


def usable(text: str) -> Referentiel:
    loaded = compiled(text)
    assert loaded.referentiel is not None, loaded.diagnostics
    return loaded.referentiel


def chain() -> Referentiel:
    """A thousand rules, each standing for the next."""
    rules = "".join(f"  r{i}: {{et: [r{i + 1}, K]}}\n" for i in range(LONG))
    template = "validation: {certification: r0, competence: {tous: criteres}, bloc: {tous: competences}}\n"
    return usable(f"regles:\n{rules}  r{LONG}: K\n{template}{ONE}")


def wide() -> Referentiel:
    """A hundred compétences of fifty critères."""
    criteres = [", ".join(f"{{code: K{i}.{j}, libelle: k}}" for j in range(50)) for i in range(100)]
    competences = "".join(
        f"  - {{code: C{i}, libelle: c, criteres: [{k}]}}\n" for i, k in enumerate(criteres)
    )
    rules = "competence: {parmi: criteres, plus_de: 50 %}, bloc: {tous: competences}, certification: {tous: blocs}"
    return usable(f"validation: {{{rules}}}\nblocs:\n- code: B\n  intitule: b\n  competences:\n{competences}")


def test_a_thousand_rules_that_stand_for_each_other_are_decided_explained_and_searched() -> None:
    referentiel = chain()
    no = referentiel.entries["K"].read("non")
    assert no is not None
    results = Results(referentiel)

    state = results.evaluate({"K": no})

    assert results.candidate("C001", state)["certification"] == {"verdict": "non_valide", "origine": "calcul"}
    assert reasons(referentiel, state, Candidate("C001", Place("notes.csv"))) is not None
    assert resits.minimal_sets(referentiel, {"K": no}) == resits.Resits([("C",)], 0)
    pending = results.candidate("C002", results.evaluate({}))["certification"]
    assert pending == {"verdict": "en_attente", "origine": "calcul", "manque": ["K"]}


def test_a_thousand_measures_are_computed() -> None:
    measures = "".join(f"  m{i}: {{somme: [m{i + 1}, 1]}}\n" for i in range(LONG))
    loaded = compiled(
        f"mesures:\n{measures}  m{LONG}: 1\nvalidation: {{certification: {{mesure: m0, au_moins: 1}}}}\n{ONE}"
    )

    assert [d.code for d in loaded.diagnostics] == ["V202"]


def test_a_circle_of_a_thousand_rules_is_one_finding() -> None:
    rules = "".join(f"  r{i}: r{(i + 1) % LONG}\n" for i in range(LONG))

    loaded = compiled(f"regles:\n{rules}validation: {{certification: r0}}\n{ONE}")

    assert [d.code for d in loaded.diagnostics] == ["V120"]


def test_rules_nested_as_deep_as_is_read_are_decided() -> None:
    nested = "K"
    for _level in range(60):
        nested = f"{{non: {nested}}}"

    assert compiled(f"regles: {{r0: {nested}}}\nvalidation: {{certification: r0}}\n{ONE}").referentiel
    deeper = compiled(
        f"regles: {{r0: {{non: {{non: {{non: {nested}}}}}}}}}\nvalidation: {{certification: r0}}\n{ONE}"
    )
    assert [d.code for d in deeper.diagnostics] == ["Y205"]


def test_a_candidate_lost_on_five_thousand_criteres_has_his_first_sets_made_and_all_counted() -> None:
    referentiel = wide()
    cells = {code: value for code, e in referentiel.entries.items() if (value := e.read("non")) is not None}

    found = resits.minimal_sets(referentiel, cells, "critere")

    assert len(found.sets) == 50
    assert found.more is not None
    assert found.more > 10**1000
    assert {len(codes) for codes in found.sets} == {100 * 26}


def test_rules_that_count_everything_a_thousand_times_are_refused() -> None:
    counts = "".join(f"  q{i}: {{parmi: criteres, au_moins: {i + 1}}}\n" for i in range(200))
    criteres = ", ".join(f"{{code: K{j}, libelle: k}}" for j in range(3000))
    loaded = compiled(
        f"regles:\n{counts}validation: {{certification: q0}}\n"
        f"blocs: [{{code: B, intitule: b, competences: [{{code: C, libelle: c, criteres: [{criteres}]}}]}}]\n"
    )

    assert [d.code for d in loaded.diagnostics] == ["V127"]
