"""I: documents that are imported, and the drafts made of them.

The message of a doubt is what `a_relire` says was found, its help what the draft says meanwhile.
"""

from certeval.diagnostics.model import error, info, warning

TO_REVIEW = warning("I001", "{target} is to be reviewed: {finding}").way(
    "compare with the document, correct what is wrong, then remove this entry of `a_relire`"
)
TO_REVIEW_FIRST = warning("I002", "{target} is to be reviewed before anything is decided: {finding}").way(
    "compare with the document, correct what is wrong, then remove this entry of `a_relire`"
)
CODE_IRREGULAR = warning("I010", "the code « {typed} » is not of the form of its neighbours").way(
    "{target}, by its place under {parent}"
)
PARENT_SUPPOSED = warning("I011", "neither a code nor the table says whose this is: « {text} »").way(
    "it is put under {parent}, by its place alone"
)
LINE_BREAK = warning("I012", "a line break may part two items or stand within one: « {text} »").way(
    "taken as one item"
)
CUT_BY_PAGE = warning("I013", "a page cuts this text, whose two parts were put together: « {text} »").way(
    "taken as one text"
)
TABLE_UNKNOWN = warning("I014", "the table is not recognised, and nothing is taken of it: « {text} »").way(
    "name its columns with --colonnes, or leave it out"
)
ALIGNED = warning(
    "I015",
    "no line is ruled: columns were told by alignment, and a text may have been mixed with its neighbour",
).way("{target} and its text, as read")
NO_CRITERE = warning("I016", "no critère was read for this compétence: « {text} »").way(
    "the compétence without critère"
)
TWO_LISTS = warning("I017", "« {text} » is described again, otherwise: the first description was taken").way(
    "the first description, alone"
)
CODES_GIVEN = info("I018", "the document gives no code to these: {count} have one of ours").way(
    "from {first} to {last}"
)
HYPHEN = warning(
    "I019", "a line ends with a hyphen, which may belong to the word or only to the line: « {text} »"
).way("the hyphen is kept")
APART = warning("I020", "a text without code or bullet stands among others that have one: « {text} »").way(
    "it goes on the one before"
)
BLOC_SUPPOSED = warning("I021", "this seems to be the title of a bloc: « {text} »").way(
    "taken as the bloc {target}"
)
CODE_MOVED = warning("I022", "the code « {typed} » says another compétence than the row where it stands").way(
    "{target}, as its code says"
)
LEFT_OUT = warning("I023", "nothing says where this belongs, and it was left out: « {text} »").way(
    "add it where it belongs"
)
MIXED = warning(
    "I024",
    "only codes tell the texts apart here, and this one may have been cut or mixed with another: « {text} »",
).way("this text, as read")
CODE_TWICE = warning("I025", "the code « {typed} » is given twice").way("{target} for this one")
COLUMN_UNREAD = warning("I026", "nothing is taken of the column « {text} »").way(
    "add what it says where it belongs"
)
TEXT_WITHIN = warning("I027", "another text seems to begin within this one: « {text} »").way(
    "taken as one item"
)
FAILED = warning("I028", "« {text} » is a formula that was never computed, or the error of one").way(
    "type the text that it stood for"
)
STRUCK = warning("I029", "this text is struck out: « {text} »").way(
    "taken as the others: remove it where it no longer holds"
)
SENTENCE = warning("I060", "what this condition asks is not understood, or names no element: « {text} »").way(
    "no rule: write it under `validation`"
)
RULE_SUPPOSED = warning("I061", "a rule is supposed from the condition: {text}").way("{rule}")
RULE_UNREAD = info("I063", "this sentence seems to say what it takes, and is not understood: « {text} »").way(
    "where it does, write its rule under `validation`"
)
TABLE_UNREAD = info(
    "I064", "this table is not taken: its headings are not those of a référentiel: « {text} »"
).way("where it holds compétences, critères or épreuves, name its columns with --colonnes")
NOTED = warning("I065", "a note goes with this text, and is not taken: « {text} »").way(
    "add what the note says where it belongs"
)
HIDDEN = warning("I066", "the workbook hides this row or this column: « {text} »").way(
    "taken as the others: remove what no longer holds"
)
LIST_BELOW = warning("I067", "a list stands below this text, in its own list: « {text} »").way(
    "each text of it is taken as one more item"
)
RULE_BESIDE = info(
    "I062", "this sentence says what it takes, and the draft does not take it: « {text} »"
).way("where it holds, write it under `validation`: {rule}")

NOT_YAML = error("I100", "« {text} » begins as a list or a mapping, and is none").way(
    "close the brackets, as in `{{parmi: criteres, plus_de: 50 %}}`; a text that begins so stands between quotes"
)
NO_PARENT = error("I101", "no row of {sheets} has the code « {code} », which `dans` names").way(
    "write there the code of the element in which this one stands"
)
TWO_PARENTS = error("I102", "several rows of {sheets} have the code « {code} », which `dans` names").way(
    "give each its own code"
)
ROW_TWICE = error("I103", "« {name} » has a value already, above or in another sheet").way(
    "keep one of the rows"
)
ROW_LACKS = error("I104", "the cell under « {heading} » is empty in this row").way(
    "fill it in, or remove the row"
)
HEADING_TWICE = error("I105", "two columns have the heading « {heading} »").way("keep one of them")
NO_HEADING = error("I106", "« {text} » stands under no heading").way(
    "name the key in the first row, such as `libelle`, or empty the cell"
)
SHEET_UNKNOWN = warning(
    "I107", "the sheet « {name} » is none of a référentiel’s, and nothing is taken of it"
).way("give it back its name if it was renamed; remove it otherwise")
NO_RESULT = error("I108", "« {text} » is a formula that was never computed, or the error of one").way(
    "type the text that it stood for"
)

FACT_OTHERWISE = warning("I110", "« {ours} » here, « {theirs} » in the fiche").way(
    "correct the one that is wrong; a fiche is corrected through France compétences"
)
BLOC_NOT_PUBLISHED = warning("I111", "the fiche has no bloc for {code}").way(
    "give the bloc its number in the répertoire (`rncp`), or remove it"
)
BLOC_LACKS = warning("I112", "the fiche has a bloc that is not here: {code} « {text} »").way(
    "add it, or give its number (`rncp`) to the bloc that it is"
)
WORDED_OTHERWISE = warning("I113", "{code} is worded otherwise in the fiche: « {text} »").way(
    "`certeval compare` marks the words that differ: take those of the fiche, which the candidates were told"
)
COMPETENCE_NOT_PUBLISHED = warning("I114", "the fiche has no compétence for {code}").way(
    "compare the lists with `certeval compare`: the compétence may stand in another bloc of the fiche"
)
COMPETENCE_LACKS = warning("I115", "{code} lacks a compétence of the fiche: « {text} »").way(
    "add it, or say in `ecarts` why it is not decided on"
)

NOTHING = error(
    "I030", "nothing was recognised: no table of compétences and critères, and no code in its text"
).way('say which columns hold what with --colonnes "C=3,CR=4", and which pages with --pages')
NO_TEXT = error("I031", "no text: the pages are pictures").way(
    "ask for the document it was printed from, or have its characters recognised first"
)
EMPTY = error("I032", "the document is empty")
PROTECTED = error("I033", "the document is protected by a password").way("save it without a password")
DAMAGED = error("I034", "the document is damaged, or is not what its first bytes say").way(
    "open it in the program it comes from, and save it again"
)
TOO_LARGE = error("I035", "the document is too large to be read: {size} MB").way(
    "keep the pages or the tables of the référentiel alone"
)
MACROS = error("I036", "the document holds macros, and is not read").way(
    "save it without macros, as a plain document"
)
UNKNOWN_FORM = error("I037", "this is no document that certeval reads").way(
    "these are: DOCX, ODT, XLSX, ODS, CSV, PDF, HTML, Markdown, plain text, the open data of the RNCP (XML)"
)
TOO_MANY_PAGES = error(
    "I038", "the document has {pages} pages, more than the {limit} that are looked at"
).way("name those of the référentiel: --pages 9-11")
