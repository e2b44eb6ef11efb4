#!/usr/bin/env bash
# The two steps of the GitHub Action between which its findings are uploaded: `check` writes the reports and the job's
# summary, `conclude` prints annotations if the upload came to nothing, and fails the job for findings.
set -euo pipefail
reports="$RUNNER_TEMP/sockslint"

check() {
    local environment="$RUNNER_TEMP/sockslint-environment" bin paths arguments status=0
    mkdir -p "$reports"
    if [ -z "${SOCKSLINT_COMMAND:-}" ]; then
        "$SOCKSLINT_PYTHON" -m venv "$environment"
        bin="$environment/bin"
        [ -d "$bin" ] || bin="$environment/Scripts"
        "$bin/python" -m pip install --quiet --disable-pip-version-check "$GITHUB_ACTION_PATH"
        SOCKSLINT_COMMAND="$bin/sockslint"
    fi
    read -ra paths <<<"$SOCKSLINT_PATHS"
    read -ra arguments <<<"${SOCKSLINT_ARGUMENTS:-}"
    "$SOCKSLINT_COMMAND" --format "sarif:$reports/report.sarif" --format "github:$reports/annotations" \
        --format "markdown:$reports/summary.md" ${arguments[@]+"${arguments[@]}"} -- "${paths[@]}" || status=$?
    echo "status=$status" >>"$GITHUB_OUTPUT"
    if [ "$status" -gt 1 ]; then
        exit "$status"
    fi
    cat "$reports/summary.md" >>"$GITHUB_STEP_SUMMARY"
}

conclude() {
    if [ "${SOCKSLINT_UPLOAD:-skipped}" != success ]; then
        cat "$reports/annotations"
    fi
    if [ "$SOCKSLINT_FAIL" = true ]; then
        exit "$SOCKSLINT_STATUS"
    fi
}

"$1"
