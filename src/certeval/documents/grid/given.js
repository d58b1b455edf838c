"use strict";
/* What comes with the page: the grid, what its cells take, the words. Nothing is asked of anybody else. */

const GIVEN = JSON.parse(document.getElementById("grille").textContent);
const { identity: IDENTITY, words: WORDS, codes: CODES, messages: MESSAGES } = GIVEN;
const LONGEST = GIVEN.longest, TYPED_DIGITS = GIVEN.typedDigits, UNCERTAIN = new Set(GIVEN.uncertain);
const SCHOOL_YEAR = new RegExp(`^${GIVEN.schoolYear}`);
const PATTERNS = Object.fromEntries(
  Object.entries(GIVEN.patterns).map(([name, source]) => [name, new RegExp(`^(?:${source})$`, "iu")]));
