"""What is read beyond the files that speak of sockets: small trees, and which of their files come to the judge."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import pytest

from sockslint.engine import STAGES, run
from sockslint.findings import Judgement
from sockslint.flow.model import Language, Unit
from sockslint.program.visibility import imported_by, imports
from sockslint.request import prepare
from sockslint.rulebook.model import Rulebook
from sockslint.sources.scan import surface_of

Read = Callable[..., list[str]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Writes files by name and text, and tells which are read."""

    def write_and_run(**files: str) -> list[str]:
        seen: list[str] = []

        def judge(units: Sequence[Unit], rulebook: Rulebook) -> Judgement:
            seen.extend(Path(unit.path).relative_to(tmp_path).as_posix() for unit in units)
            return Judgement(())

        for name, text in files.items():
            path = tmp_path / name.replace("__", "/").replace("_py", ".py").replace("_cs", ".cs")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        request = prepare([str(tmp_path)], isolated=True)
        run(request, stages=msgspec.structs.replace(STAGES, judge=judge))
        return seen

    return write_and_run


CLIENT_PY = "import socket\nfrom {module} import {base}\n\nclass Client({base}):\n    peer: socket.socket\n"
CLIENT_CS = "using System.Net.Sockets;\n{usings}\nnamespace App.Net;\n\nclass Client : {base} {{ Socket peer; }}\n"
BASE_PY = "class Base:\n    def stop(self): ...\n"


# --- Python -----------------------------------------------------------------------------------------------------


def test_a_base_class_is_read_from_the_module_that_it_is_imported_from(read: Read) -> None:
    client = CLIENT_PY.format(module="bases", base="Base")
    assert read(client_py=client, bases_py=BASE_PY, others_py=BASE_PY) == ["bases.py", "client.py"]


@pytest.mark.parametrize("module", ["pkg", "pkg.inner", ".inner", "."])
def test_a_base_class_is_read_from_within_the_package_that_hands_it_on(read: Read, module: str) -> None:
    client = CLIENT_PY.format(module=module, base="Base")
    files = {"pkg__client_py": client, "pkg__inner_py": BASE_PY, "elsewhere__inner2_py": BASE_PY}
    assert read(**files) == ["pkg/client.py", "pkg/inner.py"]


def test_a_class_is_read_that_is_made_with_what_is_used_as_a_connection_and_uses_one(read: Read) -> None:
    client = (
        "import socket\nfrom greeting import Greeter\nfrom name import Name\n\ndef run(peer: socket.socket, text):\n"
    )
    client += "    peer.sendall(b'x')\n    Greeter(peer)\n    Name(text)\n"
    greeter = "class Greeter:\n    def __init__(self, peer):\n        peer.send(b'hello')\n"
    deaf = "class Greeter:\n    def __init__(self, peer):\n        print(peer)\n"
    name = "class Name:\n    def __init__(self, text):\n        text.send(b'hello')\n"
    assert read(client_py=client, greeting_py=greeter, name_py=name) == ["client.py", "greeting.py"]
    assert read(client_py=client, greeting_py=deaf, name_py=name) == ["client.py"]


@pytest.mark.parametrize("how", ["from wire import transmit", "from wire import *", "import wire"])
def test_a_function_is_read_that_is_given_a_connection_and_uses_one(read: Read, how: str) -> None:
    called = "wire.transmit" if how == "import wire" else "transmit"
    client = f"import socket\n{how}\n\npeer = socket.socket()\n{called}(peer, b'hello')\n"
    wire = "def transmit(peer, text):\n    peer.send(text)\n"
    deaf = "def transmit(peer, text):\n    print(text)\n"
    assert read(client_py=client, wire_py=wire, other_py=wire) == ["client.py", "wire.py"]
    assert read(client_py=client, wire_py=deaf) == ["client.py"]


def test_a_class_that_is_given_a_connection_is_read_however_it_was_imported(read: Read) -> None:
    client = "import socket\nfrom facade import Greeter\n\npeer = socket.socket()\nGreeter(peer)\n"
    greeter = "class Greeter:\n    def __init__(self, peer):\n        peer.send(b'hello')\n"
    assert read(client_py=client, deep__down__greeting_py=greeter) == ["client.py", "deep/down/greeting.py"]


def test_a_class_is_read_of_which_a_method_is_given_a_connection(read: Read) -> None:
    client = "import socket\nfrom sender import Sender\n\nclass Client:\n    def __init__(self):\n"
    client += "        self.peer = socket.socket()\n        self.sender = Sender()\n\n"
    client += "    def greet(self):\n        self.sender.transmit(self.peer, b'hello')\n"
    sender = "class Sender:\n    def transmit(self, peer, text):\n        peer.send(text)\n"
    assert read(client_py=client, sender_py=sender) == ["client.py", "sender.py"]


def test_the_only_class_of_a_name_is_meant_however_it_was_imported(read: Read) -> None:
    client = CLIENT_PY.format(module="facade", base="Base")
    assert read(client_py=client, deep__down__base_py=BASE_PY) == ["client.py", "deep/down/base.py"]


def test_a_name_that_nobody_imports_is_sought_nowhere(read: Read) -> None:
    client = "import socket\n\nclass Client(Base):\n    peer: socket.socket\n"
    assert read(client_py=client, one_py=BASE_PY, two_py=BASE_PY) == ["client.py"]


def test_what_derives_from_a_class_with_a_socket_is_read_unless_it_is_of_a_namesake(read: Read) -> None:
    client = "import socket\n\nclass Peer:\n    peer: socket.socket\n"
    derived = "from {module} import Peer\n\nclass Mine(Peer): ...\n"
    files = {"net_py": client, "mine_py": derived.format(module="net"), "theirs_py": derived.format(module="people")}
    assert read(**files) == ["mine.py", "net.py"]


def test_who_reaches_into_an_object_for_its_socket_is_read(read: Read) -> None:
    client = "import socket\n\nclass Client:\n    sock = socket.create_connection(('localhost', 7))\n"
    window = "from client import Client\n\ndef tell(client: Client) -> None:\n    client.sock.send(b'?')\n"
    other = "from client import Client\n\ndef name(client: Client) -> str:\n    return client.name\n"
    assert read(client_py=client, window_py=window, other_py=other) == ["client.py", "window.py"]


def test_a_class_that_names_only_asyncio_has_no_socket(read: Read) -> None:
    clock = "import asyncio\nimport socket\n\nclass Clock:\n    async def tick(self):\n        await asyncio.sleep(1)\n"
    assert read(clock_py=clock, mine_py="from clock import Clock\n\nclass Mine(Clock): ...\n") == ["clock.py"]


@pytest.mark.parametrize("using", ["from net import drop\n\ndrop(s)\n", "import net\n\nnet.drop(s)\n"])
def test_who_calls_a_function_that_speaks_of_sockets_is_read(read: Read, using: str) -> None:
    net = "import socket\n\ndef drop(s: socket.socket):\n    return s.recv(1)\n\ndef other(): ...\n"
    files = {"net_py": net, "caller_py": using, "beside_py": "from net import other\n\nother()\n", "far_py": "drop()\n"}
    assert read(**files) == ["caller.py", "net.py"]


# --- C# ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("usings", "namespace"),
    [
        ("", "App.Net"),
        ("", "App"),
        ("using Shared;", "Shared"),
        ("using Base = Shared.Base;", "Shared"),
        ("using static Shared.Base;", "Shared"),
    ],
)
def test_a_base_class_is_read_from_a_namespace_in_sight(read: Read, usings: str, namespace: str) -> None:
    files = {
        "client_cs": CLIENT_CS.format(usings=usings, base="Base"),
        "base_cs": f"namespace {namespace} {{ class Base {{ }} }}",
        "other_cs": "namespace Other { class Base { } }",
    }
    assert read(**files) == ["base.cs", "client.cs"]


def test_a_base_class_is_read_from_a_namespace_that_is_open_everywhere(read: Read) -> None:
    files = {
        "client_cs": CLIENT_CS.format(usings="", base="Base"),
        "usings_cs": "global using Shared;",
        "base_cs": "namespace Shared; class Base { }",
        "other_cs": "namespace Other; class Base { }",
    }
    assert read(**files) == ["base.cs", "client.cs"]


def test_a_base_class_is_read_from_the_namespace_that_is_written_before_it(read: Read) -> None:
    files = {
        "client_cs": CLIENT_CS.format(usings="", base="Parts.Base"),
        "base_cs": "namespace App { namespace Parts { class Base { } } }",
        "other_cs": "namespace Other { class Base { } }",
    }
    assert read(**files) == ["base.cs", "client.cs"]


def test_the_only_type_of_a_name_is_meant_with_all_its_parts_whatever_the_project_opens(read: Read) -> None:
    part = "namespace Shared { partial class Base { } }"
    files = {"client_cs": CLIENT_CS.format(usings="", base="Base"), "base_cs": part, "more_cs": part}
    assert read(**files) == ["base.cs", "client.cs", "more.cs"]


def test_a_type_beside_one_with_a_socket_does_not_have_its_base_read(read: Read) -> None:
    client = "using System.Net.Sockets;\nclass Client { Socket peer; }\nclass Window : Form { }\n"
    assert read(client_cs=client, form_cs="class Form { }") == ["client.cs"]


def test_who_uses_a_type_with_a_socket_is_read_if_it_opens_the_namespace_of_sockets(read: Read) -> None:
    client = "using System.Net.Sockets;\nnamespace App { class Client { Socket peer; } }\n"
    user = "{using}\nnamespace App {{ class Window {{ Client client; }} }}\n"
    assert read(client_cs=client, window_cs=user.format(using="using System.Net.Sockets;")) == [
        "client.cs",
        "window.cs",
    ]
    assert read(client_cs=client, window_cs=user.format(using="using System.IO;")) == ["client.cs"]


def test_who_handles_an_event_of_a_type_with_a_socket_is_read(read: Read) -> None:
    client = "using System.Net.Sockets;\nnamespace App;\nclass Client : Channel { Socket peer; }\n"
    channel = "namespace App;\nabstract class Channel { public event System.Action Lost; int name; }\n"
    window = "namespace App;\nclass Window {{ void Watch(Channel channel) {{ channel.{member} += Close; }} }}\n"
    files = {"client_cs": client, "channel_cs": channel, "window_cs": window.format(member="Lost")}
    assert read(**files) == ["channel.cs", "client.cs", "window.cs"]
    assert read(**files | {"window_cs": window.format(member="Seen")}) == ["channel.cs", "client.cs"]
    assert read(**files | {"window_cs": files["window_cs"].replace("Channel", "Other")}) == ["channel.cs", "client.cs"]


# --- what the bytes of a file show --------------------------------------------------------------------------------


def test_what_fills_in_a_method_that_is_given_a_stream_is_read(read: Read) -> None:
    client = "using System.IO;\nusing System.Net.Sockets;\nclass Client { Packer packer; Stream to;\n"
    client += " void Open(TcpClient client) { to = client.GetStream(); packer.Pack(to); } }\n"
    packer = "using System.IO;\nabstract class Packer { public abstract void Pack(Stream to); }\n"
    zipper = "using System.IO;\nabstract class Zipper : Packer { protected abstract void Zip(Stream to); }\n"
    fast = "using System.IO;\nclass Fast : Zipper { public override void Pack(Stream to) { to.Flush(); } }\n"
    idle = "class Idle : Packer { string name; }\n"
    found = read(client_cs=client, packer_cs=packer, zipper_cs=zipper, fast_cs=fast, idle_cs=idle)
    assert found == ["client.cs", "fast.cs", "packer.cs", "zipper.cs"]


def test_what_a_type_names_that_is_given_a_stream_is_read_though_it_speaks_of_sockets_in_passing(read: Read) -> None:
    client = "using System.Net.Sockets;\nclass Client { Formatter formatter;\n"
    client += " void Open(TcpClient client) { formatter = new Formatter(client.GetStream()); } }\n"
    formatter = "using System.IO;\n// Mostly over a NetworkStream.\n"
    formatter += "class Formatter { Packer packer; Names names; public Formatter(Stream to) { packer.Pack(to); } }\n"
    packer = "using System.IO;\nclass Packer { public void Pack(Stream to) { to.Flush(); } }\n"
    names = "class Names { string First; }\n"
    found = read(client_cs=client, formatter_cs=formatter, packer_cs=packer, names_cs=names)
    assert found == ["client.cs", "formatter.cs", "packer.cs"]


def test_what_is_given_a_stream_is_read_however_far_it_is_handed_on(read: Read) -> None:
    files = {
        "a_cs": "using System.Net.Sockets;\nnamespace App;\nclass A { NetworkStream s; void M() { B.Read(s); } }\n",
        "b_cs": "namespace App;\nclass B { public static int Read(Stream s) { return C.Read(s) + D.Add(1); } }\n",
        "c_cs": "namespace App;\nclass C { public static int Read(Stream s) { return s.ReadByte(); } }\n",
        "d_cs": "namespace App;\nclass D { public static int Add(int i) { return i; } }\n",
    }
    assert read(**files) == ["a.cs", "b.cs", "c.cs"]


@pytest.mark.parametrize(
    ("language", "text", "name", "scope", "can"),
    [
        ("python", "from a.b import C", "C", "b", True),
        ("python", "from a.b import C", "D", "b", False),
        ("python", "from a.b import C as D, E", "E", "b", True),
        ("python", "from a.b import (\n    C,\n    D,\n)", "D", "b", True),
        ("python", "from a.b import *", "C", "b", True),
        ("python", "import a.b", "C", "b", True),
        ("python", "import a.b as c, d", "X", "d", True),
        ("python", "from a import b", "C", "b", True),
        ("python", "from . import C", "C", "here", True),
        ("python", "from .b import C", "C", "b", True),
        ("python", "from a.b import C", "C", "a", False),
        ("csharp", "using A.B;", "C", "A.B", True),
        ("csharp", "using A.B;", "C", "A", False),
        ("csharp", "global using global::A . B;", "C", "A.B", True),
        ("csharp", "using X = A.B.C;", "C", "A.B", True),
        ("csharp", "using static A.B.C;", "C", "A.B", True),
        ("csharp", "namespace A.B;", "C", "A", True),
        ("csharp", "namespace A { namespace B { } }", "C", "A.B", True),
        ("csharp", "", "C", "", True),
        ("csharp", "using (var a = B()) { }", "C", "B", False),
    ],
)
def test_what_a_file_can_name(language: Language, text: str, name: str, scope: str, can: bool) -> None:
    surface = surface_of(text.encode(), language)
    imported = imported_by("there/here/file.py", surface.imports, surface.namespaces, language)
    assert imports(name, frozenset((scope,)), imported) is can
