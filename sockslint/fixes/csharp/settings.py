"""The fix that takes out a setting that does nothing, and leaves word of what was meant."""

from __future__ import annotations

from collections.abc import Iterator

from sockslint.findings import Edit, Finding, Fix
from sockslint.fixes.csharp.syntax import File, descendants, part, span

#: What makes a written value more than a value.
_EFFECTS = frozenset({"assignment_expression", "await_expression", "postfix_unary_expression"})


def drop_setting(file: File, finding: Finding) -> Iterator[Fix]:
    """The fix for a timeout that nothing obeys, if the statement does nothing else."""
    setting = file.expression_at(finding.span)
    statement = setting.parent if setting is not None else None
    if setting is None or statement is None or statement.type != "expression_statement" or statement.parent is None:
        return
    written = part(setting, "right") or part(setting, "arguments")
    if written is None:
        return
    calls = [each for each in descendants(written) if each.type == "invocation_expression"]
    if any(not file.text(call).startswith("TimeSpan.") for call in calls):
        return
    if any(each.type in _EFFECTS for each in descendants(written)) or statement.parent.type != "block":
        return
    what = " ".join(file.text(statement).rstrip(";").split())
    hint = f"TODO: the asynchronous calls need a limit of their own; `{what}` was none"
    behind = file.source.data[file.layout.behind(statement.end_byte) :]
    hint = f"// {hint}" if behind[:1] in (b"", b"\r", b"\n") else f"/* {hint} */"
    yield Fix(f"take out `{what}`, which does nothing, and leave a note", False, (Edit(span(statement), hint),))
