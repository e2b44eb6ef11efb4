"""From a file's bytes to its text, in the encoding that the file itself tells, or else seems to be in."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from sockslint.flow.model import Language
from sockslint.text import SourceText

#: Byte-order marks and the encoding each tells. UTF-32's begin like UTF-16's, so they come first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: The coding line of PEP 263, in the first line, or in the second if the first is blank or a comment.
_CODING = rb"\A(?:[ \t\f]*(?:#[^\r\n]*)?(?:\r\n|\n|\r))?[ \t\f]*#[^\r\n]*?coding[:=][ \t]*([-\w.]{1,40})"

_HIGH = re.compile(rb"[\x80-\xff]+")

#: Names that Python takes for encodings, but that take quadratic time or are no encodings of source text.
_NOT_FOR_SOURCE = frozenset({"punycode", "idna", "undefined", "unicode-escape", "raw-unicode-escape", "mbcs", "oem"})


class BinaryError(Exception):
    """The bytes are no text."""


class Decoded(NamedTuple):
    """A text, and a remark if it may not be what its author wrote."""

    source: SourceText
    remark: str | None


def decode(data: bytes, language: Language) -> Decoded:
    """The text of a source file, without its byte-order mark.

    Never fails for want of an encoding: what cannot be decoded as told is decoded as best it can, with a remark.
    Raises BinaryError if the text holds NUL.
    """
    text, remark = _decode(data, language)
    if "\0" in text:
        raise BinaryError
    return Decoded(SourceText(text), remark)


def _decode(data: bytes, language: Language) -> tuple[str, str | None]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            body = data[len(mark) :]
            try:
                return body.decode(encoding), None
            except UnicodeDecodeError:
                if encoding == "utf-8":
                    break
                return body.decode(encoding, "replace"), f"not valid {encoding.upper()}: read with replacements"
    told = _told(data) if language == "python" else None
    remark = None
    if told is not None:
        try:
            return _in_encoding(data, told), None
        except (LookupError, ValueError):
            remark = f"not in the encoding {told!r} that its coding line names"
    try:
        return data.decode("utf-8"), remark and f"{remark}: read as UTF-8"
    except UnicodeDecodeError:
        text, guess = _guess(data.removeprefix(codecs.BOM_UTF8))
        return text, f"{remark or 'not valid UTF-8'}: read as {guess}"


def _told(data: bytes) -> str | None:
    match = re.match(_CODING, data[:4096])
    return match.group(1).decode("ascii", "replace") if match else None


def _in_encoding(data: bytes, name: str) -> str:
    """Raises LookupError if there is no such encoding for source text, ValueError if the bytes are not in it."""
    if codecs.lookup(name).name.replace("_", "-") in _NOT_FOR_SOURCE:
        raise LookupError(name)
    return data.decode(name)


def _guess(data: bytes) -> tuple[str, str]:
    """Text in an old code page: the Chinese one if it decodes without fault to Chinese, else the western one."""
    runs = _HIGH.findall(data)
    if sum(len(run) == 1 for run in runs) * 3 < len(runs):  # accented letters stand alone, ideographs take two bytes
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError:
            pass
        else:
            foreign = [character for character in text if ord(character) > 0x7F]
            if sum(map(_chinese, foreign)) * 10 >= len(foreign) * 7:
                return text, "GB 18030"
    try:
        return data.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError:
        return data.decode("latin-1"), "Latin-1"


def _chinese(character: str) -> bool:
    """Whether a character is a common ideograph, or of the punctuation and wide forms that go with them."""
    code = ord(character)
    return 0x4E00 <= code <= 0x9FFF or 0x3000 <= code <= 0x303F or 0xFF00 <= code <= 0xFFEF
