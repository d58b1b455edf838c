"use strict";
/* Exact numbers: a whole numerator over a whole denominator above zero. No mark is ever a float. */

/** The number that a text without edges holds, as people type it; null where it is not one number. */
function number(text) {
  if (PATTERNS.decimal.test(text)) {
    const [before, after = ""] = text.replace(",", ".").split(".");
    return { over: BigInt(before.replace("+", "") + after), under: 10n ** BigInt(after.length) };
  }
  const parts = PATTERNS.fraction.exec(text);
  if (!parts || BigInt(parts[2]) === 0n) return null;
  return { over: BigInt(parts[1].replace("+", "")), under: BigInt(parts[2]) };
}

/** Below zero, zero or above as the first is less than, equal to or greater than the second. */
function compared(one, other) {
  const apart = one.over * other.under - other.over * one.under;
  return apart < 0n ? -1 : apart > 0n ? 1 : 0;
}

const minus = (one, other) => plus(one, { over: -other.over, under: other.under });
const plus = (one, other) => ({ over: one.over * other.under + other.over * one.under, under: one.under * other.under });

/** How many whole steps fit below a number: rounded down, never towards zero. */
function steps(value, step) {
  const over = value.over * step.under, under = value.under * step.over;
  return over / under - (over % under < 0n ? 1n : 0n);
}

const times = (value, count) => ({ over: value.over * count, under: value.under });

/** A number as it is written: whole, decimal where it ends within twelve places, else a fraction. */
function written(value) {
  const common = divisor(value.over < 0n ? -value.over : value.over, value.under);
  const over = value.over / common, under = value.under / common;
  let [rest, twos, fives] = [under, 0, 0];
  for (; rest % 2n === 0n; rest /= 2n) twos += 1;
  for (; rest % 5n === 0n; rest /= 5n) fives += 1;
  const places = Math.max(twos, fives);
  if (rest !== 1n || places > 12) return `${over}/${under}`;
  if (places === 0) return `${over}`;
  const digits = `${(over < 0n ? -over : over) * 10n ** BigInt(places) / under}`.padStart(places + 1, "0");
  return `${over < 0n ? "-" : ""}${digits.slice(0, -places)}${WORDS.point}${digits.slice(-places)}`;
}

function divisor(one, other) {
  while (other) [one, other] = [other, one % other];
  return one || 1n;
}
