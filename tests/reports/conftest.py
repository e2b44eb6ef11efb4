"""A hand-made run: findings of three rules in sources that hold what trips reports up."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from sockslint.findings import Confidence, Edit, Finding, Fix, Step
from sockslint.reports.model import Digest, Notice, Report, in_order
from sockslint.rulebook.load import rules_folder
from sockslint.rulebook.model import Discard, Rule, Rulebook, RuleHeader
from sockslint.text import SourceText, Span

ROOT = Path("/srv/echo server")

# A path that needs encoding, a byte-order mark, CR LF, and tabs before and inside the flagged line.
LISTENER = "src/100% C#/Echo Listener.cs"
LISTENER_TEXT = (
    "\ufeffusing System.Net.Sockets;\r\n"
    "\r\n"
    "class EchoListener\r\n"
    "{\r\n"
    "\tprivate void OnReceive(IAsyncResult result)\r\n"
    "\t{\r\n"
    "\t\tvar client = (Socket)result.AsyncState;\r\n"
    "\t\tint n =\tclient.EndReceive(result);\r\n"
    "\t\tHandle(buffer, n);\r\n"
    "\t\tclient.BeginReceive(buffer, 0, buffer.Length, SocketFlags.None, OnReceive, client);\r\n"
    "\t}\r\n"
    "}\r\n"
)

# Wide characters, a character beyond the Basic Multilingual Plane and a combining mark before the flagged code; two
# findings on one line; a call over several lines; no line end at the end.
CHAT = "聊天/客户端.py"
CHAT_TEXT = (
    "import socket\n"
    "\n"
    "def 读取(名字, 连接: socket.socket):\n"
    '    print("e\u0301cho 🧦", 名字); 数据 = 连接.recv(1024); 更多 = 连接.recv(1024)\n'
    "    数据 += 连接.recv(\n"
    "        1024,\n"
    "        # 🧦 all of it\n"
    "        socket.MSG_WAITALL,\n"
    "    )\n"
    "    return 数据, 更多"
)

# A minified line, a tall call, and characters that a terminal obeys or that hide what stands there.
BUNDLE = "web/bundle.py"
BUNDLE_TEXT = (
    "a = 1; " * 40 + "s.send(payload); " + "b = 2; " * 40 + "\n"
    "s.send(\n" + "".join(f"    chunk[{n}] +\n" for n in range(9)) + "    chunk[9])\n"
    "s.send(b'\x1b[2J\u202e\x07' + x)\n"
)

# A file outside the root, which only a step names.
SHARED = "/opt/shared/net/Pump.cs"
SHARED_TEXT = "static class Pump { static void Run(Socket s) { Next(s); } }\n"

TEXTS = {LISTENER: LISTENER_TEXT, CHAT: CHAT_TEXT, BUNDLE: BUNDLE_TEXT, SHARED: SHARED_TEXT}


def span_of(source: SourceText, code: str, occurrence: int = 0) -> Span:
    """The span of the given code in a source."""
    wanted, start = code.encode(), -1
    for _ in range(occurrence + 1):
        start = source.data.index(wanted, start + 1)
    return Span(start, start + len(wanted))


@pytest.fixture
def rulebook() -> Rulebook:
    def rule(id_: str, name: str, summary: str, page: str, **header: object) -> Rule:
        known = RuleHeader(id=id_, name=name, summary=summary, discard=Discard("count", ["connection"]), **header)
        return Rule(header=known, page=page, examples=(), path=str(rules_folder() / f"{id_}-{name}.md"))

    fence = "```"
    return Rulebook(
        rules=(
            rule(
                "SOCK501",
                "partial-send",
                "The count that a send returns is dropped",
                "# Partial send\n\n`send` may take only a part.\n",
                severity="warning",
                cwe=[252],
                precision="high",
            ),
            rule(
                "SOCK101",
                "zero-byte-receive",
                "The end of the stream goes unseen",
                "# Zero-byte receive\n\nA receive of no bytes says that the peer\nhas closed its side.\n\n"
                f"{fence}csharp bad\nint n = socket.EndReceive(result); // {{0}}\n{fence}\n",
                severity="error",
                cwe=[772, 835],
                tags=["reliability", "correctness"],
            ),
            rule(
                "SOCK301",
                "connected-as-liveness",
                "`Connected` tells of the past",
                f"# Connected\n\n{fence}csharp bad\nwhile (client.Connected) {{ }}\n{fence}\n",
                severity="note",
                tags=["reliability"],
            ),
        ),
        models=(),
    )


@pytest.fixture
def report(rulebook: Rulebook) -> Report:
    sources = {path: SourceText(text.removeprefix("\ufeff")) for path, text in TEXTS.items()}
    listener, chat, bundle, shared = (sources[path] for path in TEXTS)
    receive = span_of(listener, "client.EndReceive(result)")

    def unseen(path: str, span: Span, subject: str, symbol: str, **more: object) -> Finding:
        return Finding(
            rule="SOCK101",
            path=path,
            span=span,
            message=f"Nothing looks for the end of the stream here, so `{subject}` stays open.",
            advice="Close the connection when the receive yields nothing.",
            kind="ignored",
            subject=subject,
            symbol=symbol,
            **{"severity": "error", "confidence": Confidence.HIGH} | more,
        )

    def partial(span: Span, confidence: Confidence, *steps: Step) -> Finding:
        return Finding(
            rule="SOCK501",
            path=BUNDLE,
            span=span,
            message="`s.send` may take only a part of what it is given,\nand handlers[0](n) or {0} cannot know: 100%",
            advice="Use `sendall`",
            kind="dropped",
            subject="s",
            symbol="",
            severity="warning",
            confidence=confidence,
            steps=steps,
            fixes=(
                Fix("call `sendall`", True, (Edit(span, "s.sendall(\U0001f4e6)"), Edit(Span(span.end, span.end), ";"))),
            ),
        )

    findings = [
        unseen(
            LISTENER,
            receive,
            "client",
            "EchoListener.OnReceive",
            steps=(
                Step(LISTENER, receive, "yields 0 once the peer has closed"),
                Step(SHARED, span_of(shared, "Next(s)"), "is handed on unseen"),
                Step(LISTENER, span_of(listener, "client.BeginReceive(buffer, 0, buffer.Length, "), "is armed again"),
            ),
        ),
        unseen(CHAT, span_of(chat, "连接.recv(1024)", 1), "连接", "读取"),
        unseen(CHAT, span_of(chat, "连接.recv(1024)"), "连接", "读取"),
        unseen(
            CHAT,
            span_of(chat, CHAT_TEXT[CHAT_TEXT.index("连接.recv(\n") : CHAT_TEXT.index("\n    return")]),
            "连接",
            "读取",
            confidence=Confidence.LOW,
            severity="note",
        ),
        partial(span_of(bundle, "s.send(payload)"), Confidence.MEDIUM),
        partial(
            span_of(bundle, BUNDLE_TEXT[BUNDLE_TEXT.index("s.send(\n") : BUNDLE_TEXT.index("\ns.send(b'")]),
            Confidence.HIGH,
            Step(BUNDLE, span_of(bundle, "chunk[9]"), "the last of [ten] chunks"),
        ),
        partial(span_of(bundle, "s.send(b'\x1b[2J\u202e\x07' + x)"), Confidence.HIGH),
    ]
    return Report(
        findings=in_order(findings),
        sources=sources,
        notices=(
            Notice("src/Broken File.cs", 7, "could not be parsed from here on", "warning"),
            Notice(None, None, "the cache could not be written", "note"),
        ),
        rulebook=rulebook,
        root=ROOT,
        files_checked=120,
        version="0.1.0",
        exit_status=1,
        width=100,
        arguments=("--format", "sarif", "."),
        digests={
            path: Digest(len(text.encode()), hashlib.sha256(text.encode()).hexdigest()) for path, text in TEXTS.items()
        },
    )


@pytest.fixture
def empty_report(rulebook: Rulebook) -> Report:
    """A run that found nothing, in one file."""
    return Report(
        findings=(), sources={}, rulebook=rulebook, root=ROOT, files_checked=1, version="0.2.0.dev1", exit_status=0
    )
