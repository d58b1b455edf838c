"use strict";
/* The sheet of one candidate: rows are drawn as they come near, and show whoever is chosen. */

const DRAWN_TOGETHER = 40;
const NEAR = "1200px 0px";

const sheet = document.getElementById("saisie");
const rows = new Map(); // the rows drawn of each code: an element may stand on two pages
const counters = [];
let shown = null;
let numbers = 0;

const drawing = new IntersectionObserver(
  seen => inPlace(() => seen.filter(each => each.isIntersecting).forEach(each => draw(each.target))), { rootMargin: NEAR });

const template = name => document.getElementById(name).content.firstElementChild.cloneNode(true);
const part = (node, name) => node.querySelector(`.${name}`);

/** Set the pages out, each group cut in pieces that hold nothing yet but room. */
function setOut() {
  for (const page of GIVEN.pages) {
    const section = template("page");
    part(section, "title").textContent = page.title;
    part(section, "legend").append(...page.legend.map(line => paragraph(line)));
    for (const group of page.groups) {
      const block = template("groupe");
      part(block, "title").textContent = group.title;
      counters.push({ node: part(block, "counts"), codes: group.items.map(([code]) => code) });
      for (let at = 0; at < group.items.length; at += DRAWN_TOGETHER) {
        block.append(piece(group.items.slice(at, at + DRAWN_TOGETHER)));
      }
      section.append(block);
    }
    sheet.append(section);
  }
}

function paragraph(text) {
  const made = document.createElement("p");
  made.textContent = text;
  return made;
}

function piece(items) {
  const node = document.createElement("div");
  node.className = "piece";
  node.codes = items.map(([code]) => code);
  node.style.minHeight = `${items.length * 4}rem`;
  drawing.observe(node);
  return node;
}

/** Draw the rows of a piece that has none yet. */
function draw(node) {
  if (!node.codes) return;
  const codes = node.codes;
  node.codes = null;
  drawing.unobserve(node);
  node.style.minHeight = "";
  for (const code of codes) {
    const row = made(ELEMENTS.get(code));
    rows.set(code, [...(rows.get(code) ?? []), row]);
    node.append(row);
    if (shown) show(row);
  }
}

const drawAll = () => document.querySelectorAll(".piece").forEach(draw);

/** Draw what stands before and after, so that the next key finds it. */
function drawAround(node) {
  const pieces = [...document.querySelectorAll(".piece")], at = pieces.indexOf(node.closest(".piece"));
  if (at >= 0) inPlace(() => [pieces[at - 1], pieces[at + 1]].forEach(each => each && draw(each)));
}

/** The row of an element: its words to choose from, or a mark to type; a status; a comment. */
function made({ code, wording, accepts }) {
  const row = template("element"), named = `e${(numbers += 1)}`;
  row.dataset.code = code;
  part(row, "code").textContent = code;
  part(row, "wording").textContent = wording;
  part(row, "refusal").id = `${named}-refus`;
  if (accepts.bounds) typing(row, named, code, accepts);
  else choosing(row, named, accepts);
  statuses(part(row, "status"), code, accepts);
  const [comment, button] = [part(row, "comment"), part(row, "commenting")];
  comment.id = `${named}-commentaire`;
  comment.setAttribute("aria-label", filled(WORDS.commentOf, { code }));
  button.setAttribute("aria-controls", comment.id);
  button.setAttribute("aria-label", filled(WORDS.commentOf, { code }));
  return row;
}

function typing(row, named, code, accepts) {
  const mark = part(row, "mark"), hint = part(row, "scale");
  part(row, "words").remove();
  hint.id = `${named}-echelle`;
  hint.textContent = accepts.entered;
  mark.setAttribute("aria-label", code);
  mark.setAttribute("aria-describedby", `${hint.id} ${named}-refus`);
}

function choosing(row, named, accepts) {
  part(row, "typed").remove();
  const words = part(row, "words");
  for (const [value, label] of [...accepts.offered.map(word => [word, word]), ["", WORDS.toEnter]]) {
    const choice = template("choix"), radio = choice.querySelector("input");
    radio.name = named;
    radio.value = value;
    radio.setAttribute("aria-describedby", `${named}-refus`);
    choice.querySelector("span").textContent = label;
    choice.classList.toggle("none", value === "");
    words.append(choice);
  }
}

function statuses(select, code, accepts) {
  select.setAttribute("aria-label", filled(WORDS.statusOf, { code }));
  select.append(new Option(WORDS.status, ""), ...accepts.statuses.map(([word, effect]) => new Option(effect, word)));
  select.hidden = accepts.statuses.length === 0;
}

/** Show in a row what the candidate has, the field that is being typed in left alone. */
function show(row, field = null) {
  const { code, accepts } = ELEMENTS.get(row.dataset.code), text = textOf(shown, code);
  const told = reading(accepts, text), status = accepts.statusWords.has(told.word) ? told.word : "";
  const mark = part(row, "mark"), select = part(row, "status");
  row.hidden = !asks(shown, code);
  if (mark && mark !== field) mark.value = text;
  for (const radio of row.querySelectorAll("input[type=radio]")) {
    radio.checked = !told.refusal && !status && radio.value === told.word;
  }
  select.value = status;
  select.classList.toggle("chosen", status !== "");
  row.classList.toggle("entered", Boolean(text));
  if (!field || field !== mark || !told.refusal) tellRefusal(row);
  const comment = part(row, "comment"), said = shown.comments.get(code) ?? "", { candidat } = shown.about;
  if (comment !== field) comment.value = said;
  openComment(row, Boolean(said) || (!comment.hidden && row.dataset.candidat === candidat));
  row.dataset.candidat = candidat;
}

function tellRefusal(row) {
  const { code, accepts } = ELEMENTS.get(row.dataset.code), told = reading(accepts, textOf(shown, code));
  const refusal = part(row, "refusal"), mark = part(row, "mark");
  refusal.hidden = !told.refusal;
  refusal.replaceChildren();
  if (told.refusal) {
    const [message, way] = inWords(code, accepts, told);
    refusal.append(Object.assign(document.createElement("strong"), { textContent: message }), ` ${way}`);
  }
  mark?.setAttribute("aria-invalid", String(Boolean(told.refusal)));
  row.classList.toggle("refused", Boolean(told.refusal));
}

function openComment(row, wide) {
  part(row, "comment").hidden = !wide;
  part(row, "commenting").setAttribute("aria-expanded", String(wide));
}

/** Count what is entered in each group, as far as that says no verdict. */
function count() {
  for (const { node, codes: all } of counters) {
    const codes = all.filter(code => asks(shown, code));
    node.closest(".group").hidden = codes.length === 0;
    const told = codes.map(code => [ELEMENTS.get(code).accepts, textOf(shown, code)]);
    node.textContent = counted(told).map(([label, many]) => filled(WORDS.counted, { label, many })).join(" · ");
  }
  for (const page of sheet.children) page.hidden = [...page.querySelectorAll(".group")].every(each => each.hidden);
}

/** The yes and the no, where all are one or the other, and what is still to be entered. */
function counted(told) {
  const needed = told.filter(([each]) => !each.optional);
  const missing = needed.length ? [[WORDS.toEnter, needed.filter(([, text]) => !text).length]] : [];
  const [accepts] = told[0] ?? [];
  if (!accepts?.yesNo || told.some(([each]) => each !== accepts)) return missing;
  const having = words => told.filter(([, text]) => text && words.includes(reading(accepts, text).word)).length;
  return [...accepts.yesNo.map(([label, words]) => [label, having(words)]), ...missing];
}

/** Show somebody in the rows drawn. */
function showAll(person) {
  shown = person;
  for (const several of rows.values()) for (const row of several) show(row);
  count();
}

/** Keep what is done in a row. */
function entered(row, kind, text, field = null) {
  const code = row.dataset.code;
  enter(shown, kind, code, text);
  for (const each of rows.get(code)) show(each, field);
  count();
}

/** Put the reader at the first element after the one in focus, else from the top, where something is to be entered. */
function goToNext() {
  const codes = [...ELEMENTS.keys()], at = codes.indexOf(document.activeElement.closest?.("[data-code]")?.dataset.code);
  const next = [...codes.slice(at + 1), ...codes.slice(0, at + 1)].find(code => isMissing(shown, code));
  if (next === undefined) return;
  if (!rows.has(next)) [...document.querySelectorAll(".piece")].filter(each => each.codes?.includes(next)).forEach(draw);
  const [row] = rows.get(next);
  (row.querySelector("input:checked") ?? row.querySelector("input")).focus({ preventScroll: true });
  row.scrollIntoView({ block: "center" });
}

sheet.addEventListener("focusin", event => drawAround(event.target));
sheet.addEventListener("input", event => {
  const row = event.target.closest("[data-code]");
  if (event.target.matches(".mark")) entered(row, "notes", event.target.value, event.target);
  if (event.target.matches(".comment")) entered(row, "comments", event.target.value, event.target);
});
sheet.addEventListener("change", event => {
  const row = event.target.closest("[data-code]");
  if (event.target.matches("input[type=radio], .status")) entered(row, "notes", event.target.value);
});
for (const event of ["change", "focusout"]) { // a mark that is again what it was is no change
  sheet.addEventListener(event, ({ target }) => target.matches(".mark") && inPlace(() => tellRefusal(target.closest("[data-code]"))));
}
sheet.addEventListener("keydown", event => {
  if (event.key === "Enter" && event.target.matches(".mark")) goToNext();
});
sheet.addEventListener("click", event => {
  const button = event.target.closest(".commenting");
  if (!button) return;
  const row = button.closest("[data-code]"), comment = part(row, "comment");
  if (comment.hidden) {
    openComment(row, true);
    comment.focus();
  } else if (!comment.value) openComment(row, false);
});
window.addEventListener("beforeprint", () => {
  window.addEventListener("afterprint", hold(), { once: true }); // on paper the page is shorter, and is scrolled back
  drawAll();
});
