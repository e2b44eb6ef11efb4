"""What fixes know of handles is what the API models say, a project's own included."""

from __future__ import annotations

from sockslint.fixes.handles import handles_of
from sockslint.rulebook.model import ApiModel, ApiType, Member
from tests.judging import rulebook


def test_names_are_those_of_the_models() -> None:
    own = ApiModel(
        language="csharp",
        types=[
            ApiType("Acme.Tunnel", members=[Member(".ctor", form="new", derives_from="argument:0")]),
            ApiType(
                "System.Net.Sockets.TcpClient",
                adds=True,
                members=[Member("Dig", derives_from="receiver"), Member("HangUp", role="release")],
            ),
        ],
    )
    ours, both = (handles_of(models, "csharp") for models in (rulebook().models, (*rulebook().models, own)))
    assert {"GetStream", "Client", "BaseStream"} <= ours.deriving
    assert {"NetworkStream", "StreamReader", "SslStream"} <= ours.wrapping
    assert {"Close", "Dispose", "Shutdown"} <= ours.ending
    assert (both.deriving - ours.deriving, both.wrapping - ours.wrapping) == ({"Dig"}, {"Tunnel"})
    assert both.ending - ours.ending == {"HangUp"}
    assert "makefile" in handles_of(rulebook().models, "python").deriving
