"use strict";
/* What a text says in a cell, or why it is refused: all that is accepted, and every word, comes with the page. */

const UNSEEN = "[\\s\\u001c-\\u001f\\u0085\\p{Cf}\\p{Zs}\\p{Zl}\\p{Zp}\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u2800\\u3164\\uffa0\\ufe00-\\ufe0f]+";
const EDGES = new RegExp(`^${UNSEEN}|${UNSEEN}$`, "gu");
const SPACE = /[\s\u001c-\u001f\u0085]/;

/** A text without what nobody sees at its edges. */
const trimmed = text => text.replace(EDGES, "").normalize("NFC");

/** A text as it is compared with the words of a closed list: without case, accents, spaces, style of apostrophe. */
function spelling(text) {
  return [...text.replaceAll("’", "'").normalize("NFC")].filter(sign => !SPACE.test(sign)).map(bare).join("");
}

function bare(sign) {
  if (sign.normalize("NFKC") !== sign || /\p{M}/u.test(sign)) return sign;
  return sign.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss");
}

/** What a cell says: its word (nothing where nothing is entered), or the code of the finding that refuses it. */
function reading(accepts, typed) {
  const known = accepts.told.get(typed);
  if (known) return known;
  const told = read(accepts, trimmed(typed));
  accepts.told.set(typed, told);
  return told;
}

function read(accepts, text) {
  const spelled = spelling(text);
  if (!spelled) return { word: "" };
  if (accepts.reads.has(spelled)) return { word: accepts.reads.get(spelled) };
  if (remainder(text)) return { refusal: noValue(text), text };
  const mark = accepts.bounds && measured(accepts, text);
  if (mark && has(accepts.bounds, mark) && !mayBeThousands(accepts.bounds, text, mark)) return { word: text };
  return { text, ...(noValue(text) ? { refusal: noValue(text) } : refused(accepts, text, mark)) };
}

/** The number that a text says on a scale: a fraction only over what divides its step, never over what marks are out of. */
function measured(accepts, text) {
  const found = number(text);
  if (!found || !text.includes("/")) return found;
  const under = { over: found.under, under: 1n };
  const divides = accepts.under > 0n && accepts.under % found.under === 0n;
  return divides && compared(under, accepts.bounds.greatest) !== 0 ? found : null;
}

/** Whether a comma may part thousands in a number that the scale has: 1,500 where it has 1500 too. */
const mayBeThousands = (bounds, text, mark) => PATTERNS.thousands.test(text) && has(bounds, times(mark, 1000n));

const has = (bounds, mark) => within(bounds, mark) && !offStep(bounds, mark);
const within = (bounds, mark) => compared(mark, bounds.least) >= 0 && compared(mark, bounds.greatest) <= 0;

function offStep(bounds, mark) {
  if (!bounds.step) return false;
  const from = minus(mark, bounds.least);
  return compared(times(bounds.step, steps(from, bounds.step)), from) !== 0;
}

/** The code of a text that is a value on no scale; nothing where it may be one on some. */
function noValue(text) {
  if (text.startsWith("#") || text.slice(0, 4).toLowerCase() === "err:") return CODES.error;
  if (text.startsWith("=")) return CODES.formula;
  if (isDay(text)) return CODES.day;
  if (remainder(text)) return CODES.remainder;
  return UNCERTAIN.has(spelling(text)) ? CODES.uncertain : "";
}

/** Whether a text is what a spreadsheet shows of a day; 2025-26-1 is the first session of a school year. */
function isDay(text) {
  const [, from, to] = SCHOOL_YEAR.exec(text) ?? [];
  const isSchoolYear = (Number(from) + 1) % 100 === Number(to) && Number(to) > GIVEN.lastMonth;
  return (!isSchoolYear && PATTERNS.dayLike.test(text)) || PATTERNS.shortDay.test(text);
}

/** Whether a decimal has more digits than anybody types, the zeros that end it left out. */
function remainder(text) {
  const found = PATTERNS.remainder.exec(text);
  return Boolean(found) && /[.,]/.test(text) && found[1].replace(/[.,]/g, "").replace(/0+$/, "").length > TYPED_DIGITS;
}

function refused(accepts, text, mark) {
  if (!accepts.bounds) {
    const english = accepts.yesNo && ["true", "false"].includes(spelling(text));
    return { refusal: english ? CODES.english : CODES.word };
  }
  if (mark && !within(accepts.bounds, mark)) return { refusal: CODES.range };
  if (mark && offStep(accepts.bounds, mark)) return { refusal: CODES.step, ...neighbours(accepts.bounds, mark) };
  if (PATTERNS.grouped.test(text)) return { refusal: CODES.grouped };
  const outOf = PATTERNS.outOf.exec(text), over = outOf && number(outOf[2]);
  const meant = over && compared(over, accepts.bounds.greatest) === 0 ? outOf[1] : "";
  return { refusal: CODES.mark, meant };
}

/** The two marks between which one falls. */
function neighbours(bounds, mark) {
  const below = plus(bounds.least, times(bounds.step, steps(minus(mark, bounds.least), bounds.step)));
  const next = plus(below, bounds.step);
  const above = compared(next, bounds.greatest) > 0 ? bounds.greatest : next;
  return { below: written(below), above: written(above) };
}

/** Why a text is refused and the way out, in the words of certeval. */
function inWords(code, accepts, told) {
  const [message, help] = MESSAGES[told.refusal];
  const shown = { ...accepts.words, ...told, element: code, value: visible(told.text) };
  const way = told.meant ? filled(WORDS.meant, { suggestion: told.meant }) : filled(help, shown);
  return [filled(message, shown), way];
}

/** A message with its arguments in their places; doubled braces are braces. */
function filled(message, shown) {
  return message.replace(/\{\{|\}\}|\{(\w+)\}/g, (found, name) => (name ? shown[name] : found[0]));
}

/** The beginning of a long text, its control characters made visible. */
function visible(text) {
  const signs = [...text], shown = signs.length > LONGEST ? `${signs.slice(0, LONGEST - 1).join("")}…` : text;
  return shown.replace(/[\p{C}\p{Zl}\p{Zp}\p{Zs}]/gu, sign =>
    " \u00a0\u202f".includes(sign) ? sign : `\\u${sign.codePointAt(0).toString(16).padStart(4, "0")}`);
}
