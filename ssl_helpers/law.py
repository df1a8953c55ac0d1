"""What the course says about the law, in one place, with the day on which the authors last looked."""

STANDING = (
    "Danish Marketing Practices Act § 10, as far as known to the authors on 22 November 2026; not checked against the "
    "official text. General information, no legal advice."
)

UNWANTED_MESSAGES = (
    "In Denmark a business may not send marketing by electronic mail to anyone who has not consented. Companies count, "
    "too.",
    "A LinkedIn invitation is electronic mail, too, when its purpose is marketing. So the Danish Consumer Ombudsman "
    "sees it (case 18/16364). Chat messages are covered, too.",
    "So an invitation that is meant to sell needs consent first. One that goes on with a real dialogue does not sell.",
    "What it may cost, by the guideline for fines: DKK 10,000 for up to 100 messages. For more, DKK 100 for each of "
    "them: 140 messages, DKK 14,000.",
)

COPYING_PEOPLE = (
    "To copy people's data from LinkedIn into your firm's systems is processing of personal data. It has rules of its "
    "own: ask whoever looks after data protection in your firm before you do it."
)
