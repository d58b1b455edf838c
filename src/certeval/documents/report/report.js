"use strict";
/* Draws the candidates from the data of the page: a few rows at a time, each opening on its reasons. Texts are put as
   texts, never as markup. */
(() => {
  const data = JSON.parse(document.getElementById("donnees").textContent);
  const words = data.mots;
  const AT_ONCE = 100, MOST_PRINTED = 2000;
  const get = id => document.getElementById(id);
  const make = (name, options = {}, ...children) => {
    const element = Object.assign(document.createElement(name), options);
    element.append(...children);
    return element;
  };
  const fold = text => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replaceAll("’", "'").replace(/\s+/g, " ");
  const CODE = 0, NAME = 1, GROUP = 2, VERDICTS = 3, MARKS = 4, TREE = 5, PLACES = 6, COMMENTS = 7;
  const group = row => data.groupes[row[GROUP] || 0] || "";
  const names = data.lignes.some(row => row[NAME]);
  const groups = data.groupes.filter(each => each);
  const found = data.lignes.map(row => fold(`${row[CODE]} ${row[NAME] || ""} ${group(row)}`));
  const numbers = new Intl.Collator(document.documentElement.lang, {numeric: true});

  /* Reasons */
  const letters = number => {
    let text = "";
    for (; number; number = Math.floor((number - 1) / 26)) text = String.fromCharCode(65 + (number - 1) % 26) + text;
    return text;
  };
  const placesOf = row => {
    const places = new Map();
    for (const [prefix, line, first, start, steps] of row[PLACES] || []) {
      const [text, sheet] = data.places[prefix];
      let column = start, cell = first;
      for (const step of `0${steps}`) {
        if (step !== "-") {
          column += parseInt(step, 36);
          places.set(String(cell), text + (sheet ? `${letters(column)}${line}` : line ? `${line}:${column}` : ""));
        }
        cell += 1;
      }
    }
    return places;
  };
  const VERDICT = [null, "valide", "non_valide", "en_attente"];
  const branch = (number, places, depth, flat) => {
    const [text, verdict, ...children] = data.noeuds[number];
    const said = data.textes[text].replace(/\u27e6(\d+)\u27e7/g, (mark, cell) => places.get(cell) || mark);
    const line = verdict ? [make("span", {className: `sign ${VERDICT[verdict]}`, ariaHidden: "true"}), said] : [said];
    if (!children.length) return make("li", {}, ...line);
    const below = make("ul", {}, ...children.map(each => branch(each, places, depth + 1, flat)));
    if (flat) return make("li", {}, ...line, below);
    return make("li", {}, make("details", {open: depth < 1 || (depth < 2 && verdict !== 1)}, make("summary", {}, ...line), below));
  };
  const reasons = (row, flat) => {
    const box = make("div");
    if (row[TREE] === undefined || row[TREE] < 0) box.append(make("p", {className: "quiet"}, words.sans));
    else box.append(make("ul", {className: "reasons"}, branch(row[TREE], placesOf(row), 0, flat)));
    for (const [element, text] of row[COMMENTS] || [])
      box.append(make("p", {className: "comment"}, element ? `${element} : ${text}` : text));
    return box;
  };

  /* The table */
  const table = get("table"), head = table.querySelector("thead tr"), body = table.querySelector("tbody");
  const columns = [{title: words.candidat, of: row => row[CODE], row: true}];
  if (names) columns.push({title: words.nom, of: row => row[NAME] || ""});
  if (groups.length) columns.push({title: words.groupe, of: group});
  data.colonnes.forEach(([code, genre], place) => columns.push({
    title: place ? code : words.certification, letter: row => row[VERDICTS][place], bloc: genre === "bloc" || !place}));
  data.notes.forEach((code, place) => columns.push({title: code, of: row => (row[MARKS] || [])[place] || "", mark: true}));
  let sorted = {column: -1, down: false};
  let shown = [], drawn = 0;

  const RANK = {v: "0", a: "1", n: "2", "-": "3"};
  /* What a mark shown is worth (`12,5`, `≈10,33`, `3/7`, the least of `8–12`); what bears none stands first. */
  const worth = text => {
    const [over, under = "1"] = text.replace("≈", "").replaceAll(",", ".").split("/");
    const value = parseFloat(over) / parseFloat(under);
    return Number.isNaN(value) ? -Infinity : value;
  };
  const compared = (one, other, mark) => (mark && worth(one) - worth(other)) || numbers.compare(one, other);
  const key = (column, row) => column.letter ? RANK[column.letter(row)] : column.of(row);
  const cell = (column, row) => {
    if (!column.letter) return make("td", {className: "text"}, column.of(row));
    const letter = column.letter(row), word = words.verdicts[letter];
    if (!word) return make("td", {className: column.bloc ? "bloc" : "", title: words.absent}, "");
    const mark = make("span", {className: `mark ${letter}`, title: word}, make("span", {ariaHidden: "true"}, words.signes[letter]), make("span", {className: "hidden"}, word));
    return make("td", {className: column.bloc ? "bloc" : ""}, mark);
  };
  const line = place => {
    const row = data.lignes[place];
    const button = make("button", {type: "button", ariaExpanded: "false"}, row[CODE]);
    const drawnLine = make("tr", {}, make("th", {scope: "row"}, button), ...columns.slice(1).map(each => cell(each, row)));
    button.addEventListener("click", () => {
      const open = drawnLine.nextElementSibling;
      const is = open && open.classList.contains("open");
      if (is) open.remove();
      else drawnLine.after(make("tr", {className: "open"}, make("td", {colSpan: columns.length}, reasons(row, false))));
      button.ariaExpanded = String(!is);
    });
    return drawnLine;
  };
  const more = () => {
    body.append(...shown.slice(drawn, drawn + AT_ONCE).map(line));
    drawn = Math.min(drawn + AT_ONCE, shown.length);
    get("suite").hidden = drawn >= shown.length;
  };
  const draw = () => {
    const wanted = fold(get("cherche").value.trim()), verdict = get("verdict").value, place = Number(get("element").value), of = get("groupe").value;
    shown = [...data.lignes.keys()].filter(each => {
      const row = data.lignes[each];
      return (!wanted || found[each].includes(wanted)) && (!verdict || row[VERDICTS][place] === verdict) && (!of || group(row) === of);
    });
    if (sorted.column >= 0) {
      const column = columns[sorted.column], keys = new Map(shown.map(each => [each, key(column, data.lignes[each])]));
      shown.sort((one, other) => compared(keys.get(one), keys.get(other), column.mark) * (sorted.down ? -1 : 1) || one - other);
    }
    body.replaceChildren();
    drawn = 0;
    more();
    if (!shown.length) body.append(make("tr", {}, make("td", {colSpan: columns.length, className: "text"}, words.rien)));
    get("nombre").textContent = words.nombre.replace("{n}", shown.length).replace("{total}", data.lignes.length);
  };
  columns.forEach((column, place) => {
    const button = make("button", {type: "button"}, column.title);
    const heading = make("th", {scope: "col"}, button);
    if (!column.letter && data.lignes.length > AT_ONCE) { // those that are drawn later, or sorted first, are as wide
      const longest = data.lignes.reduce((most, row) => Math.max(most, column.of(row).length), 0);
      heading.style.setProperty("--least", `${longest + 2}ch`);
    }
    button.addEventListener("click", () => {
      sorted = {column: place, down: sorted.column === place && !sorted.down};
      for (const each of head.children) each.removeAttribute("aria-sort");
      heading.setAttribute("aria-sort", sorted.down ? "descending" : "ascending");
      draw();
    });
    head.append(heading);
  });

  /* Controls */
  if (groups.length) {
    get("groupe").append(...groups.map(each => make("option", {value: each}, each)));
    get("choix-groupe").hidden = false;
  }
  get("outils").addEventListener("submit", event => event.preventDefault());
  get("cherche").addEventListener("input", draw);
  for (const id of ["element", "verdict", "groupe"]) get(id).addEventListener("change", draw);
  get("suite").addEventListener("click", more);
  const sheets = get("fiches");
  get("imprimer").addEventListener("click", () => {
    sheets.replaceChildren(...shown.map(place => {
      const row = data.lignes[place];
      const title = make("h2", {}, row[NAME] ? `${row[CODE]} – ${row[NAME]}` : row[CODE]);
      return make("article", {className: "sheet"}, make("p", {className: "over"}, document.title), title, reasons(row, true));
    }));
    document.body.classList.add("fiches");
    window.print();
  });
  window.addEventListener("afterprint", () => {
    document.body.classList.remove("fiches");
    sheets.replaceChildren();
  });
  window.addEventListener("beforeprint", () => {
    const mark = document.elementFromPoint(window.innerWidth / 2, window.innerHeight / 2) ?? document.body, top = () => mark.getBoundingClientRect().top, before = top();
    window.addEventListener("afterprint", () => window.scrollBy({top: top() - before, behavior: "instant"}), {once: true}); // one finds one's place again
    for (const each of document.querySelectorAll("details.fold")) each.open = true;
    while (drawn < Math.min(shown.length, MOST_PRINTED)) more();
  });
  get("outils").hidden = false;
  table.hidden = false;
  draw();
})();
