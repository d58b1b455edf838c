"""L: how a référentiel is worded: 1 characters and spaces, 2 sentences."""

from certeval.diagnostics.model import warning

DOUBLE_SPACE = warning("L101", "several spaces follow one another: « {seen} »").way("keep one")
OUTER_SPACE = warning("L102", "this text begins or ends with a space: « {seen} »").way("remove it")
MIXED_APOSTROPHES = warning("L103", "this text mixes typographic (’) and straight (') apostrophes").way(
    "keep one of the two; ’ is the typographer's"
)
APOSTROPHES_DIFFER = warning(
    "L104",
    "texts with typographic apostrophes (’): {curly}; with straight ones ('): {straight}; this is said once",
).way("keep one of the two throughout; ’ is the typographer's")
NO_SPACE = warning("L105", "a space is missing beside « {sign} »").way(
    "French puts one, better a no-break one: 50 %, « oui », ainsi :"
)
LOOK_ALIKE = warning("L106", "« {word} » holds {character}, which only looks like « {plain} »").way(
    "type « {meant} »: a search, or a score sheet, would not find this one"
)
INVISIBLE = warning("L107", "an invisible character stands here: {character}").way(
    "remove it; it often comes from a copy out of a web page or a word processor"
)
LOST_ENCODING = warning("L108", "« {word} » shows an encoding that was lost on the way").way(
    "type it again from the source: é and ’ become Ã© and â€™ when UTF-8 is read as Windows-1252"
)
DECOMPOSED = warning("L109", "the accents of « {word} » are characters of their own").way(
    "type it again: a letter and its accent are one character, as searches expect"
)
LIGATURE = warning("L110", "« {word} » holds a ligature of a printed page").way(
    "type « {meant} »: it comes from a PDF, and a search would not find it"
)
SAID_TWICE = warning("L111", "« {text} » is written twice in a row").way("keep it once")
CUT_SHORT = warning("L112", "this text stops at « {word} », which ends no sentence").way(
    "complete it from the source: its end was lost"
)
CUT_BEFORE = warning(
    "L113", "this text begins with a small letter (« {word} »), and most texts of its kind with a capital"
).way("complete it from the source if its beginning was lost; else give it its capital")
NOT_PAIRED = warning("L114", "a {sign} stands alone in this text: {other} is missing").way(
    "they go in pairs: a part of the text may be lost"
)
UNMARKED_LINES = warning("L115", "this text goes on over {lines} lines, and nothing says that it does").way(
    "write >- after its key, and the text below: a line that lost its key would be read as a part of it"
)

NOT_AN_INFINITIVE = warning(
    "L201", "this compétence does not begin with a verb in the infinitive: « {word} »"
).way("begin with the action, as in « Planifier la prospection afin d'optimiser le temps de l'équipe »")
NOT_OBSERVABLE = warning("L202", "« {word} »: no jury can observe this").way(
    "name what is done with it: not « Connaître la réglementation » but « Appliquer la réglementation… »"
)
NO_PURPOSE = warning("L203", "this compétence does not say to what end").way(
    "add it: « Analyser les ventes afin d'en déduire des axes d'amélioration » (pour, en vue de…)"
)
NO_PURPOSE_ANYWHERE = warning(
    "L208", "none of the {count} compétences says to what end; this is the first"
).way("add it: « Analyser les ventes afin d'en déduire des axes d'amélioration » (pour, en vue de…)")
CRITERE_IS_A_TASK = warning("L204", "this critère is worded as a task: « {word} »").way(
    "word the result that is observed: not « Rédiger le plan » but « Le plan est rédigé et chiffré »"
)
CRITERE_JOINS = warning(
    "L205", "this critère joins {count} results that could be met one without the other"
).way("make a critère of each: « Le plan est justifié » and « Le déploiement est chiffré »")
NEAR_IDENTICAL = warning("L206", "{code} is worded almost as {other}").way(
    "one result is not counted twice: merge them, or word what tells them apart"
)
ACTIVITE_INFINITIVE = warning(
    "L207", "this activité is worded as an infinitive (« {word} »), and most others as nouns"
).way("word them alike: not « Mettre en place une stratégie » but « Mise en place d'une stratégie »")
