"""The doors that the app knocks at: the Web API, response URLs, uploads, and the files that were shared."""

import json
import socket
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, abort, jsonify, request

from bot.sandbox.errors import ApiError
from bot.sandbox.replies import answer as carry_out
from bot.sandbox.webapi.door import Result, call
from bot.sandbox.webapi.uploads import receive

if TYPE_CHECKING:
    from bot.sandbox.slack import LocalSlack

Json = dict[str, Any]


def _bearer() -> str | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token if scheme == "Bearer" else None


def _arguments() -> Json:
    """What was sent, as it came: some methods come as JSON with an empty body, others as a form, others as a query."""
    args: Json = dict(request.args)
    if request.mimetype == "application/json":
        body = request.get_data()
        parsed = json.loads(body) if body else {}
        if not isinstance(parsed, dict):
            raise ValueError("no object")
        return args | parsed
    return args | dict(request.form)


def _readable(args: Json) -> Json:
    """Arguments as the wire shows them: without the token, JSON in strings unpacked."""
    shown = {}
    for name, value in args.items():
        if name == "token":
            continue
        shown[name] = value
        if isinstance(value, str) and value[:1] in ("{", "["):
            try:
                shown[name] = json.loads(value)
            except ValueError:
                continue
    return shown


def _fault(slack: "LocalSlack", method: str, args: Json) -> Json | None:
    """The bad day that this call meets: one that was ordered, counted down, or one that chance brings."""
    with slack.workspace.lock:
        for fault in slack.board.faults:
            if fault["method"] in (method, "*"):
                fault["times"] -= 1
                if fault["times"] <= 0:
                    slack.board.faults.remove(fault)
                slack.workspace.changed({"kind": "state"})
                return dict(fault)
    return slack.board.weather.meets(args)


def _bad_day(fault: Json) -> Result | None:
    if fault["kind"] == "ratelimited":
        return Result(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": str(fault["retry_after"])})
    if fault["kind"] == "error500":
        return Result(500, {"ok": False, "error": "internal_error"}, {})
    return None if fault["kind"] == "lost" else Result(200, {"ok": False, "error": fault["kind"]}, {})


def _hang_up() -> None:
    line = request.environ.get("werkzeug.socket")
    if line is not None:
        line.shutdown(socket.SHUT_RDWR)


def doors(slack: "LocalSlack") -> Blueprint:
    """The routes for the app."""
    routes = Blueprint("doors", __name__)
    board = slack.board

    @routes.route("/api/<method>", methods=["GET", "POST"])
    def _api(method: str) -> Response:
        began = board.timing.now()
        args: Json = {}
        result: Result | None = None
        try:
            args = _arguments()
        except ValueError:
            error = {"error": "invalid_json", "details": []}
            result = Result(200, {"ok": False, "error": "invalid_json"}, {}, error)
        fault = _fault(slack, method, args)
        if fault and result is None:
            result = _bad_day(fault)
        if result is None:
            result = call(board, method, args, _bearer())
        board.wire.note(
            at=began,
            ended=board.timing.now(),
            direction="to_slack",
            kind=method,
            status=result.status,
            request=_readable(args),
            response=result.body,
            refused=result.refused,
        )
        if fault and fault["kind"] == "lost":
            _hang_up()
        response = jsonify(result.body)
        response.status_code = result.status
        response.headers.update(result.headers)
        return response

    @routes.post("/actions/<team>/<token>")
    def _response_url(token: str, **_: str) -> Response:
        began = board.timing.now()
        refused: Json | None = None
        body: Any = None
        status: int = 200
        result: Json = {"ok": True}
        person = None
        try:
            reply = board.passes.use(token)
            person = reply.person
            body = json.loads(request.get_data() or b"null")
            carry_out(board, reply, body)
        except (ApiError, ValueError) as error:
            code = error.error if isinstance(error, ApiError) else "invalid_json"
            details = error.details if isinstance(error, ApiError) else []
            status = 404 if code.endswith("_url") else 400
            result = {"ok": False, "error": code}
            refused = {"error": code, "details": details}
        board.wire.note(
            at=began,
            ended=board.timing.now(),
            direction="to_slack",
            kind="response_url",
            status=status,
            request=body,
            response=result,
            person=person,
            refused=refused,
        )
        response = jsonify(result)
        response.status_code = status
        return response

    @routes.post("/upload/v1/<file_id>")
    def _upload(file_id: str) -> str:
        # Raw bytes come with whatever content type the client fancies: only multipart is looked into.
        uploaded = next(iter(request.files.values()), None) if request.mimetype == "multipart/form-data" else None
        content = uploaded.read() if uploaded else request.get_data()
        if not receive(board, file_id, content):
            abort(400, "This is not the file that was announced.")
        return f"OK - {len(content)}"

    @routes.get("/files/<file_id>/<name>")
    def _file(file_id: str, **_: str) -> Response:
        file = slack.workspace.files.get(file_id)
        person = request.args.get("as", "")
        channels = [slack.workspace.channels[one] for one in file.channels] if file else []
        may = any(slack.workspace.sees_channel(person, one) for one in channels) or (file and file.user == person)
        by_app = _bearer() == board.bot_token and "files:read" in board.scopes
        if file is None or not (may or by_app):
            abort(404)
        response = Response(file.content, mimetype="application/octet-stream")
        response.headers.set("Content-Disposition", "attachment", filename=file.name)
        return response

    return routes
