CREATE TABLE personne (
  cle TEXT PRIMARY KEY,
  candidat TEXT UNIQUE,
  identite TEXT
) {strict};

CREATE TABLE referentiel (
  empreinte TEXT PRIMARY KEY,
  certification TEXT NOT NULL,
  version TEXT NOT NULL,
  texte TEXT NOT NULL
) {strict};

CREATE TABLE session (
  code TEXT PRIMARY KEY,
  certification TEXT NOT NULL,
  referentiel TEXT NOT NULL REFERENCES referentiel (empreinte),
  le TEXT NOT NULL,
  texte TEXT NOT NULL
) {strict};

CREATE TABLE inscription (
  session TEXT NOT NULL REFERENCES session (code),
  personne TEXT NOT NULL REFERENCES personne (cle),
  contenu TEXT NOT NULL,
  PRIMARY KEY (session, personne)
) {strict};

CREATE TABLE journal (
  rang {integer} PRIMARY KEY,
  instant TEXT NOT NULL,
  auteur TEXT NOT NULL,
  acte TEXT NOT NULL,
  session TEXT NOT NULL,
  personne TEXT NOT NULL,
  objet TEXT NOT NULL,
  contenu TEXT NOT NULL,
  remplace {integer} NOT NULL,
  precedent TEXT NOT NULL,
  empreinte TEXT NOT NULL UNIQUE
) {strict};

CREATE INDEX journal_personne ON journal (personne, rang);

CREATE INDEX journal_session ON journal (session, rang);

{guards}
