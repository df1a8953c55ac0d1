"""What the invented people write: phrases in Danish and English, and the rule by which a text is a product text.

Slots: {first} the reader, {me} the salesperson, {topic}, {day}, {product}, {company}, {number}.
"""

import re

import numpy as np

PRODUCTS = ["LS40", "KA-Flow", "KA-Sense", "PakPilot"]

# A text with one of these is about what the firm sells or about the firm. Nothing else that is written here has one.
_SELLS = re.compile(
    r"\b(LS40|KA-Flow|KA-Sense|PakPilot|Kvistmark|rabat|discount|tilbud|demo|kampagne|campaign)\b", re.IGNORECASE
)

_TOPICS = [
    ("omstillingstiden på pakkelinjen", "changeover time on the packing line"),
    ("småstop på palleteringen", "short stops at the palletiser"),
    ("energiforbruget i trykluften", "energy use in compressed air"),
    ("oplæringen af nye operatører", "training of new operators"),
    ("sporbarhed på batchniveau", "traceability by batch"),
    ("reservedele til de gamle styringer", "spare parts for the old controllers"),
    ("kassation efter opstart", "scrap after start-up"),
    ("sikkerheden omkring robotceller", "safety around robot cells"),
    ("data fra ældre maskiner", "data from older machines"),
    ("vejning og mærkning", "weighing and labelling"),
    ("støj i produktionen", "noise on the shop floor"),
    ("flaskehalsen før frysetunnelen", "the bottleneck before the freezing tunnel"),
]
_DAYS = [
    ("mandag", "Monday"),
    ("tirsdag", "Tuesday"),
    ("onsdag", "Wednesday"),
    ("torsdag", "Thursday"),
    ("fredag", "Friday"),
]
DANISH, ENGLISH = 0, 1

# Role -> phrases in Danish, phrases in English.
MESSAGES = {
    # The salesperson begins, with a product.
    "pitch": (
        [
            "Hej {first}\n\nVi har netop fået {product} på hylden, og den passer perfekt til jer. Skal vi tage en demo "
            "på {day}?",
            "Hej {first}. Lige nu giver vi {number} % rabat på {product}. Hvor mange linjer kører I med?",
            "Kære {first}\n\nKender du {product}? Den får styr på {topic} på få uger. Jeg sender gerne et tilbud.\n\n"
            "Mvh {me}",
            "Hej {first}, tak for at du tog imod. Må jeg vise dig vores nye {product}? Demoen tager 20 minutter.",
            "Hej {first}. Kampagnen på {product} slutter på {day}. Skal jeg reservere en til jer?",
            "Hej {first}\n{product} er nu også til mindre anlæg. Prisen er skarp, og jeg har et godt tilbud til jer.",
        ],
        [
            "Hi {first}, our new {product} is out and it is a perfect fit for you. Do you have time for a demo on "
            "{day}?",
            "Hi {first}\n\nThis month we give a {number} % discount on {product}. May I send you the price list?",
            "Dear {first}, {product} takes care of {topic}. When can I call you?",
        ],
    ),
    # The salesperson begins, with help, a question or thanks.
    "help": (
        [
            "Hej {first}. Du spurgte i en tråd om {topic}. Jeg har et regneark, som andre har været glade for. "
            "Skal jeg sende det?",
            "Hej {first}\n\nJeg læste dit opslag om {topic}. Hvad var det sværeste for jer?",
            "Hej {first}, tak for snakken i {day}s. Jeg har fundet den artikel om {topic}, som vi talte om.",
            "Hej {first}. Må jeg spørge dig om noget? Hvordan måler I {topic} hos jer?",
            "Kære {first}\n\nTak, fordi du delte jeres erfaringer med {topic}. Det hjalp mig meget.\n\nVenlig hilsen\n"
            "{me}",
            "Hej {first}. En kunde kæmper med {topic}, og jeg kom til at tænke på dig. Må jeg sætte jer i forbindelse?",
            "Hej {first}, hvem hos jer ved mest om {topic}? Jeg vil gerne lære af vedkommende.",
            "Hej {first}. Tillykke med den nye rolle! Hvad bliver det første, du tager fat på?",
            "Hej {first}, tak for dit indlæg om {topic}. Jeg tog to ting med hjem, som jeg prøver af på {day}.",
            "Hej {first}. Jeg så, at I søger folk med forstand på {topic}. Jeg kender en, der måske er noget for jer.",
        ],
        [
            "Hi {first}, I enjoyed your comment on {topic}. How did you find the cause in the end?",
            "Hi {first}\n\nThank you for your talk on {day}. The part about {topic} was new to me.",
            "Hi {first}, you asked about {topic}. I know someone who has solved it. Shall I introduce you?",
            "Hi {first}. Quick question: who would you ask about {topic}?",
        ],
    ),
    "nudge": (
        ["Hej igen {first}. Nåede du at se min besked?", "Hej {first}, jeg prøver lige en gang til 🙂", "Er du der?"],
        ["Hi again {first}, did you see my message?", "Just following up on this, {first}."],
    ),
    "refusal": (
        ["Hej {me}. Tak, men ikke lige nu.", "Hej {me}, det er ikke mig, der køber ind.", "Nej tak, vi er dækket ind."],
        ["Hi {me}, thanks, but not now.", "Hi {me}, we are fine with what we have."],
    ),
    # Somebody else begins.
    "colleague": (
        [
            "Hej {me}. Kan du tage med til kundemødet på {day}? Det handler om {topic}.",
            "Hej {me}, har du tegningen fra projektet om {topic}?",
            "Hey {me}! Hvem har aftalen med mejeriet om {topic}?",
            "Hej {me}. Godt gået i dag 👏",
            "Hej {me}\nJeg mangler dine tal til mødet på {day}.",
            "Hej {me}, jeg viste dit regneark til servicefolkene. Sjovt, at så mange kender til {topic}.",
            "Hej {me}. Skal vi køre sammen på {day}?",
            "Hej {me}, servicerapporten ligger klar. De spørger igen til {topic}.",
        ],
        [
            "Hi {me}, can you join the call on {day}? It is about {topic}.",
            "Hi {me}, do you have the slides on {topic}?",
            "Hi {me}, who is the project manager for {topic}?",
        ],
    ),
    "customer": (
        [
            "Hej {me}. Vi har stadig bøvl med {topic}. Har du tid til at kigge forbi på {day}?",
            "Hej {me}, hvem skal jeg ringe til om {topic}?",
            "Hej {me}\n\nVi skal bygge om til foråret. Hvad gør andre ved {topic}?",
            "Hej {me}. Tak for sidst. Kan du sende det, du viste om {topic}?",
        ],
        [
            "Hi {me}, we still struggle with {topic}. Could you call me on {day}?",
            "Hi {me}, what do others do about {topic}?",
        ],
    ),
    "partner": (
        [
            "Hej {me}. Vi holder et morgenmøde om {topic} på {day}. Vil du sige et par ord?",
            "Hej {me}, vi har en fælles kunde med spørgsmål om {topic}. Skal vi tage den sammen?",
            "Hej {me}. Jeres folk gjorde det godt i går. Hils teknikeren!",
        ],
        ["Hi {me}, we have a customer who asks about {topic}. Shall we visit them together on {day}?"],
    ),
    "recruiter": (
        [
            "Hej {me}\n\nJeg søger en salgsprofil med forstand på {topic}. Er du åben for en uforpligtende snak?\n\n"
            "Med venlig hilsen\n{first}",
            "Hej {me}. Din profil er spændende. Må jeg ringe på {day}?",
        ],
        ["Hi {me}, your background in automation caught my eye. Are you open to a new challenge?"],
    ),
    "friend": (
        [
            "Hej {me}! Længe siden. Hvordan går det?",
            "Hej {me}. Jeg så din kommentar om {topic}. Det kender vi også her hos os.",
            "Hej {me}, jeg er begyndt i nyt job. Skal vi ses til en kop kaffe på {day}?",
            "Hej {me}. Har du stadig nummeret på ham, der vidste alt om {topic}?",
            "Tillykke med dagen, {me}! 🎉",
            "Hej {me}, må jeg bruge dig som reference?",
        ],
        [
            "Hi {me}, long time no see. How are you?",
            "Hi {me}, I read your comment on {topic}. Same story here.",
        ],
    ),
    "group": (
        [
            "Hvem kan på {day}?",
            "Jeg har booket lokalet, og kaffen er bestilt.",
            "Kan vi tage {topic} først?",
            "Jeg er desværre syg, men I får mine noter.",
            "Super, tak alle sammen!",
            "Skal vi rykke det til {day}?",
            "👍",
            "Husk, at vi skal sende dagsordenen på {day}.",
        ],
        ["Works for me.", "Could somebody send me the agenda?", "See you on {day}!"],
    ),
    # Answers: one phrase of each row, the second only sometimes.
    "answer": (
        [
            "Hej {first}. Det vil jeg gerne.",
            "Tak for din besked!",
            "Undskyld det sene svar.",
            "God idé.",
            "Ja, {day} passer fint.",
            "Det har vi også prøvet.",
            "Jeg spørger lige en kollega og vender tilbage.",
            "Mange tak, det var en stor hjælp.",
            "Nej, desværre, jeg er på farten hele ugen.",
            "Det lyder spændende.",
            "Præcis, det er også min erfaring.",
            "Hej {first}, selv tak.",
            "Sender det i aften.",
            "👍",
        ],
        [
            "Thanks for your message.",
            "Sorry for the late answer.",
            "Yes, {day} works.",
            "Good idea, let us do that.",
            "I will ask a colleague.",
            "That was a great help, thank you.",
        ],
    ),
    "more": (
        [
            "Skal vi tage et kort møde på {day}?",
            "Det hele faldt på plads, da vi så på {topic}.",
            "Der kom en god artikel om {topic} i fagbladet.",
            "Ring endelig, hvis der er mere.",
            "Hvad gør I selv ved {topic}?",
            "Vi ses på {day}!",
            "Hils de andre.",
            "\n\nVenlig hilsen\n{sender}",
            "\n\nMvh\n{sender}",
        ],
        [
            "Shall we meet on {day}?",
            "What do you do about {topic}?",
            "There was a good article on {topic}.",
            "\n\nBest regards\n{sender}",
        ],
    ),
}

INVITATIONS = {
    "to prospect": (
        [
            "Hej {first}. Jeg følger {company} og ville gerne være i dit netværk. Hilsen {me}",
            "Hej {first}, jeg hjælper fabrikker som {company} med {topic}. Skal vi forbindes?",
            "Hej {first}. Vi mødtes på standen i {day}s, hvor du fortalte om {topic}. Hilsen {me}",
        ],
        ["Hi {first}, I read about {company} and {topic}. Happy to connect."],
    ),
    "to others": (
        ["Hej {first}. Tak for snakken i {day}s!", "Hej {first}, jeg læste din kommentar om {topic}. Hilsen {me}"],
        ["Hi {first}, thanks for the talk on {day}."],
    ),
    "from others": (
        [
            "Hej {me}. Jeg læser gerne, hvad du skriver om {topic}, og vil følge med.",
            "Hej {me}. Min chef sagde, at du er den rette at kende, når det gælder {topic}.",
            "Hej {me}, vi har vist mange fælles kontakter.",
            "Hej {me}, vi sad ved samme bord i {day}s.",
            "Hej {me}. Jeg skriver speciale om {topic}. Må jeg stille dig et par spørgsmål?",
        ],
        ["Hi {me}, I like what you write about {topic}."],
    ),
}

# In a comment a quotation stands in real quotation marks: LinkedIn escapes them with a backslash.
COMMENTS = (
    [
        "Godt set, {first}. Hvordan målte I {topic}?",
        'Enig. "Det plejer vi" er den dyreste sætning på gulvet, også når det gælder {topic}.',
        "Tak for at dele. Vi så det samme med {topic}.",
        "Tillykke, {first}! 🎉",
        'Min erfaring: spørg operatørerne først, og spørg så igen.\n\nDe kalder {topic} for "den evige".',
        "Godt spørgsmål. Jeg ville begynde med at tælle, hvor ofte det sker, før I køber noget.",
        "Det genkender jeg.\nHvem hos jer ejer opgaven med {topic}?",
        "Spændende læsning, {first}. Hvad ville du gøre anderledes i dag?",
        'Bogen "Gulvet først" har et kapitel om {topic}, hvis nogen vil videre.',
        "Hvor længe gik der, før I kunne se det på tallene?",
        'Det vigtigste ord her er "sammen".',
        "Tak for ærligheden, {first}. Det er sjældent, at nogen fortæller om det, der gik galt med {topic}.",
        "Hos os hjalp det at flytte tavlen ud til linjen.\nIkke flere møder, kun kortere.",
        "Kender du nogen, der har prøvet det på nattevagten?",
        "Flot arbejde af hele holdet 👏",
        "Jeg er ikke helt enig, {first}. Er {topic} ikke snarere et tegn på, at planen skifter for tit?",
        'En montør sagde engang til mig: "Maskinen lyver aldrig." Det gælder også {topic}.',
    ],
    [
        "Well put, {first}. How did you measure {topic}?",
        'We call it "the Monday problem", and it is mostly about {topic}.',
        "Congratulations, {first}!",
        "Good question. I would ask the people on the night shift first.",
        "This is so true, also for {topic}.",
    ],
)

# A post is put together from a first line, perhaps some more, and perhaps a last one.
POSTS = {
    "inspiration": {
        "first": (
            [
                "Hvad koster et stop på fire minutter, når det kommer tyve gange om dagen?",
                "En operatør lærte mig noget i går om {topic}.",
                "De fleste spørger, hvilken maskine de skal købe. Få spørger, hvor tiden bliver af.",
                "Kundehistorie: en fabrik kæmpede med {topic}.",
                "Tre spørgsmål, før du går i gang med {topic}:",
                "Jeg har set på {topic} hos {number} fabrikker i år. Én ting går igen.",
                "»Vi har altid gjort sådan.« Sådan begyndte et godt møde i {day}s.",
                "Hvorfor er det så svært at tale om {topic}?",
                "Fejlen lå ikke i maskinen, men i overleveringen mellem to hold.",
                "Hvem spørger du, når det gælder {topic}?",
            ],
            [
                "What does {topic} really cost you?",
                "A customer told me on {day}: »We measured everything except {topic}.«",
                "Three questions to ask before you start with {topic}:",
                "The best idea about {topic} came from the night shift.",
            ],
        ),
        "middle": (
            [
                "De målte i to uger, før de rørte ved noget.",
                "Problemet viste sig at være {topic}.",
                "Løsningen blev en tavle, en tusch og ti minutter hver morgen.",
                "I dag er der {number} færre stop om ugen.",
                "Det kræver ikke et stort projekt, men at nogen har tid til at lytte.",
                "1) Hvor ofte? 2) Hvor længe? 3) Hvem opdager det?",
                "Tallene lå der hele tiden, ingen havde spurgt.",
            ],
            [
                "They counted for two weeks before they changed a thing.",
                "It turned out to be a question of who talks to whom.",
                "Today they have {number} fewer stops a week.",
            ],
        ),
        "last": (
            [
                "Hvordan gør I?",
                "Hvad er jeres erfaring?",
                "Del gerne, hvad der virkede hos jer.",
                "#produktion #forbedringer",
                "Hvad har jeg overset?",
            ],
            ["How do you do it?", "What did I miss?", "#manufacturing #lean"],
        ),
    },
    "product": {
        "first": (
            [
                "Nyhed: {product} er på lager!",
                "Vi lancerer {product} på {day}. Book en demo allerede nu.",
                "Kun i denne måned: {number} % rabat på {product}.",
                "Kvistmark Automation er klar på messen. Mød os på stand {number}!",
                "{product} får nu {number} nye funktioner.",
                "Kvistmark Automation vokser: vi søger {number} nye kolleger.",
                "Så er den nye prisliste på {product} ude.",
                "Kvistmark Automation har fået nyt demorum. Velkommen på {day}!",
            ],
            [
                "Now available: {product}.",
                "Save {number} % on {product} until {day}.",
                "Proud day at Kvistmark Automation: {number} units of {product} delivered this quarter.",
                "{product} is launched. Ask me for a demo.",
            ],
        ),
        "middle": (
            [
                "Hurtigere, mindre og nemmere at sætte op.",
                "Fås fra {number}.000 kr. ekskl. moms.",
                "Den passer til alle vores styringer.",
                "Levering fra dag til dag, så længe lager haves.",
                "Stort tillykke til holdet, der står bag!",
            ],
            ["Faster, smaller and easier to set up.", "Prices from DKK {number},000.", "In stock now."],
        ),
        "last": (
            [
                "Skriv til mig og få et tilbud.",
                "Book en demo i kommentarfeltet.",
                "#automation #nyhed",
                "Læs mere på vores side.",
            ],
            ["Write to me for an offer.", "Book your demo now.", "#automation #news"],
        ),
    },
}


def is_product(text: str) -> bool:
    """True if the text is about what the firm sells, or about the firm."""
    return bool(_SELLS.search(text))


def language(rng: np.random.Generator) -> int:
    """Mostly Danish, some English."""
    return DANISH if rng.random() < 0.75 else ENGLISH


def one(rng: np.random.Generator, phrases: tuple[list[str], list[str]], tongue: int, **who: str) -> str:
    """One of the phrases in that language, its slots filled."""
    some = phrases[tongue]
    return some[rng.integers(len(some))].format(
        topic=_TOPICS[rng.integers(len(_TOPICS))][tongue],
        day=_DAYS[rng.integers(len(_DAYS))][tongue],
        product=PRODUCTS[rng.integers(len(PRODUCTS))],
        number=int(rng.integers(3, 30)),
        **who,
    )


def answer(rng: np.random.Generator, tongue: int, first: str, sender: str) -> str:
    """An answer in a dialogue: one sentence, and often another behind it or a signature below."""
    text = one(rng, MESSAGES["answer"], tongue, first=first)
    if rng.random() < 0.6:
        more = one(rng, MESSAGES["more"], tongue, sender=sender)
        text += more if more.startswith("\n") else f" {more}"
    return text


def post(rng: np.random.Generator, kind: str) -> str:
    """A post of one to six lines about a customer's problem (inspiration) or about what the firm sells (product)."""
    tongue, parts = language(rng), POSTS[kind]
    lines = [one(rng, parts["first"], tongue)]
    for _ in range(int(rng.integers(0, 3))):
        middle = one(rng, parts["middle"], tongue)
        lines += [] if middle in lines else [middle]
    if rng.random() < 0.6:
        lines += [""] if rng.random() < 0.5 else []
        lines.append(one(rng, parts["last"], tongue))
    return "\n".join(lines)
