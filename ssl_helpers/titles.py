"""Which job titles are those of people who decide: a stated rule in Danish, Norwegian, Swedish and English.

The rule reads words and knows nothing of the person. To change it, change a list.
"""

import re
import unicodedata

# Whole words, and phrases with _ for a space. "dir" is "adm. dir." and "dir. of sales"; "md" is missing, since it is a
# doctor too.
_DECIDING = """
    ceo cfo coo cto cmo cio cpo chro cco cro cdo ciso cso chief_executive
    director direktor dir president vice_president vp svp evp head_of managing_partner founding_partner
    chairman chairwoman chairperson chair_of_the_board executive_chair
    general_manager country_manager purchasing_manager procurement_manager plant_manager factory_manager
    founder cofounder owner
    ejer medejer virksomhedsejer ejerleder indehaver medindehaver stifter medstifter grundlægger medgrundlægger
    bestyrelsesformand daglig_leder virksomhedsleder salgsleder indkøbsleder afdelingsleder
    eier medeier deleier bedriftseier innehaver gründer grunnlegger medgrunnlegger
    styreleder styreformann konsernleder virksomhetsleder innkjøpsleder avdelingsleder
    vd ägare delägare företagsägare innehavare grundare medgrundare ordförande styrelseordförande
"""
# Teamleder, Projektleder, Gruppeleder lead work and seldom a budget, so only the leaders named above count.

# Words that end in one of these: Salgsdirektør, Innkjøpssjef, Inköpschef, IT-chef.
_ENDINGS = "direktør|direktör|sjef|chef"

# Chefs who cook. "Chef" without another word may be a boss or a cook, and does not count.
_COOKS = r"""
    \b(?:head|executive|sous|pastry|private|personal|junior|senior|demi|sushi|line|corporate)[\s-]+chef\b
    | \bchef[\s-]+de\b
    | \b(?:sous|køkken|köks|kjøkken)-?(?:chef|sjef)\b
    | ^\W*chef\W*$
"""
# Owners of something that is no firm, and directors who design.
_NO_FIRM = r"""
    \b(?:product|produkt|process|service|system|data|platform|application|solution|backlog|feature|risk|asset|control
        |dog|cat|horse|home|house|car|boat)[\s-]+owner\b
    | \bart[\s-]+director\b | \bdirector[\s]+of[\s]+photography\b
"""
# Whoever helps somebody who decides, learns, or has stopped: no word of that part of the title counts.
_HELPS = r"""
    assistant | assistent | sekretær | sekreterare | \bsecretary\b | \b(?:pa|ea)\s+(?:to|for|til|till)\b
    | \boffice\s+of\b | \btrainee\b | \bstudent\b | studerende\b | \bstuderande\b | praktikant\b | \belev\b | lærling\b
    | \bapprentice\b
    # In Danish and Norwegian "intern" is "internal": "Chef for intern kommunikation" decides.
    | \bintern(?:\W*$|\s+(?:at|to|in|for)\b)
    | \bretired\b | \bpensioneret\b | \bpensjonert\b | \bpensionerad\b | \bemerit
    | \(\W*(?:former|tidligere|tidigare|tidl|ex|fd|f\.d|fhv)\W*\)
"""
# What follows one of these, up to the next comma, is not what the person is today, or is somebody else.
_NOT_YET_OR_NO_LONGER = r"""
    \b(?:former|formerly|previous|previously|past|ex|tidl|tidligere|tidigare|fd|f\.d|fhv|forhenværende|förre
        |aspiring|future|wannabe|kommende|fremtidig|blivande|framtida)\b
"""

# LinkedIn allows 100 characters for a title and 220 for a headline. The limit also keeps a hostile title from costing
# time, in the patterns and in NFKC, which sorts a run of accents slowly.
_LONGEST = 1000

_PARTS = re.compile(r"[|•·\n\r;]")
_PIECES = re.compile(r"[,()\[\]–—]|\s-\s")


# "chief … officer" may have five words between. A hyphen joins: "co-founder", "IT-chef".
_WHOLE = "|".join(re.escape(word).replace("_", r"\s+") for word in _DECIDING.split())
_WORD = rf"(?:\b(?:{_WHOLE}|adm\.?\s?dir|chief(?:\s+[\w&-]+){{1,5}}?\s+officer)|(?:{_ENDINGS}))\b"
# "CEO's" and "CEO coach" are somebody else's.
_DECIDES = re.compile(rf"{_WORD}(?!['’]s\b)(?![\s-]+(?:office|kontor|coach|specialist|consultant|konsulent)\b)")
_NOBODY = re.compile(f"{_COOKS}|{_NO_FIRM}", re.VERBOSE)
_HELPING = re.compile(_HELPS, re.VERBOSE)
_ELSEWHERE = re.compile(
    rf"(?:{_NOT_YET_OR_NO_LONGER}).*"
    # "Advisor to the CEO", "Looking for a CEO role"; the company's name in "Engineer at Chef Consult".
    rf"| \b(?:to|for|til|till)\s+(?:the\s+|our\s+|a\s+)?(?={_WORD}).*"
    r"| (?:@|\b(?:at|hos)\b)(?:(?!\b(?:and|og|och)\b)[^/&+])*",
    re.VERBOSE | re.DOTALL,
)


def decides(title: str) -> bool:
    """True if the title names somebody who decides, by the lists above: one deciding part of a headline is enough.

    "CEO | Board member" does, "Assistant to the CEO, CFO", "Former CEO" and "Product Owner" do not. Letter case, emoji
    and the way in which å or ö is stored make no difference. Of a longer title the first 1,000 characters are read.
    """
    text = unicodedata.normalize("NFKC", title[:_LONGEST]).casefold()
    return any(
        _DECIDES.search(_NOBODY.sub(" ", _ELSEWHERE.sub(" ", piece)))
        for part in _PARTS.split(text)
        if not _HELPING.search(part)
        for piece in _PIECES.split(part)
    )
