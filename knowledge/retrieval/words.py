"""English words that carry no topic: function words, and the phrases that questions are made of."""

import re

FUNCTION_WORDS = frozenset(
    """
    a about above actually after again against all almost along already also although always am an
    and another any anybody anyone anything are aren't around as ask at away back be because been
    before being best better between both but by can can't cannot could couldn't did didn't do does
    doesn't doing don't done down each either else enough etc even ever every everybody everyone
    everything exactly few find first for from get gets getting give go goes going gonna good got
    great had has have haven't having he hello help helps her here hey hi him his how how's i i'd
    i'll i'm i've if in instead into is isn't it it's its just keep know learn learned learning
    learnt less let let's like look looking lot made make makes many may maybe me mean means might
    more most much must my myself need needs never new no nobody none not nothing now of off often
    ok okay on once one ones only or other our ours out over own please pretty put quite rather
    really right said same say says see seem seems shall she should shouldn't show since skill
    skills so some somebody someone something sometimes somewhere soon still stuff such sure take
    takes teach tell than thank thanks that that's the their them then there there's these they
    thing things think this those though through to today together too try trying u under
    understand until up us use used useful uses using various very want wanted wants was way ways
    we we're well were what what's when where where's whether which while who whom whose why will
    wish with within without won't work would yes yet you you'd your yours
    """.split()
)
"""Left out when asking what a text is about. Field words ("test", "build", "run") are not here."""

FOREIGN_WORDS = frozenset(
    """
    wie ist und ich nicht der das für mit ein eine mein meine meinen einen den dem warum welche
    welcher gibt auf von zum zur im wir wo kann man wenn als auch oder
    le la les des du est une pour avec mon mes et dans sur par je ai fait après quel quelle où sont
    pourquoi nous qu'est-ce
    el los las del como cómo qué para por mi mis con una un y en donde dónde cuál quién es
    os uma não em do da meu minha onde um são
    hoe ik mijn het een van voor met wat waarom
    il gli della di che per sono perché
    de
    """.split()
) - {"do", "man", "es", "as", "con", "per", "met", "mi", "dem", "im"}
"""Function words of German, French, Spanish, Portuguese, Dutch and Italian that no English one equals."""

_SUBJECT = r"(?:i|we|you|one|someone|people|my team|our team|the team)"
_VERB = r"(?:learn|know|study|read|understand|look at|use|do|need|look into|get better at|improve)"

OPENINGS = re.compile(
    rf"""^\s*(?:
      (?:hi|hey|hello|please|so|ok|okay|and|also|but|well|quick\ question|question)\b[\s,:!.-]*
    | (?:can|could|would|will)\ (?:you|u|someone|anyone)\ (?:please\ )?
        (?:tell|help|show|explain|teach|point|give)\b(?:\ (?:me|us)\b)?(?:\ (?:out\ )?(?:about|with|to|on|how))?
    | (?:how|where|when|why|what)\s+(?:do|does|can|could|should|would|shall|must|to|might)\s+
        (?:{_SUBJECT}\s+)?(?:(?:go\ about|start|begin|best|ever|even|actually|really)\s+)*
        (?:(?:learn|know|study|understand)\b(?:\s+(?:about|how\ to|to|for|on))?)?
    | how\s+to\b
    | what(?:'s|\s+is|\s+are|s)?\s+(?:the\s+)?(?:best|right|good|proper|usual|recommended)?\s*
        (?:way|ways|practice|practices|approach|difference)?\s*(?:to|for|of|between|about)?\b
    | what\s+(?:skills?|topics?|things?|knowledge)\b.{{0,24}}?\b(?:for|with|about|on|cover|covers|to)\b
    | which\s+(?:skills?|topics?|sections?|parts?)\b.{{0,24}}?\b(?:for|with|about|on|cover|covers|to)\b
    | (?:i|we)(?:'d|\s+would)?\s*(?:want|need|like|have|wish|am\ trying|are\ trying)\s+to\s+
        (?:{_VERB}\b(?:\s+(?:about|how\ to|more\ about))?)?
    | (?:tell|teach|show|give)\s+(?:me|us)\s+(?:more\s+)?(?:about|how\ to|something\ about)?
    | (?:explain|define|describe)\b(?:\ to\ (?:me|us))?
    | (?:is|are)\s+there\s+(?:any|some|a)?(?:thing)?\s*(?:skills?)?\s*(?:about|on|for|to)?\b
    | any\s+(?:tips|advice|skills?|ideas?|pointers)\s+(?:for|on|about|to)\b
    )\s*""",
    re.IGNORECASE | re.VERBOSE,
)
"""What a question opens with before it comes to its topic."""

TAILS = re.compile(
    r"""[\s,;.?!-]*\b(?:
      (?:what|which)\s+(?:skills?|topics?|sections?)\s+(?:\w+\s+){0,3}(?:help|helps|learn|need|know|cover|covers)(?:\s+(?:here|me|us|that|this|with))*
    | where\s+(?:do|should|can)\s+(?:i|we)\s+(?:start|begin|look)
    | what\s+(?:do|should|can|would)\s+(?:i|we|you)\s+(?:do|learn|know|study|read|look\ at|recommend)
    | (?:any\s+)?(?:ideas?|tips|advice|pointers|thoughts|help)
    | please | thanks | thank\s+you | thx
    | what\s+is\s+(?:it|that) | how\s+does\s+(?:it|that)\s+work
    )[\s?!.]*$""",
    re.IGNORECASE | re.VERBOSE,
)
"""What a question closes with after its topic."""
