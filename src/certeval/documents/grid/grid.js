"use strict";
/* Whom the grid is for and what becomes of it: choosing and adding candidates, files, what is told of them. */

const MOST_SHOWN = 100;
const byId = name => document.getElementById(name);
const lines = new Map(); // the line of each candidate in the list
const full = ({ about }) => [about.prenom, about.nom].filter(Boolean).join(" ");

/** Show somebody, in the sheet and in the list. */
function choose(person, focused = true) {
  showAll(person);
  byId("qui").textContent = [person.about.candidat, full(person)].filter(Boolean).join(" — ");
  for (const [axis] of GIVEN.situation) showSituation(byId(axis), person.about[axis] ?? "");
  byId("fiche").hidden = false;
  byId("personne").hidden = true;
  list();
  tell();
  if (!focused) return;
  if (byId("gens").classList.contains("folded")) byId("gens-liste").open = false;
  window.scrollTo(0, byId("fiche").offsetTop);
  byId("qui").focus({ preventScroll: true });
}

/** A text that is no choice is kept, and shown as one: certeval says what it is worth. */
function showSituation(select, text) {
  if (![...select.options].some(option => option.value === text)) select.append(new Option(text, text));
  select.value = text;
}

/** The candidates that are looked for, the first ones if they are many. */
function list() {
  const wanted = spelling(byId("filtre").value);
  const sought = [...people.values()].filter(each => spelling(Object.values(each.about).join(" ")).includes(wanted));
  const place = byId("candidats"), order = sought.slice(0, MOST_SHOWN).map(lineOf);
  if (order.length !== place.children.length || order.some((each, at) => each !== place.children[at])) place.replaceChildren(...order);
  const more = sought.length - MOST_SHOWN;
  byId("autres").textContent = more > 0 ? filled(WORDS.more, { count: more }) : sought.length ? "" : WORDS.nobody;
  const done = [...people.values()].filter(each => left(each) === 0).length;
  byId("avancement").textContent = filled(WORDS.complete, { done, all: people.size });
}

/** The line of somebody: the same each time, as a press may be upon it. */
function lineOf(person) {
  const code = person.about.candidat, item = lines.get(code) ?? template("candidat"), button = item.querySelector("button");
  lines.set(code, item);
  button.value = part(item, "who").textContent = code;
  part(item, "name").textContent = full(person);
  part(item, "progress").textContent = `${neededCount(person) - left(person)}/${neededCount(person)}`;
  item.classList.toggle("done", left(person) === 0);
  button.removeAttribute("aria-current");
  if (person === shown) button.setAttribute("aria-current", "true");
  return item;
}

/** The one before or after in the list, whatever is looked for. */
function go(by) {
  const all = [...people.values()], next = all[all.indexOf(shown) + by];
  if (next) choose(next);
}

/** Say where things stand: the candidate's counts, what no file holds yet, what the browser keeps. */
function tell() {
  if (shown) {
    const all = [...people.values()], refused = refusals(shown);
    byId("reste").textContent = filled(WORDS.left, { count: left(shown) });
    byId("reste").disabled = left(shown) === 0;
    byId("refuses").textContent = refused ? filled(WORDS.refused, { count: refused }) : "";
    byId("avant").disabled = shown === all[0];
    for (const each of document.querySelectorAll(".apres")) each.disabled = shown === all.at(-1);
  }
  const count = unsavedCount();
  const state = count ? WORDS.unsaved : numero ? WORDS.saved : WORDS.nothing;
  byId("etat").textContent = filled(state, { count, number: numero });
  byId("avant-de-fermer").hidden = count === 0;
  byId("etat").classList.toggle("unsaved", count > 0);
  tellCopies();
  for (const each of document.querySelectorAll(".enregistrer")) each.disabled = people.size === 0;
}

/** Say whether the browser keeps what is entered, and wherever the reader is once it no longer does. */
function tellCopies() {
  const notice = byId("sans-copie");
  byId("copie").textContent = copies ? WORDS.kept : WORDS.notKept;
  if (copies || !notice.hidden) return;
  notice.textContent = WORDS.notKept;
  inPlace(() => { notice.hidden = false; });
  if (shown) say(WORDS.notKept);
}

/** Save a file under a number of its own: none is ever written over. */
function save(form) {
  const number = numero + 1, text = form === "json" ? asJson(number) : asCsv();
  const type = form === "json" ? "application/json" : "text/csv;charset=utf-8";
  const link = document.createElement("a"), address = URL.createObjectURL(new Blob([text], { type }));
  link.href = address;
  link.download = named(number, form);
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  keepText(text, link.download);
  saved(number);
  tell();
  say(filled(WORDS.written, { name: link.download }));
}

/** Show a file as text, for where a browser saves none. */
function keepText(text, name) {
  byId("texte").value = text;
  byId("texte-nom").textContent = name;
}

async function copyText() {
  const text = byId("texte");
  text.select();
  try {
    await navigator.clipboard.writeText(text.value);
    say(WORDS.copied);
  } catch {
    say(WORDS.selected); // the text is selected: the keyboard copies it
  }
}

const say = message => { byId("dit").textContent = message; };

/** Add somebody who is not listed. */
function addPerson(event) {
  event.preventDefault();
  const form = event.target, texts = [...new FormData(form)].map(([name, text]) => [name, trimmed(text).replace(/\s+/g, " ")]);
  const about = Object.fromEntries(texts), same = [...people.keys()].find(each => spelling(each) === spelling(about.candidat));
  const field = byId("ajout-candidat");
  const refusal = !about.candidat ? WORDS.noIdentifier : same === undefined ? "" : filled(WORDS.alreadyThere, { candidat: same });
  byId("ajout-refus").textContent = refusal;
  byId("ajout-refus").hidden = !refusal;
  field.setAttribute("aria-invalid", String(Boolean(refusal)));
  if (refusal) return field.focus();
  form.reset();
  byId("ajout").open = false;
  choose(add(about));
}

function start() {
  setOut();
  recover();
  tellCopies();
  byId("gens").classList.toggle("folded", window.matchMedia("(max-width: 60rem)").matches);
  byId("gens-liste").open = !byId("gens").classList.contains("folded");
  begin();
  for (const each of document.querySelectorAll(".desk, .record")) each.hidden = false; // at once: nothing moves under a press
}

/** Show the first candidate; where there is none, ask for one. */
function begin() {
  const first = people.values().next().value;
  if (first) choose(first, false);
  else {
    shown = null;
    byId("fiche").hidden = true;
    byId("personne").hidden = false;
    byId("ajout").open = byId("gens-liste").open = true;
    list();
    tell();
  }
}

byId("candidats").addEventListener("click", event => {
  const button = event.target.closest("button");
  if (button) choose(people.get(button.value));
});
byId("filtre").addEventListener("input", list);
byId("ajout-forme").addEventListener("submit", addPerson);
byId("avant").addEventListener("click", () => go(-1));
for (const each of document.querySelectorAll(".apres")) each.addEventListener("click", () => go(1));
byId("reste").addEventListener("click", goToNext);
for (const event of ["input", "change"]) sheet.addEventListener(event, () => { list(); tell(); });
for (const [axis] of GIVEN.situation) {
  byId(axis).addEventListener("change", event => { enter(shown, "about", axis, event.target.value); showAll(shown); list(); tell(); });
}
for (const each of document.querySelectorAll(".enregistrer")) each.addEventListener("click", () => save(each.value));
byId("copier").addEventListener("click", copyText);
byId("fichier").addEventListener("change", event => {
  const [file] = event.target.files;
  event.target.value = "";
  if (file) reopen(file);
});
byId("effacer").addEventListener("click", () => { byId("effacement").hidden = false; byId("effacer-oui").focus(); });
byId("effacer-non").addEventListener("click", () => { byId("effacement").hidden = true; byId("effacer").focus(); });
byId("effacer-oui").addEventListener("click", () => {
  forget();
  byId("effacement").hidden = true;
  begin();
  byId("effacer").focus();
  tellFile(WORDS.erased, false);
});
document.addEventListener("keydown", event => {
  if (!event.altKey || event.ctrlKey || event.metaKey || !["PageUp", "PageDown"].includes(event.key)) return;
  event.preventDefault();
  go(event.key === "PageUp" ? -1 : 1);
});
window.addEventListener("beforeunload", event => { if (unsavedCount()) event.preventDefault(); });
/** Show what another tab kept under one of the codes; a browser that keeps nothing more has nothing newer. */
function follow(codes) {
  if (!copies || !codes.some(elsewhere)) return;
  const code = shown?.about.candidat;
  recover();
  if (people.has(code)) inPlace(() => choose(people.get(code), false));
}

window.addEventListener("storage", event => {
  if (event.key?.startsWith(COPIES)) follow([event.key.slice(COPIES.length)]);
});
window.addEventListener("pageshow", event => {
  if (event.persisted) follow([HEAD, ...people.keys()]); // nothing was told to a page that one comes back to
});
start();
