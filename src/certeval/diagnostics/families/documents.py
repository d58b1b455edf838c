"""I: documents that are imported, and the drafts made of them.

The message of a doubt is what `a_relire` says was found, its help what the draft says meanwhile.
"""

from certeval.diagnostics.model import error, info, warning
from certeval.messages import N_

TO_REVIEW = warning(
    "I001",
    N_("{target} is to be reviewed: {finding}"),
    N_("compare with the document, correct what is wrong, then remove this entry of `a_relire`"),
)
TO_REVIEW_FIRST = warning(
    "I002",
    N_("{target} is to be reviewed before anything is decided: {finding}"),
    N_("compare with the document, correct what is wrong, then remove this entry of `a_relire`"),
)
CODE_IRREGULAR = warning(
    "I010",
    N_("the code « {typed} » is not of the form of its neighbours"),
    N_("{target}, by its place under {parent}"),
)
PARENT_SUPPOSED = warning(
    "I011",
    N_("neither a code nor the table says whose this is: « {text} »"),
    N_("it is put under {parent}, by its place alone"),
)
LINE_BREAK = warning(
    "I012",
    N_("a line break may part two items or stand within one: « {text} »"),
    N_("taken as one item"),
)
CUT_BY_PAGE = warning(
    "I013",
    N_("a page cuts this text, whose two parts were put together: « {text} »"),
    N_("taken as one text"),
)
TABLE_UNKNOWN = warning(
    "I014",
    N_("the table is not recognised, and nothing is taken of it: « {text} »"),
    N_("name its columns with --colonnes, or leave it out"),
)
ALIGNED = warning(
    "I015",
    N_("no line is ruled: columns were told by alignment, and a text may have been mixed with its neighbour"),
    N_("{target} and its text, as read"),
)
NO_CRITERE = warning(
    "I016",
    N_("no critère was read for this compétence: « {text} »"),
    N_("the compétence without critère"),
)
TWO_LISTS = warning(
    "I017",
    N_("« {text} » is described again, otherwise: the first description was taken"),
    N_("the first description, alone"),
)
CODES_GIVEN = info(
    "I018",
    N_("the document gives no code to these: {count} have one of ours"),
    N_("from {first} to {last}"),
)
HYPHEN = warning(
    "I019",
    N_("a line ends with a hyphen, which may belong to the word or only to the line: « {text} »"),
    N_("the hyphen is kept"),
)
APART = warning(
    "I020",
    N_("a text without code or bullet stands among others that have one: « {text} »"),
    N_("it goes on the one before"),
)
BLOC_SUPPOSED = warning(
    "I021",
    N_("the document names no bloc here: « {text} »"),
    N_("taken as the bloc {target}"),
)
CODE_MOVED = warning(
    "I022",
    N_("the code « {typed} » says another compétence than the row where it stands"),
    N_("{target}, as its code says"),
)
LEFT_OUT = warning(
    "I023",
    N_("nothing says where this belongs, and it was left out: « {text} »"),
    N_("add it where it belongs"),
)
MIXED = warning(
    "I024",
    N_(
        "only codes tell the texts apart here, and this one may have been cut or mixed with another: « {text} »"
    ),
    N_("{target} and its text, as read"),
)
CODE_TWICE = warning(
    "I025",
    N_("the code « {typed} » is given twice"),
    N_("{target} for this one"),
)
COLUMN_UNREAD = warning(
    "I026",
    N_("nothing is taken of the column « {text} »"),
    N_("add what it says where it belongs"),
)
CODE_WITHIN = warning(
    "I027",
    N_("another code begins a text within this one: « {text} »"),
    N_("taken as one item"),
)
FAILED = warning(
    "I028",
    N_("« {text} » is a formula that was never computed, or the error of one"),
    N_("type the text that it stood for"),
)
STRUCK = warning(
    "I029",
    N_("this text is struck out: « {text} »"),
    N_("taken as the others: remove it where it no longer holds"),
)
SENTENCE = warning(
    "I060",
    N_("what this condition asks is not understood, or names no element: « {text} »"),
    N_("no rule: write it under `validation`"),
)
RULE_SUPPOSED = warning(
    "I061",
    N_("a rule is supposed from the condition: {text}"),
    N_("{rule}"),
)
RULE_UNREAD = info(
    "I063",
    N_("this sentence, outside the tables, seems to say what it takes, and is not understood: « {text} »"),
    N_("where it does, write its rule under `validation`"),
)
TABLE_UNREAD = info(
    "I064",
    N_("this table is not taken: its headings are not those of a référentiel: « {text} »"),
    N_("where it holds compétences, critères or épreuves, name its columns with --colonnes"),
)
NOTED = warning(
    "I065",
    N_("a note goes with this text, and is not taken: « {text} »"),
    N_("add what the note says where it belongs"),
)
RULE_BESIDE = info(
    "I062",
    N_("this sentence, outside the tables, says what it takes, and the draft does not take it: « {text} »"),
    N_("where it holds, write it under `validation`: {rule}"),
)

NOT_YAML = error(
    "I100",
    N_("« {text} » begins as a list or a mapping, and is none"),
    N_(
        "close the brackets, as in `{{parmi: criteres, plus_de: 50 %}}`; a text that begins so stands between quotes"
    ),
)
NO_PARENT = error(
    "I101",
    N_("no row of {sheets} has the code « {code} », which `dans` names"),
    N_("write there the code of the element in which this one stands"),
)
TWO_PARENTS = error(
    "I102",
    N_("several rows of {sheets} have the code « {code} », which `dans` names"),
    N_("give each its own code"),
)
ROW_TWICE = error(
    "I103",
    N_("« {name} » has a value already, above or in another sheet"),
    N_("keep one of the rows"),
)
ROW_LACKS = error(
    "I104",
    N_("the cell under « {heading} » is empty in this row"),
    N_("fill it in, or remove the row"),
)
HEADING_TWICE = error(
    "I105",
    N_("two columns have the heading « {heading} »"),
    N_("keep one of them"),
)
NO_HEADING = error(
    "I106",
    N_("« {text} » stands under no heading"),
    N_("name the key in the first row, such as `libelle`, or empty the cell"),
)
SHEET_UNKNOWN = warning(
    "I107",
    N_("the sheet « {name} » is none of a référentiel’s, and nothing is taken of it"),
    N_("give it back its name if it was renamed; remove it otherwise"),
)
NO_RESULT = error(
    "I108",
    N_("« {text} » is a formula that was never computed, or the error of one"),
    N_("type the text that it stood for"),
)

FACT_OTHERWISE = warning(
    "I110",
    N_("« {ours} » here, « {theirs} » in the fiche"),
    N_("correct the one that is wrong; a fiche is corrected through France compétences"),
)
BLOC_NOT_PUBLISHED = warning(
    "I111",
    N_("the fiche has no bloc for {code}"),
    N_("give the bloc its number in the répertoire (`rncp`), or remove it"),
)
BLOC_LACKS = warning(
    "I112",
    N_("the fiche has a bloc that is not here: {code} « {text} »"),
    N_("add it, or give its number (`rncp`) to the bloc that it is"),
)
WORDED_OTHERWISE = warning(
    "I113",
    N_("{code} is worded otherwise in the fiche: « {text} »"),
    N_(
        "`certeval compare` marks the words that differ: take those of the fiche, which the candidates were told"
    ),
)
COMPETENCE_NOT_PUBLISHED = warning(
    "I114",
    N_("the fiche has no compétence for {code}"),
    N_("compare the lists with `certeval compare`: the compétence may stand in another bloc of the fiche"),
)
COMPETENCE_LACKS = warning(
    "I115",
    N_("{code} lacks a compétence of the fiche: « {text} »"),
    N_("add it, or say in `ecarts` why it is not decided on"),
)

NOTHING = error(
    "I030",
    N_("nothing was recognised: no table of compétences and critères, and no code in its text"),
    N_('say which columns hold what with --colonnes "C=3,CR=4", and which pages with --pages'),
)
NO_TEXT = error(
    "I031",
    N_("no text: the pages are pictures"),
    N_("ask for the document it was printed from, or have its characters recognised first"),
)
EMPTY = error("I032", N_("the document is empty"))
PROTECTED = error(
    "I033",
    N_("the document is protected by a password"),
    N_("save it without a password"),
)
DAMAGED = error(
    "I034",
    N_("the document is damaged, or is not what its first bytes say"),
    N_("open it in the program it comes from, and save it again"),
)
TOO_LARGE = error(
    "I035",
    N_("the document is too large to be read: {size}"),
    N_("keep the pages or the tables of the référentiel alone"),
)
MACROS = error(
    "I036",
    N_("the document holds macros, and is not read"),
    N_("save it without macros, as a plain document"),
)
UNKNOWN_FORM = error(
    "I037",
    N_("this is no document that certeval reads"),
    N_("these are: DOCX, ODT, XLSX, ODS, PDF, HTML, Markdown, plain text, the open data of the RNCP (XML)"),
)
TOO_MANY_PAGES = error(
    "I038",
    N_("the document has {pages} pages, more than the {limit} that are looked at"),
    N_("name those of the référentiel: --pages 9-11"),
)
