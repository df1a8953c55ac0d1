"""In which letters a text file was saved: the web writes UTF-8, Excel and older programs write others."""

import codecs

_NORDIC = "æøåÆØÅäöÄÖéüÜ"
_SPOILT = ("Ã¸", "Ã¦", "Ã¥", "Ã¤", "Ã¶", "Ã¼", "Ã©")
_CHUNK = 1 << 20


def encoding(data: bytes) -> tuple[str, list[str]]:
    """The encoding of a text, and sentences about it where it is not plain UTF-8 or UTF-16.

    What does not fit the encoding is to be replaced, not refused: decode with errors="replace".
    """
    notes = []
    if any(spoilt.encode() in data[:_CHUNK] for spoilt in _SPOILT):
        notes.append("Letters such as ø were spoilt when it was saved (Ã¸). Use the file as it first came.")
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig", notes
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", notes
    # UTF-16 without its mark: every other byte of Latin text is zero.
    start = data[:2000]
    for one, zeros, others in (("utf-16-le", start[1::2], start[::2]), ("utf-16-be", start[::2], start[1::2])):
        if len(start) > 20 and zeros.count(0) > max(0.4 * len(zeros), 10 * others.count(0)):
            return one, notes
    beyond, wrong = _beyond_ascii(data)
    if not wrong:
        return "utf-8", notes
    if 2 * wrong < beyond:
        return "utf-8", [*notes, "A few signs could not be read and are shown as �."]
    sample = data.translate(None, bytes(range(128)))[:20_000]
    as_windows, as_mac = (_nordic(sample.decode(one, "replace")) for one in ("cp1252", "mac_roman"))
    found, system = ("mac_roman", "an older Mac") if as_mac > as_windows else ("cp1252", "Windows")
    notes.append(
        f"It was saved in the letters of {system}, not in those of the web. If æ, ø or å look wrong, use the "
        "file as it first came."
    )
    return found, notes


def _nordic(text: str) -> int:
    return sum(text.count(letter) for letter in _NORDIC)


def _beyond_ascii(data: bytes) -> tuple[int, int]:
    """How many letters of a text are not English ones if it is read as UTF-8, and how many of those are not UTF-8.

    A letter cut off at the end is not counted.
    """
    decoder, beyond, wrong = codecs.getincrementaldecoder("utf-8")("replace"), 0, 0
    for at in range(0, len(data), _CHUNK):
        text = decoder.decode(data[at : at + _CHUNK])
        if not text.isascii():
            beyond += len(text) - len(text.encode("ascii", "ignore"))
            wrong += text.count("�")
    return beyond, wrong
