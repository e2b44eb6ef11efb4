"""The language server itself: which requests and notifications it takes, over standard input and output."""

from __future__ import annotations

import os
import signal
import sys
import threading

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from sockslint import __version__
from sockslint.editor.answers import Actions, asked_for, hover
from sockslint.editor.orders import Options
from sockslint.editor.session import Session


def serve(options: Options) -> int:
    """Serve one client until it says `exit`, or is gone; returns the exit status, as the protocol asks for it."""
    # The whole text comes with each change. To put in a change alone pygls counts lines, and takes a form feed for a
    # line's end, which the protocol does not.
    server = LanguageServer("sockslint", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
    session = Session(server, options)
    _take_documents(server, session)
    _take_questions(server, session)
    _take_actions(server, session)
    asked_to_end = _take_ends(server, session)
    _heed(session)
    answers, sys.stdout = sys.stdout.buffer, sys.stderr  # whatever prints must not come between
    try:
        server.start_io(sys.stdin.buffer, answers)
    finally:
        session.close()
    return 0 if asked_to_end.is_set() else 1


def _heed(session: Session) -> None:
    """End at once when told to by a signal: nothing is ever half done, and nothing else ends the wait for input."""

    def end(number: int, frame: object) -> None:
        session.close()
        os._exit(128 + number)

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows knows no hanging up
        if number is not None and signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, end)


def _take_ends(server: LanguageServer, session: Session) -> threading.Event:
    """Take what begins and ends a session; returns what is set once the client has asked for the end."""
    asked = threading.Event()
    given: list[object] = []

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        given.append(params.initialization_options)

    @server.feature(types.INITIALIZED)
    def initialized(params: types.InitializedParams) -> None:
        session.begin(given[-1])

    @server.feature(types.SHUTDOWN)
    def shutdown(params: None) -> None:
        asked.set()
        session.close()

    return asked


def _take_documents(server: LanguageServer, session: Session) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        session.touched(params.text_document.uri, "saved")

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        session.touched(params.text_document.uri, "typed")

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        session.touched(params.text_document.uri, "saved")

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        session.closed(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def changed_on_disk(params: types.DidChangeWatchedFilesParams) -> None:
        session.changed_on_disk([change.uri for change in params.changes])

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def folders_changed(params: types.DidChangeWorkspaceFoldersParams) -> None:
        session.folders_changed()

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def configuration_changed(params: types.DidChangeConfigurationParams) -> None:
        session.reconfigure(params.settings)


def _take_actions(server: LanguageServer, session: Session) -> None:
    options = types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, options)
    def acted(params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        project = session.project_of(uri)
        document = server.workspace.get_text_document(uri)
        if project is None or project.telling is None or not asked_for(params.context.only):
            return []
        if document.version is None or project.checked.get(document.uri) != document.version:
            return []  # the places are another version's
        workspace = server.client_capabilities.workspace
        edits = workspace.workspace_edit if workspace else None
        actions = Actions(project.telling, document.uri, document.version, bool(edits and edits.document_changes))
        return actions.about(project.shown(uri), params.range)


def _take_questions(server: LanguageServer, session: Session) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hovered(params: types.HoverParams) -> types.Hover | None:
        project = session.project_of(params.text_document.uri)
        if project is None or project.telling is None:
            return None
        text = server.client_capabilities.text_document
        formats = (text.hover.content_format if text and text.hover else None) or ()
        shown = project.shown(params.text_document.uri)
        return hover(shown, project.telling.pages, params.position, types.MarkupKind.Markdown in formats)
