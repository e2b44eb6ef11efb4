"""SARIF logs: judged by the schema, by Microsoft's validator, and by what the standard and GitHub say in prose."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Any
from urllib.parse import unquote, urlsplit

import msgspec
import pytest

from sockslint.findings import Step
from sockslint.fixes.edits import applied
from sockslint.reports import render
from sockslint.reports.model import Notice, Report
from sockslint.reports.sarif import file_uri
from sockslint.reports.sarif_tool import PROJECT_URL

Json = dict[str, Any]
Faults = Callable[[str], list[str]]
replace = msgspec.structs.replace


@pytest.fixture
def run(report: Report) -> Json:
    return run_of(report)


def run_of(report: Report) -> Json:
    log = json.loads(render("sarif", report))
    assert list(log) == ["$schema", "version", "runs"]
    (run,) = log["runs"]
    return run


def everything(node: Any) -> Iterator[Json]:
    """Every object in a document."""
    if isinstance(node, dict):
        yield node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from everything(child)


def physical_locations(run: Json) -> Iterator[Json]:
    return (it["physicalLocation"] for it in everything(run) if "physicalLocation" in it)


# --- judged by others -----------------------------------------------------------------------------------------------


def test_the_schema_holds(report: Report, empty_report: Report, schema_faults: Faults) -> None:
    assert schema_faults(render("sarif", report)) == []
    assert schema_faults(render("sarif", empty_report)) == []


def test_the_schema_would_complain(report: Report, schema_faults: Faults) -> None:
    broken = render("sarif", report).replace('"columnKind": "utf16CodeUnits"', '"columnKind": "bytes"')
    assert len(schema_faults(broken)) == 1


def test_the_multitool_has_no_errors_and_no_warnings(
    report: Report, empty_report: Report, multitool_faults: Faults
) -> None:
    assert multitool_faults(render("sarif", report)) == []
    assert multitool_faults(render("sarif", empty_report)) == []


def test_the_multitool_would_complain(report: Report, multitool_faults: Faults) -> None:
    log = json.loads(render("sarif", report))
    del log["runs"][0]["results"][0]["locations"]
    log["runs"][0]["results"][1]["locations"][0]["physicalLocation"]["artifactLocation"] = {"uri": "file:///opt/a.cs"}
    rules = {fault.split()[0] for fault in multitool_faults(json.dumps(log))}
    assert {"GH1001", "GH1006", "GH1015"} <= rules


# --- regions --------------------------------------------------------------------------------------------------------


def test_every_region_cut_from_the_file_by_utf16_units_is_its_snippet(run: Json, report: Report) -> None:
    regions = 0
    for place in physical_locations(run):
        uri = place["artifactLocation"]["uri"]
        path = unquote(uri.removeprefix("file://"))
        for region in (place.get("region"), place.get("contextRegion")):
            if region and "snippet" in region:
                assert cut(report.sources[path].text, region) == region["snippet"]["text"]
                regions += 1
    assert regions > 2 * len(report.findings)


def cut(text: str, region: Json) -> str:
    """What a reader that counts UTF-16 code units takes a region for."""
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n|$)", text)[region["startLine"] - 1 : region["endLine"]]
    units = [line.encode("utf-16-le") for line in lines]
    units[-1] = units[-1][: 2 * (region["endColumn"] - 1)]
    units[0] = units[0][2 * (region["startColumn"] - 1) :]
    return b"".join(units).decode("utf-16-le")


def test_a_result_has_one_place_with_all_four_numbers_and_a_context_around_it(run: Json) -> None:
    numbers = ["startLine", "startColumn", "endLine", "endColumn", "snippet"]
    for result in run["results"]:
        (location,) = result["locations"]
        place = location["physicalLocation"]
        region, context = place["region"], place["contextRegion"]
        assert list(region) == list(context) == numbers
        outer = [(context["startLine"], context["startColumn"]), (context["endLine"], context["endColumn"])]
        inner = [(region["startLine"], region["startColumn"]), (region["endLine"], region["endColumn"])]
        assert outer[0] <= inner[0] <= inner[1] <= outer[1]
        assert outer != inner


def test_context_is_left_out_where_it_would_be_huge_or_nothing_more(report: Report) -> None:
    from sockslint.text import SourceText, Span

    finding = report.findings[0]
    for text, span in (("s.recv(1)", Span(0, 9)), ("s.recv(1); " + "x" * 5000, Span(0, 9))):
        tiny = replace(
            report,
            findings=(replace(finding, path="a.py", span=span, steps=()),),
            sources={"a.py": SourceText(text)},
        )
        (result,) = run_of(tiny)["results"]
        assert list(result["locations"][0]["physicalLocation"]) == ["artifactLocation", "region"]


def test_columns_have_a_unit_and_lines_their_ends(run: Json) -> None:
    assert run["columnKind"] == "utf16CodeUnits"
    assert run["newlineSequences"] == ["\r\n", "\n", "\r"]


# --- addresses ------------------------------------------------------------------------------------------------------


def test_addresses_are_relative_and_encoded_or_absolute_and_without_base(run: Json, report: Report) -> None:
    (base,) = run["originalUriBaseIds"].values()
    assert list(base) == ["uri"]
    assert base["uri"] == "file:///srv/echo%20server/"
    seen = set()
    for location in everything(run):
        if "uriBaseId" in location:
            uri = location["uri"]
            assert location["uriBaseId"] in run["originalUriBaseIds"]
            assert re.fullmatch(r"(?:[A-Za-z0-9_.~/-]|%[0-9A-F]{2})+", uri)
            assert not uri.startswith("/")
            assert ".." not in uri.split("/")
            assert not urlsplit(uri).scheme
            seen.add(unquote(uri))
        elif "uri" in location and location is not base:
            assert location["uri"] == "file:///opt/shared/net/Pump.cs"
    assert seen == {*report.sources, "src/Broken File.cs"} - {"/opt/shared/net/Pump.cs"}


@pytest.mark.parametrize(
    ("path", "uri", "based"),
    [
        ("a b/c.py", "a%20b/c.py", True),
        ("c:d.py", "c%3Ad.py", True),
        ("c++/a@1,b=(2).py", "c++/a@1,b=(2).py", True),
        ("/opt/net+io@2/c.py", "file:///opt/net+io@2/c.py", False),
        ("q?.py", "q%3F.py", True),
        ("src/../c.py", "c.py", True),
        ("/srv/echo server/c.py", "c.py", True),
        ("../side/c d.py", "file:///srv/side/c%20d.py", False),
        ("/opt/é.py", "file:///opt/%C3%A9.py", False),
        ("not\udcffunicode.py", "not%FFunicode.py", True),
    ],
)
def test_addresses_of_all_kinds_of_paths(report: Report, path: str, uri: str, based: bool) -> None:
    finding = replace(report.findings[-1], path=path)
    moved = replace(report, findings=(finding,), sources={path: report.sources[report.findings[-1].path]}, digests={})
    run = run_of(moved)
    location = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": uri, **({"uriBaseId": "%SRCROOT%"} if based else {}), "index": 0}


def test_artifacts_are_the_files_with_results_and_every_index_leads_to_its_own(run: Json, report: Report) -> None:
    artifacts = run["artifacts"]
    assert [unquote(it["location"]["uri"]) for it in artifacts] == sorted({it.path for it in report.findings})
    for place in physical_locations(run):
        location = place["artifactLocation"]
        if "index" in location:
            assert artifacts[location.pop("index")]["location"] == location
    for artifact in artifacts:
        digest = report.digests[unquote(artifact["location"]["uri"])]
        assert (artifact["length"], artifact["hashes"]) == (digest.length, {"sha-256": digest.sha256})


def test_artifacts_without_digests_claim_none(report: Report) -> None:
    for artifact in run_of(replace(report, digests={}))["artifacts"]:
        assert list(artifact) == ["location", "roles", "sourceLanguage"]


# --- rules ----------------------------------------------------------------------------------------------------------


def test_rules_are_all_that_ran_whatever_was_found(report: Report, empty_report: Report) -> None:
    driver = run_of(report)["tool"]["driver"]
    ids = [rule["id"] for rule in driver["rules"]]
    assert ids == sorted(rule.id for rule in report.rulebook.rules)
    assert driver["rules"] == run_of(empty_report)["tool"]["driver"]["rules"]


def test_a_rule_says_all_that_github_shows(run: Json, report: Report) -> None:
    for rule in run["tool"]["driver"]["rules"]:
        known = report.rulebook.rule(rule["id"])
        assert rule["name"] == known.name
        assert rule["name"] != rule["id"]
        for key in ("shortDescription", "fullDescription"):
            assert 0 < len(rule[key]["text"]) <= 1024
        assert rule["shortDescription"]["text"].endswith(".")
        assert rule["help"] == {"text": known.page, "markdown": known.page}
        assert rule["helpUri"] == f"{PROJECT_URL}/blob/main/rules/{rule['id']}-{rule['name']}.md"
        assert rule["defaultConfiguration"]["level"] == known.header.severity
        properties = rule["properties"]
        assert properties["precision"] in ("very-high", "high", "medium", "low")
        assert properties["problem.severity"] in ("error", "warning", "recommendation")
        assert len(properties["tags"]) == len(set(properties["tags"])) <= 10


def test_a_rule_of_the_users_own_has_no_address(report: Report) -> None:
    (rule, *rest) = report.rulebook.rules
    moved = replace(rule, path=f"/home/me/rules/{rule.id}-{rule.name}.md")
    run = run_of(replace(report, rulebook=replace(report.rulebook, rules=(moved, *rest))))
    assert [it["id"] for it in run["tool"]["driver"]["rules"] if "helpUri" not in it] == [rule.id]


def test_a_rule_without_a_page_is_described_all_the_same(
    report: Report, schema_faults: Faults, multitool_faults: Faults
) -> None:
    finding = replace(report.findings[-1], rule="SOCK001")
    pageless = replace(report, findings=(finding,))
    run = run_of(pageless)
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["SOCK001", "SOCK101", "SOCK301", "SOCK501"]
    assert run["results"][0]["ruleIndex"] == 0
    assert schema_faults(render("sarif", pageless)) == []
    assert multitool_faults(render("sarif", pageless)) == []


def test_many_tags_leave_the_weaknesses_in(report: Report) -> None:
    (rule, *rest) = report.rulebook.rules
    tagged = replace(rule, header=replace(rule.header, tags=[f"tag-{n}" for n in range(20)], cwe=[79]))
    run = run_of(replace(report, rulebook=replace(report.rulebook, rules=(tagged, *rest))))
    (described,) = (it for it in run["tool"]["driver"]["rules"] if it["id"] == rule.id)
    assert len(described["properties"]["tags"]) == 10
    assert "external/cwe/cwe-079" in described["properties"]["tags"]


def test_a_long_opening_is_cut_to_what_github_keeps(report: Report) -> None:
    (rule, *rest) = report.rulebook.rules
    long = replace(rule, page="# Title\n\n" + "many words " * 200)
    run = run_of(replace(report, rulebook=replace(report.rulebook, rules=(long, *rest))))
    (described,) = (it for it in run["tool"]["driver"]["rules"] if it["id"] == rule.id)
    assert 1000 < len(described["fullDescription"]["text"]) <= 1024
    assert described["fullDescription"]["text"].endswith("words…")


def test_weaknesses_are_a_taxonomy_that_rules_point_into(run: Json) -> None:
    (taxonomy,) = run["taxonomies"]
    assert taxonomy["name"] == "CWE"
    assert [it["id"] for it in taxonomy["taxa"]] == ["252", "772", "835"]
    assert run["tool"]["driver"]["supportedTaxonomies"] == [{"name": "CWE", "index": 0}]
    for rule in run["tool"]["driver"]["rules"]:
        related = [it["target"] for it in rule.get("relationships", [])]
        for target in related:
            assert taxonomy["taxa"][target["index"]]["id"] == target["id"]
        named = [f"external/cwe/cwe-{target['id']}" for target in related]
        assert named == [tag for tag in rule["properties"]["tags"] if tag.startswith("external/")]


def test_without_weaknesses_there_is_no_taxonomy(report: Report) -> None:
    rules = tuple(replace(rule, header=replace(rule.header, cwe=[])) for rule in report.rulebook.rules)
    run = run_of(replace(report, rulebook=replace(report.rulebook, rules=rules)))
    assert "taxonomies" not in run
    assert "supportedTaxonomies" not in run["tool"]["driver"]


def test_a_version_that_is_not_semantic_is_not_called_so(report: Report, empty_report: Report) -> None:
    assert run_of(report)["tool"]["driver"]["semanticVersion"] == "0.1.0"
    driver = run_of(empty_report)["tool"]["driver"]
    assert driver["version"] == "0.2.0.dev1"
    assert "semanticVersion" not in driver


# --- results --------------------------------------------------------------------------------------------------------


def test_a_result_belongs_to_its_rule_and_is_a_failure(run: Json, report: Report) -> None:
    rules = run["tool"]["driver"]["rules"]
    for result, finding in zip(run["results"], report.findings, strict=True):
        assert result["ruleId"] == rules[result["ruleIndex"]]["id"] == finding.rule
        assert result["level"] == finding.severity
        assert "kind" not in result  # anything but fail would need the level none


def test_a_path_of_two_steps_or_more_is_a_code_flow(run: Json, report: Report) -> None:
    for result, finding in zip(run["results"], report.findings, strict=True):
        if len(finding.steps) < 2:
            assert "codeFlows" not in result
            continue
        (flow,) = result["codeFlows"]
        (thread,) = flow["threadFlows"]
        assert [it["location"]["message"]["text"] for it in thread["locations"]] == [
            step.message for step in finding.steps
        ]
        assert [it["importance"] for it in thread["locations"]] == ["essential", "important", "essential"]
        assert all(list(it) == ["location", "importance"] for it in thread["locations"])  # none by index: GH1002


def test_a_related_place_has_a_link_and_a_link_has_its_place(run: Json) -> None:
    links = 0
    for result in run["results"]:
        named = re.findall(r"\[(?:\\.|[^\]\\])*\]\((\d+)\)", result["message"]["text"])
        assert [int(it) for it in named] == [it["id"] for it in result.get("relatedLocations", [])]
        links += len(named)
    assert links == 1


def test_a_single_step_at_the_place_itself_adds_nothing(report: Report) -> None:
    finding = report.findings[0]
    lone = replace(finding, steps=(Step(finding.path, finding.span, "here"),))
    (result,) = run_of(replace(report, findings=(lone,)))["results"]
    assert not {"codeFlows", "relatedLocations"} & set(result)


def test_nothing_in_a_message_is_a_placeholder_or_a_link_by_accident(run: Json) -> None:
    for node in everything(run["results"]):
        if text := node.get("message", {}).get("text"):
            assert not re.search(r"(?<!\{)\{\d+\}(?!\})", text)
            assert "\n" not in text
            assert not re.search(r"\]\((?!\d+\)\.$)", text)


def test_a_fix_put_in_by_utf16_units_makes_what_its_edits_make(run: Json, report: Report) -> None:
    findings = {at: finding for at, finding in enumerate(report.findings) if finding.fixes}
    assert findings
    for at, finding in findings.items():
        (fix,) = run["results"][at]["fixes"]
        assert fix["description"]["text"] == "Call `sendall`."
        (change,) = fix["artifactChanges"]
        source = report.sources[finding.path]
        lines = [each.encode("utf-16-le") for each in re.split(r"(?<=\n)", source.text)]
        starts = [sum(map(len, lines[:number])) for number in range(len(lines))]
        data = b"".join(lines)
        for replacement in reversed(change["replacements"]):
            region = replacement["deletedRegion"]
            start = starts[region["startLine"] - 1] + 2 * (region["startColumn"] - 1)
            end = starts[region["endLine"] - 1] + 2 * (region["endColumn"] - 1)
            data = data[:start] + replacement["insertedContent"]["text"].encode("utf-16-le") + data[end:]
        assert data.decode("utf-16-le") == applied(source, finding.fixes[0].edits)


def test_fingerprints_have_a_versioned_key_of_our_own_and_are_unique(run: Json) -> None:
    found = [result["partialFingerprints"] for result in run["results"]]
    assert all(list(it) == ["sockslint/v1"] for it in found)
    assert len({it["sockslint/v1"] for it in found}) == len(found)


def test_names_that_are_no_unicode_do_not_break_the_log(report: Report, schema_faults: Faults) -> None:
    finding = replace(report.findings[0], subject="caf\udce9", message="\ud800 is left open")
    log = render("sarif", replace(report, findings=(finding,)))
    log.encode()
    assert schema_faults(log) == []
    assert json.loads(log)["runs"][0]["results"][0]["properties"]["subject"] == "caf\ufffd"


# --- the run --------------------------------------------------------------------------------------------------------


def test_results_are_there_even_if_there_are_none(empty_report: Report) -> None:
    run = run_of(empty_report)
    assert run["results"] == []
    assert run["artifacts"] == []


def test_a_file_that_was_not_parsed_is_a_warning_with_its_place_and_the_run_a_success(run: Json) -> None:
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is True
    assert invocation["exitCode"] == 1
    first, second = invocation["toolExecutionNotifications"]
    place = first["locations"][0]["physicalLocation"]
    assert (first["level"], place["region"]) == ("warning", {"startLine": 7})
    assert place["artifactLocation"] == {"uri": "src/Broken%20File.cs", "uriBaseId": "%SRCROOT%"}
    assert (second["level"], "locations" in second) == ("note", False)


@pytest.mark.parametrize(("exit_status", "level"), [(2, "warning"), (1, "error")])
def test_a_run_that_failed_says_so(report: Report, exit_status: int, level: Any) -> None:
    failed = replace(report, exit_status=exit_status, notices=(Notice("a.py", None, "oh", level),))
    (invocation,) = run_of(failed)["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["exitCode"] == exit_status


def test_the_same_findings_make_the_same_log(report: Report) -> None:
    turned = replace(report, rulebook=replace(report.rulebook, rules=report.rulebook.rules[::-1]))
    assert render("sarif", report) == render("sarif", turned)
    assert not re.search(r"\d\d:\d\d:\d\d|Utc", render("sarif", report))


def test_a_root_may_end_in_a_slash(report: Report) -> None:
    run = run_of(replace(report, root=Path("/")))
    assert run["originalUriBaseIds"]["%SRCROOT%"]["uri"] == "file:///"


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PurePosixPath("/srv/a+b/c d"), "file:///srv/a+b/c%20d"),
        (PureWindowsPath("C:\\Echo Server\\a#1.cs"), "file:///C:/Echo%20Server/a%231.cs"),
        (PureWindowsPath(r"\\host\share\a b.cs"), "file://host/share/a%20b.cs"),
    ],
)
def test_file_addresses_of_every_system(path: PurePath, uri: str) -> None:
    assert file_uri(path) == uri
