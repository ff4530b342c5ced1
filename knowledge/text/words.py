"""Lists of English words without a topic and of typical foreign words."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


FUNCTION_WORDS = _set("""
    a about above actually after again against all almost along already also although always am
    an and another any anybody anyone anything are aren't around as ask at away back be because
    been before being best better between both but by can can't cannot could couldn't did didn't
    do does doesn't doing don't done down each either else enough etc even ever every everybody
    everyone everything exactly few find first for from get gets getting give go goes going
    gonna good got great had has have haven't having he hello help helps her here hey hi him his
    how how's i i'd i'll i'm i've if in instead into is isn't it it's its just keep know learn
    learned learning learnt less let let's like look looking lot made make makes many may maybe
    me mean means might more most much must my myself need needs never new no nobody none not
    nothing now of off often ok okay on once one ones only or other our ours out over own please
    pretty put quite rather really right said same say says see seem seems shall she should
    shouldn't show since skill skills so some somebody someone something sometimes somewhere
    soon still stuff such sure take takes teach tell than thank thanks that that's the their
    them then there there's these they thing things think this those though through to today
    together too try trying u under understand until up us use used useful uses using various
    very want wanted wants was way ways we we're well were what what's when where where's
    whether which while who whom whose why will wish with within without won't work would yes
    yet you you'd your yours
""")
"""English words that don't say what a text is about. Without field words ("test", "build")."""

FOREIGN_WORDS = _set("""
    wie ist und ich nicht der das für mit ein eine mein meine meinen einen den warum welche
    welcher gibt zwischen bei nach unsere unser unseren auf von zum zur wir wo kann wenn als
    auch oder le la les des du est une pour avec mon mes et dans sur par je ai fait après quel
    quelle où sont pourquoi nous qu'est-ce d'où ces ses leur leurs cette aux quels quelles el
    los las del como cómo qué para por mis una un y en donde dónde cuál quién os uma não em da
    meu minha onde um são hoe ik mijn het een van voor wat waarom il gli della di che sono
    perché de
""")
"""Function words of six other languages that aren't English words, too."""
