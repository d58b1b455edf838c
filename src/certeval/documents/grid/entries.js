"use strict";
/* What was entered, by candidate, and its copy in the browser where there is one. A grid's copies bear all that it is for,
   as a browser may show those of one local file to every other. */

const ACCEPTS = GIVEN.accepts.map(each => ({
  ...each,
  under: BigInt(each.under),
  reads: new Map(each.reads),
  bounds: each.bounds && { least: number(each.bounds[0]), greatest: number(each.bounds[1]), step: each.bounds[2] && number(each.bounds[2]) },
  statusWords: new Set(each.statusWords),
  told: new Map(),
}));
const ELEMENTS = new Map(GIVEN.pages.flatMap(page => page.groups.flatMap(group => group.items))
  .map(([code, wording, accepts, whom]) => [code, { code, wording, accepts: ACCEPTS[accepts], whom }]));
const OPTIONAL = [...ELEMENTS.values()].filter(each => each.accepts.optional).map(({ code }) => code);
const OF_SOME = [...ELEMENTS.values()].filter(each => each.whom.length);
const COPIES = `${IDENTITY.format} ${JSON.stringify(IDENTITY)} `;
const HEAD = "";

const people = new Map();
const known = new Map(); // the copies as read or written here last: the browser may tell late of these
let copies = copiesOfBrowser();
let numero = 0;

/** Somebody of the grid: as now known and as `listed`, else as added here (`own`), with notes, comments, and the codes not in a file yet. */
function somebody(about, own = false) {
  return { about, own, listed: about, notes: new Map(), comments: new Map(), unsaved: new Set(), away: null };
}

/** The codes that are not asked of somebody: held before, not sought, exempted, or of another parcours or voie. */
function away(person) {
  person.away ??= new Set([
    ...(GIVEN.without[person.about.candidat] ?? []).filter(code => ELEMENTS.has(code)),
    ...OF_SOME.filter(({ whom }) => whom.some(each => excludes(each, person))).map(({ code }) => code),
  ]);
  return person.away;
}

/** Whether somebody's parcours or voie is one that an element is not for; a text that is no choice says nothing. */
function excludes([axis, words], person) {
  const word = person.about[axis];
  return GIVEN.situation.some(([each, all]) => each === axis && all.includes(word)) && !words.includes(word);
}

/** Whether an element is asked of somebody: what was entered all the same stays in sight. */
const asks = (person, code) => !away(person).has(code) || person.notes.has(code) || person.comments.has(code);
/** How many elements are to be entered of somebody: not those of which an empty cell says something. */
const neededCount = person => ELEMENTS.size - [...away(person)].filter(code => !asks(person, code)).length
  - OPTIONAL.filter(code => asks(person, code)).length;
const isMissing = (person, code) => !textOf(person, code) && !ELEMENTS.get(code).accepts.optional && asks(person, code);

/** Where the browser keeps copies; nothing where it keeps none. */
function copiesOfBrowser() {
  try {
    const place = window.localStorage, probe = "certeval?";
    place.setItem(probe, "1");
    place.removeItem(probe);
    return place;
  } catch {
    return null;
  }
}

/** Those of the list, then those who were added, or were listed when something was entered for them, with what was entered before the page was closed. */
function recover() {
  people.clear();
  for (const about of GIVEN.candidates) people.set(about.candidat, somebody(about));
  const head = copied(HEAD);
  numero = Math.max(numero, Number(head.numero) || 0);
  for (const code of [...listOf(head.added), ...codesKept()]) if (!people.has(code)) people.set(code, somebody({ candidat: code }, true));
  for (const [code, person] of people) {
    const found = copied(code);
    person.about = { ...person.about, ...Object.fromEntries(stringsOf(found.about)) };
    person.notes = new Map(textsOf(found.notes).filter(([each]) => ELEMENTS.has(each)));
    person.comments = new Map(textsOf(found.comments).filter(([each]) => ELEMENTS.has(each)));
    person.unsaved = new Set(listOf(found.unsaved));
  }
}

/** The codes of those for whom something is kept. */
function codesKept() {
  const codes = Object.keys(copies ?? {}).filter(key => key.startsWith(COPIES)).map(key => key.slice(COPIES.length));
  return codes.filter(code => code !== HEAD && [copied(code).notes, copied(code).comments].some(each => textsOf(each).length));
}

function textKept(code) {
  try {
    return copies?.getItem(COPIES + code) ?? null;
  } catch {
    return null;
  }
}

/** What is kept under a code: empty where nothing is, or something that is not of ours. */
function copied(code) {
  const text = textKept(code);
  known.set(code, text);
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

const listOf = given => (Array.isArray(given) ? given : []);
const stringsOf = given => Object.entries(given ?? {}).filter(([, text]) => typeof text === "string");
const textsOf = given => stringsOf(given).filter(([, text]) => text);

function copy(code, held) {
  const text = JSON.stringify(held);
  try {
    copies?.setItem(COPIES + code, text);
    known.set(code, text);
  } catch {
    copies = null; // no room is left: what was copied before is older than what is shown
  }
}

/** Whether another tab of the same grid kept something else under a code than what is here. */
const elsewhere = code => textKept(code) !== (known.get(code) ?? null);

function copyPerson(person) {
  copy(person.about.candidat, {
    about: person.own ? person.about : situationOf(person),
    notes: Object.fromEntries(person.notes),
    comments: Object.fromEntries(person.comments),
    unsaved: [...person.unsaved],
  });
}

function copyHead() {
  copy(HEAD, { numero, added: [...people.values()].filter(each => each.own).map(each => each.about.candidat) });
}

/** The parcours and the voie that are not as listed: no choice is one too. */
const situationOf = person => Object.fromEntries(GIVEN.situation
  .map(([axis]) => [axis, person.about[axis] ?? ""])
  .filter(([axis, text]) => text !== (person.listed[axis] ?? "")));

/** Enter a note, what is commented on it, or a parcours or a voie (`about`); an empty text takes it out. */
function enter(person, kind, code, text) {
  if (put(person, kind, code, text)) copyPerson(person);
}

/** The same without a copy; whether it changes anything. */
function put(person, kind, code, text) {
  if (heldOf(person, kind, code) === text) return false;
  if (kind === "about") [person.about, person.away] = [{ ...person.about, [code]: text }, null];
  else if (text) person[kind].set(code, text);
  else person[kind].delete(code);
  person.unsaved.add(code);
  return true;
}

/** What somebody has of a kind (`notes`, `comments`, or a parcours or a voie of `about`) under a code, else nothing. */
const heldOf = (person, kind, code) => (kind === "about" ? person?.about[code] : person?.[kind].get(code)) ?? "";

function add(about) {
  const person = somebody(about, true);
  person.unsaved.add("candidat");
  people.set(about.candidat, person);
  copyPerson(person);
  copyHead();
  return person;
}

/** Say that all is in the file of a number. */
function saved(number) {
  numero = number;
  copyHead();
  for (const person of people.values()) {
    if (person.unsaved.size === 0) continue;
    person.unsaved.clear();
    copyPerson(person);
  }
}

/** Take all that was entered out of the page and of the browser; the number stays, so that no file is named twice. */
function forget() {
  for (const code of [...people.keys(), HEAD]) copies?.removeItem(COPIES + code);
  for (const [code, person] of people) if (person.own) people.delete(code);
  copyHead();
  recover();
}

const textOf = (person, code) => person.notes.get(code) ?? "";
const refusals = person =>
  [...person.notes].filter(([code, text]) => reading(ELEMENTS.get(code).accepts, text).refusal).length;
const left = person => neededCount(person) - person.notes.size + OPTIONAL.filter(code => person.notes.has(code)).length;
const unsavedCount = () => [...people.values()].reduce((sum, person) => sum + person.unsaved.size, 0);
const anything = () => [...people.values()].some(person => person.own || person.notes.size || person.comments.size);
