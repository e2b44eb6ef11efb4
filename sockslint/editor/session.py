"""What the server knows while it runs, and when it checks what."""

from __future__ import annotations

import asyncio
import contextlib
import os
import time
import uuid
from collections.abc import Coroutine, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.workspace import TextDocument

from sockslint.editor.checker import Checker
from sockslint.editor.configuring import SECTION, ConfigurationError, configured
from sockslint.editor.diagnostics import SOURCE, Client, Shown, Telling
from sockslint.editor.orders import Options, Order, Outcome, Refused
from sockslint.editor.places import Scope, data_of, innermost, line_range, path_of, scope_of, unit_of
from sockslint.faults import fault
from sockslint.reports.sarif import file_uri
from sockslint.reports.sarif_tool import sentence
from sockslint.sources.model import language_of, same_file

#: How many seconds of quiet in the keyboard a check waits for: a part of what the last one took, within limits.
_QUIET, _LONG_QUIET, _PART = 0.4, 2.0, 0.25

#: After so many seconds a client is told that a check is under way.
_PATIENCE = 1.0

#: Sources, and the files that decide what is found in them: settings, API models, and what git leaves out.
_WATCHED = ("**/*.{cs,csx,py,toml}", "**/.editorconfig", "**/.gitignore")


class Project:
    """What is checked together, and what a client has been told of it.

    `quiet` is how many seconds of quiet in the keyboard its next check waits for. `checked` is the version of each open
    document, by URI, that the last check was about.
    """

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.task: asyncio.Task[None] | None = None
        self.quiet = _QUIET
        self.telling: Telling | None = None
        self.checked: dict[str, int | None] = {}
        self.published: dict[str, list[types.Diagnostic]] = {}
        self.refusal = ""
        self.remarks: set[str] = set()

    def stop(self) -> None:
        """End the check that is under way or due."""
        if self.task is not None:
            self.task.cancel()
            self.task = None

    def shown(self, uri: str) -> list[Shown]:
        """What is told of a document."""
        name = same_file(path_of(uri) or "")
        return [each for each in (self.telling.shown if self.telling else ()) if same_file(each.path) == name]


class Session:
    """One client's session."""

    def __init__(self, server: LanguageServer, options: Options) -> None:
        self._server, self._given = server, options
        self._options = options
        self._checker = Checker()
        self._projects: dict[Scope, Project] = {}
        self._asking: set[asyncio.Task[None]] = set()
        self._closed = False

    # --- the client and its configuration ---

    def begin(self, given: object) -> None:
        """Take in the options that a client initialised with, and ask it for what else there is to know."""
        self._configure(given)
        self._ask(self._introduce())

    def reconfigure(self, pushed: object) -> None:
        """Take in that the configuration has changed, to what was sent along unless the client is to be asked."""
        self._ask(self._ask_for_configuration(pushed))

    def _ask(self, questions: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(questions)
        self._asking.add(task)
        task.add_done_callback(self._asking.discard)

    async def _introduce(self) -> None:
        """Ask the client to tell of changes to files and to its configuration, and for that as it is now."""
        workspace = self._server.client_capabilities.workspace or types.WorkspaceClientCapabilities()
        wanted = []
        if workspace.did_change_watched_files and workspace.did_change_watched_files.dynamic_registration:
            watchers = [types.FileSystemWatcher(pattern) for pattern in _WATCHED]
            options: Any = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            wanted.append(types.Registration("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options))
        if workspace.did_change_configuration and workspace.did_change_configuration.dynamic_registration:
            options = types.DidChangeConfigurationRegistrationOptions(section=SECTION)
            wanted.append(types.Registration("configuration", types.WORKSPACE_DID_CHANGE_CONFIGURATION, options))
        if wanted:
            with contextlib.suppress(JsonRpcException):  # then it tells of none, and a save is what counts
                await self._server.client_register_capability_async(types.RegistrationParams(wanted))
        await self._ask_for_configuration(None)

    async def _ask_for_configuration(self, pushed: object) -> None:
        workspace = self._server.client_capabilities.workspace
        if workspace and workspace.configuration:
            item = types.ConfigurationItem(section=SECTION)
            with contextlib.suppress(JsonRpcException):
                (pushed,) = await self._server.workspace_configuration_async(types.ConfigurationParams([item]))
        if pushed is not None and self._configure(pushed):
            self.check_all()

    def _configure(self, values: object) -> bool:
        """Take in a configuration; returns whether it makes a difference."""
        before = self._options
        try:
            self._options = configured(self._given, values)
        except ConfigurationError as error:
            self._show(f"{error}")
        return before != self._options

    @property
    def _client(self) -> Client:
        text = self._server.client_capabilities.text_document
        shows = text.publish_diagnostics if text else None
        return Client(
            unit=unit_of(self._server.workspace.position_encoding),
            related=bool(shows and shows.related_information),
            address=bool(shows and shows.code_description_support),
        )

    # --- documents and files ---

    def touched(self, uri: str, how: Literal["typed", "saved"]) -> None:
        """A document was opened or saved, or somebody types in it."""
        path = path_of(uri)
        if path is None:
            return
        if language_of(path):
            project = self._project(scope_of(path, self._folders()))
            self._check(project, project.quiet if how == "typed" else 0)
        elif how == "saved":  # settings, or a rule's page
            self.check_all()

    def closed(self, uri: str) -> None:
        """A document is no longer open: what counts is on disk."""
        path = path_of(uri)
        if path is None or not language_of(path):
            return
        scope = scope_of(path, self._folders())
        if scope.file is not None:
            self._drop(scope)
        else:
            self._check(self._project(scope), 0)

    def changed_on_disk(self, uris: Sequence[str]) -> None:
        """Files were made, changed or deleted, by whomever."""
        paths = [path for path in map(path_of, uris) if path is not None]
        if any(not language_of(path) for path in paths):
            self.check_all()
            return
        held = {same_file(path) for path in self._open()}
        folders = self._folders()
        scopes = {scope_of(path, folders) for path in paths if same_file(path) not in held}
        for scope in scopes & self._projects.keys():
            self._check(self._projects[scope], 0)

    def folders_changed(self) -> None:
        """The workspace has got or lost folders."""
        for scope in list(self._projects):
            self._drop(scope)
        for path in self._open():
            self._check(self._project(scope_of(path, self._folders())), 0)

    def check_all(self) -> None:
        """Check everything anew that has been checked."""
        for project in self._projects.values():
            self._check(project, 0)

    def close(self) -> None:
        """End all that is under way."""
        self._closed = True
        for task in self._asking:
            task.cancel()
        for project in self._projects.values():
            project.stop()
        self._checker.close()

    def _folders(self) -> list[str]:
        workspace = self._server.workspace
        uris = [each.uri for each in workspace.folders.values()] or [uri for uri in (workspace.root_uri,) if uri]
        return [path for path in map(path_of, uris) if path is not None]

    def _open(self) -> dict[str, TextDocument]:
        """The open sources, by path."""
        documents = [(path_of(each.uri), each) for each in self._server.workspace.text_documents.values()]
        return {path: each for path, each in documents if path is not None and language_of(path)}

    def project_of(self, uri: str) -> Project | None:
        """The project that a document belongs to, if it has been checked."""
        path = path_of(uri)
        return self._projects.get(scope_of(path, self._folders())) if path is not None else None

    # --- checking ---

    def _project(self, scope: Scope) -> Project:
        if scope not in self._projects:
            self._projects[scope] = Project(scope)
        return self._projects[scope]

    def _drop(self, scope: Scope) -> None:
        """Forget a project, and take back what was told of it."""
        project = self._projects.pop(scope, None)
        if project is not None:
            project.stop()
            self._publish(project, [], {})

    def _check(self, project: Project, delay: float) -> None:
        """Check a project in so many seconds, instead of whatever check of it was under way or due."""
        project.stop()
        project.task = asyncio.create_task(self._checked(project, delay))

    async def _checked(self, project: Project, delay: float) -> None:
        with contextlib.suppress(OSError):  # which the check itself will tell
            self._checker.start()  # it comes up while we wait
        await asyncio.sleep(delay)
        documents = self._open()
        order = self._order(project.scope, documents)
        began = time.monotonic()
        progress = asyncio.create_task(self._tell_of_progress(order.folder))
        try:
            outcome = await self._checker.check(order)
        finally:
            progress.cancel()
        project.quiet = min(max(_QUIET, _PART * (time.monotonic() - began)), _LONG_QUIET)
        # From here on nothing waits, so no document can have changed: whatever changes one ends this task first.
        project.task = None
        versions = {each.uri: each.version for each in documents.values()}
        try:
            if isinstance(outcome, Refused):
                self._tell_refusal(project, outcome, versions)
            else:
                self._tell(project, outcome, versions)
        except Exception as error:  # nobody waits for a task that could be told
            self._refuse(project, fault(error))

    async def _tell_of_progress(self, folder: str) -> None:
        """Tell a client that wants to know, after a while, that a check is under way, until this is cancelled."""
        window = self._server.client_capabilities.window
        if not (window and window.work_done_progress):
            return
        await asyncio.sleep(_PATIENCE)
        token, progress = str(uuid.uuid4()), self._server.work_done_progress
        with contextlib.suppress(JsonRpcException):  # then it does not want to know this time
            await progress.create_async(token)
            progress.begin(token, types.WorkDoneProgressBegin(f"sockslint is checking {Path(folder).name}"))
            try:
                await asyncio.Event().wait()
            finally:
                progress.tokens.pop(token, None)
                if not self._closed:
                    progress.end(token, types.WorkDoneProgressEnd())

    def _order(self, scope: Scope, documents: Mapping[str, TextDocument]) -> Order:
        buffers = {path: data_of(document.source, path) for path, document in documents.items()}
        if scope.file is not None:
            paths = [scope.file]
        else:  # no listing of a folder has a file that is not yet written
            folders = self._folders()
            unwritten = [path for path in documents if not os.path.exists(path) and scope_of(path, folders) == scope]  # noqa: PTH110
            paths = [scope.folder, *unwritten]
        return Order(scope.folder, tuple(paths), buffers, self._options)

    # --- telling ---

    def _tell(self, project: Project, outcome: Outcome, versions: dict[str, int | None]) -> None:
        addresses = {same_file(path): document.uri for path, document in self._open().items()}

        def address(path: str) -> str:
            return addresses.get(same_file(path)) or file_uri(Path(path))

        project.refusal = ""
        project.telling = Telling(outcome, self._client, address)
        self._publish(project, project.telling.shown, versions)
        general = [notice for notice in outcome.notices if notice.path is None]
        remarks = {notice.message for notice in general if notice.level != "error"} | set(outcome.asides)
        for message in sorted(remarks - project.remarks):
            self._server.window_log_message(types.LogMessageParams(types.MessageType.Warning, f"sockslint: {message}"))
        project.remarks = remarks
        for notice in general:
            if notice.level == "error":
                self._refuse(project, notice.message)

    def _tell_refusal(self, project: Project, refused: Refused, versions: dict[str, int | None]) -> None:
        """Tell why nothing is checked, once, and in the settings file if that is why."""
        project.telling = None
        shown = []
        if refused.path is not None:
            place = line_range(refused.line)
            error = types.Diagnostic(place, sentence(refused.message), types.DiagnosticSeverity.Error, source=SOURCE)
            shown.append(Shown(os.path.normpath(Path(project.scope.folder, refused.path)), error))
        self._publish(project, shown, versions)
        self._refuse(project, str(refused))

    def _refuse(self, project: Project, message: str) -> None:
        if message != project.refusal:
            self._show(message)
        project.refusal = message

    def _show(self, message: str) -> None:
        self._server.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"sockslint: {message}"))

    def _publish(self, project: Project, shown: Sequence[Shown], versions: dict[str, int | None]) -> None:
        """Tell the client what is shown in each file: in open ones, in those where there is something, and once more
        in those where there was. What lies in a folder of the workspace further in is told with that folder."""
        folders = self._folders()
        open_ = {same_file(path): document.uri for path, document in self._open().items()}
        by_uri: dict[str, list[types.Diagnostic]] = {uri: [] for uri in project.published}
        for path, document in self._open().items():
            if document.uri in versions and scope_of(path, folders) == project.scope:
                by_uri[document.uri] = []
        for each in shown:
            if innermost(each.path, folders) in (None, project.scope.folder):
                uri = open_.get(same_file(each.path)) or file_uri(Path(each.path))
                by_uri.setdefault(uri, []).append(each.diagnostic)
        for uri, diagnostics in by_uri.items():
            if uri in versions or diagnostics != project.published.get(uri, []):
                self._server.text_document_publish_diagnostics(
                    types.PublishDiagnosticsParams(uri, diagnostics, versions.get(uri))
                )
        project.published = {uri: diagnostics for uri, diagnostics in by_uri.items() if diagnostics}
        project.checked = versions
