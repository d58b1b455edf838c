"""Command lines that end the help of each command: of a session as `examples/` has it, its sheets in notes.csv."""

EXAMPLES: dict[str, tuple[str, ...]] = {
    "": (
        "certeval show bloc 2",
        "certeval validate notes.csv --format csv --output decisions.csv",
        "certeval explain C002 bloc 2 --scores notes.csv",
    ),
    "new": (
        "certeval new vente-b2b",
        "certeval new vente-b2c --saisie notes --epreuves 2 --no-input",
    ),
    "import": (
        "certeval import vendeur.docx -o referentiels/vendeur/0.1.0.yaml",
        "certeval import vendeur.docx --code vendeur -o vendeur.xlsx",
    ),
    "check": (
        "certeval check",
        "certeval check --strict -o constats.sarif",
        "certeval check --explain R301",
    ),
    "test": ("certeval test", "certeval test --coverage"),
    "show": ("certeval show", "certeval show bloc 2", "certeval show session S1-2026"),
    "publish": (
        "certeval publish -o referentiel.html",
        "certeval publish --site site",
    ),
    "compare": ("certeval compare vendeur fiche.xml",),
    "diff": ("certeval diff vendeur@0.1.0 vendeur@0.2.0",),
    "impact": (
        "certeval impact vendeur@0.1.0 vendeur@0.2.0 vendeur.csv",
        "certeval impact vendeur@0.1.0 vendeur.csv --validation 'bloc: {parmi: competences, au_moins: 1}'",
    ),
    "lock": ("certeval lock",),
    "grille": (
        "certeval grille -o grille.xlsx",
        "certeval grille --jures 2 --session S1-2026 -o grille.xlsx",
    ),
    "tirage": (
        "certeval tirage S2-2026 --partie E1-ecrit",
        "certeval tirage S3-2026 --partie E1-ecrit --engager",
        "certeval tirage S3-2026 --partie E1-ecrit --public 'trois cygnes' --dry-run",
    ),
    "oraux": (
        "certeval oraux S2-2026 --ics agendas",
        "certeval oraux S2-2026 --partie E1-oral --keep --dry-run",
    ),
    "validate": (
        "certeval validate notes.csv",
        "certeval validate notes.csv --detail --bloc 2",
        "certeval validate --session S1-2026 -o resultats.json",
    ),
    "explain": (
        "certeval explain C002 bloc 2 --scores notes.csv",
        "certeval explain C005 --session S1-2026",
    ),
    "rattrapages": (
        "certeval rattrapages notes.csv",
        "certeval rattrapages --session S1-2026 -o rattrapages.csv",
    ),
    "agreement": ("certeval agreement J1.csv J2.csv", "certeval agreement J1.csv J2.csv -o accord.csv"),
    "stats": (
        "certeval stats notes.csv --par groupe",
        "certeval stats --session S1-2026 -o stats.csv",
    ),
    "report": ("certeval report --session S1-2026 -o rapport.html",),
    "deliberer": (
        "certeval deliberer S1-2026",
        "certeval deliberer S1-2026 C007 BC2 valide --motif 'entretien très assuré' --dry-run",
    ),
    "documents": (
        "certeval documents S1-2026 -o documents",
        "certeval documents S1-2026 releves -c C002 -o releves",
    ),
    "registre": (
        "certeval registre enregistrer S1-2026 --registre registre.db",
        "certeval registre acquis --registre registre.db",
    ),
    "registre enregistrer": (
        "certeval registre enregistrer S1-2026 --registre registre.db --auteur 'bureau des examens'",
    ),
    "registre acquis": (
        "certeval registre acquis C001 --registre registre.db",
        "certeval registre acquis --date 2026-12-31 --registre registre.db -o acquis.json",
    ),
    "registre rectifier": (
        "certeval registre rectifier S1-2026 C007 BC2 valide --motif erreur --fondement 'CRPA L242-4' --pv 'PV 18'",
    ),
    "registre retirer": (
        "certeval registre retirer S1-2026 C001 BC1 --motif fraude --fondement 'CRPA L241-2' --pv 'PV 19'",
    ),
    "registre verifier": ("certeval registre verifier --registre registre.db",),
    "registre effacer": (
        "certeval registre effacer C004 --motif 'demande de la personne' --attestation-echue",
    ),
    "registre exporter": ("certeval registre exporter --registre registre.db -o registre.jsonl",),
    "registre importer": ("certeval registre importer registre.jsonl --registre copie.db",),
    "accrochage": (
        "certeval accrochage S1-2026 --emetteur emetteur.yaml -o flux.xml",
        "certeval accrochage --registre registre.db --emetteur emetteur.yaml -o flux.xml",
    ),
    "accuse": (
        "certeval accuse accuse.xml --registre registre.db",
        "certeval accuse --registre registre.db -o a-corriger.csv",
    ),
    "verify": ("certeval verify resultats.json",),
    "schema": ("certeval schema notes", "certeval schema resultats --lang en"),
    "completion": ("certeval completion bash", "certeval completion powershell"),
    "help": ("certeval help validate", "certeval help registre acquis"),
}
"""By the name of the command; that of certeval itself is empty."""
