"use strict";
/* What was entered as the files that certeval reads, JSON and CSV, and a file of this grid back into it. */

const NUMBERED = 3;
const RUNS = new RegExp(`^(?:${GIVEN.runs})`);
const TEXTS_AND_NUMBERS = /"(?:[^"\\]|\\.)*"(\s*:)?|-?\b(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?\b/g;
const NOT_AS_IT_IS = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** The name of a file: no other file of this grid has its number. */
const named = (number, form) => `${GIVEN.stem}-${String(number).padStart(NUMBERED, "0")}.${form}`;

/** The whole sheet, as format 1 of certeval has it: an empty note is one that is still to be entered. */
function asJson(number) {
  const { referentiel, empreinte, empreinte_sens, jure } = IDENTITY;
  const session = nonempty({ code: IDENTITY.session, date: IDENTITY.date, jury: IDENTITY.jury });
  const sheet = {
    format: 1, referentiel, empreinte, empreinte_sens,
    ...(Object.keys(session).length ? { session } : {}),
    ...nonempty({ jure: guarded(jure) }),
    numero: number,
    candidats: [...people.values()].map(person => ({
      ...nonempty(Object.fromEntries(Object.entries(person.about).map(([name, text]) => [name, guarded(text)]))),
      notes: Object.fromEntries(codesOf(person).map(code => [code, textOf(person, code)])),
      ...(person.comments.size ? { commentaires: Object.fromEntries(person.comments) } : {}),
    })),
  };
  const escaped = sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return `${JSON.stringify(sheet, null, 1).replace(NOT_AS_IT_IS, escaped)}\n`;
}

const codesOf = person => [...ELEMENTS.keys()].filter(code => asks(person, code));
const nonempty = texts => Object.fromEntries(Object.entries(texts).filter(([, text]) => text));

/** The same as a table, a row an observation, as office programs open it. */
function asCsv() {
  const about = GIVEN.names.filter(name => [...people.values()].some(each => each.about[name]));
  const same = nonempty({
    referentiel: IDENTITY.referentiel, session: IDENTITY.date || IDENTITY.session, jure: IDENTITY.jure,
  });
  const rows = [[...about, ...Object.keys(same), "element", "valeur", "commentaire"]];
  for (const person of people.values()) {
    const who = [...about.map(name => person.about[name] ?? ""), ...Object.values(same)];
    for (const code of codesOf(person)) rows.push([...who, code, textOf(person, code), person.comments.get(code) ?? ""]);
  }
  return `\ufeff${rows.map(row => `${row.map(field).join(";")}\r\n`).join("")}`;
}

/** A text that no spreadsheet runs, and that reading gives back as it was. */
const guarded = text => RUNS.test(text) ? `'${text}` : text;
const unguarded = text => text.startsWith("'") && RUNS.test(text) ? text.slice(1) : text;

/** One cell. */
function field(given) {
  const text = guarded(given);
  return /[;"\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Why the bytes of a file are not one of this grid, in words; else what it holds that differs from what is here. */
function offered(bytes) {
  const sheet = parsed(bytes);
  if (sheet?.format !== "1" || !Array.isArray(sheet.candidats) || typeof sheet.referentiel !== "string") return { refusal: WORDS.notOurs };
  const other = another(sheet);
  if (other) return { refusal: other };
  const held = new Map(), strange = new Set(), wrong = new Set();
  const hold = entry => {
    const place = JSON.stringify([entry.candidat, entry.kind, entry.code]);
    if ((held.get(place) ?? entry).text !== entry.text) wrong.add(entry.code); // a candidate who is there twice
    held.set(place, entry);
  };
  for (const each of sheet.candidats) {
    if (typeof each?.candidat !== "string" || !trimmed(each.candidat)) return { refusal: WORDS.notOurs };
    each.candidat = unguarded(trimmed(each.candidat));
    for (const [axis] of GIVEN.situation) {
      if (each[axis]) hold({ candidat: each.candidat, kind: "about", code: axis, text: unguarded(String(each[axis])) });
    }
    for (const [kind, key] of [["notes", "notes"], ["comments", "commentaires"]]) {
      for (const [code, given] of Object.entries(each[key] ?? {})) {
        if (!ELEMENTS.has(code)) strange.add(code);
        else if (given !== null && typeof given === "object") wrong.add(code);
        else if (given !== null && given !== "") hold({ candidat: each.candidat, kind, code, text: String(given) });
      }
    }
  }
  if (strange.size) return { refusal: filled(WORDS.otherElements, { codes: listed(strange) }) };
  if (wrong.size) return { refusal: filled(WORDS.severalJurors, { codes: listed(wrong) }) };
  const differs = each => ![each.text, ""].includes(heldOf(people.get(each.candidat), each.kind, each.code));
  const entries = [...held.values()];
  return { sheet, held: entries, conflicts: entries.filter(differs) };
}

/** What JSON in UTF-8 says, its numbers as the texts that write them: no mark is ever a float. Nothing where an object
    has one key twice. */
function parsed(bytes) {
  let keys = 0; // of objects, as written less as read, the reader's own included
  const quoted = (found, colon) => {
    if (colon) keys += 1;
    return found.startsWith('"') ? found : `"${found}"`;
  };
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const sheet = JSON.parse(text.replace(TEXTS_AND_NUMBERS, quoted), function counted(_key, value) {
      if (!Array.isArray(this)) keys -= 1;
      return value;
    });
    return keys === -1 ? sheet : null;
  } catch {
    return null;
  }
}

/** What a sheet is for and this grid is not, both named; nothing where they are for the same. */
function another(sheet) {
  const digest = text => String(text ?? "").slice(0, GIVEN.digestShown);
  if (sheet.referentiel !== IDENTITY.referentiel || sheet.empreinte !== IDENTITY.empreinte) {
    return filled(WORDS.otherReferentiel, {
      theirs: visible(`${sheet.referentiel} (${digest(sheet.empreinte)})`),
      ours: `${IDENTITY.referentiel} (${digest(IDENTITY.empreinte)})`,
    });
  }
  const sides = [
    [WORDS.otherJuror, unguarded(String(sheet.jure ?? "")), IDENTITY.jure],
    [WORDS.otherSession, sheet.session?.code, IDENTITY.session],
    [WORDS.otherSession, sheet.session?.date, IDENTITY.date],
    [WORDS.otherJury, sheet.session?.jury, IDENTITY.jury],
  ];
  const found = sides.find(([, theirs, ours]) => String(theirs ?? "") !== ours);
  if (!found) return "";
  const [message, theirs, ours] = found;
  return filled(message, { theirs: visible(String(theirs || WORDS.none)), ours: ours || WORDS.none });
}

function listed(codes) {
  const shown = [...codes].slice(0, GIVEN.mostListed);
  return visible(shown.join(", ")) + (codes.size > shown.length ? "…" : "");
}

/** Take in what a file holds: where it differs from what is here, the file's where `theirs`, else what is here stays. */
function takeIn({ sheet, held, conflicts }, theirs) {
  const before = anything();
  for (const each of sheet.candidats) {
    const about = nonempty(Object.fromEntries(GIVEN.names.map(name => [name, unguarded(String(each[name] ?? ""))])));
    if (!people.has(each.candidat)) add(about);
  }
  const kept = theirs ? new Set() : new Set(conflicts);
  const changed = new Set(held.filter(each => !kept.has(each) && put(people.get(each.candidat), each.kind, each.code, each.text))
    .map(each => each.candidat));
  for (const code of changed) copyPerson(people.get(code));
  numero = Math.max(numero, Number(sheet.numero) || 0);
  copyHead();
  if (!before) saved(numero);
}
