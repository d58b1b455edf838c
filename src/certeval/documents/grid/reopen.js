"use strict";
/* A file opened again: taken in, once it is known what to do where it says otherwise than the page. */

/** Take in a file of this grid, asking first where it says otherwise than what is here. */
async function reopen(file) {
  weigh(await file.arrayBuffer());
}

/** Take a file in where what it says otherwise than the page is nothing, or what the `answer` is to: else ask. */
function weigh(bytes, answer = "") {
  const found = offered(bytes), here = each => heldOf(people.get(each.candidat), each.kind, each.code);
  const question = JSON.stringify(found.conflicts?.map(each => [each, here(each)]));
  inPlace(() => {
    byId("conflits").hidden = true;
    if (found.refusal) tellFile(found.refusal, true);
    else if (found.conflicts.length === 0 || question === answer) take(found, true);
    else ask(bytes, found.conflicts.map(conflict), question);
  });
  if (!byId("conflits").hidden) byId("conflits-titre").focus();
}

function ask(bytes, texts, question) {
  const item = text => Object.assign(document.createElement("li"), { textContent: text });
  byId("conflits-liste").replaceChildren(...texts.slice(0, GIVEN.mostListed).map(item));
  byId("conflits-titre").textContent = filled(WORDS.conflicts, { count: texts.length });
  byId("conflits").hidden = false;
  byId("prendre").onclick = () => weigh(bytes, question);
  byId("garder").onclick = () => take(offered(bytes), false);
}

function conflict({ candidat, kind, code, text }) {
  const here = heldOf(people.get(candidat), kind, code);
  return filled(WORDS.conflict, { candidat, code, here: visible(here), there: visible(text) });
}

function take(found, theirs) {
  takeIn(found, theirs);
  byId("conflits").hidden = true;
  const first = shown && people.has(shown.about.candidat) ? shown : people.values().next().value;
  choose(first, false);
  tellFile(filled(WORDS.taken, { count: found.held.filter(each => each.kind !== "about").length, candidats: found.sheet.candidats.length }), false);
}

function tellFile(message, refused) {
  byId("repris").textContent = message;
  byId("repris").classList.toggle("refusal", refused);
}
