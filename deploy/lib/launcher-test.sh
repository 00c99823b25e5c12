#!/usr/bin/env bash
# Tests of deploy/skiagraph that need no network: it has been built before, or is built here once.
set -uo pipefail

ROOT=$(dirname "$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")")
SCRATCH=$(mktemp -d)
trap 'rm -rf "$SCRATCH"' EXIT
FAILURES=0
COUNT=0

expect() {
    local what=$1 wanted=$2 got=$3
    COUNT=$((COUNT + 1))
    # shellcheck disable=SC2053 # a pattern, on purpose
    if [[ $got != $wanted ]]; then
        FAILURES=$((FAILURES + 1))
        printf 'FAILED: %s\n  wanted: %s\n  got:    %s\n' "$what" "$wanted" "$got"
    fi
}

# A command that says what it was asked, in a directory to put before the PATH.
fake() {
    mkdir -p "$SCRATCH/bin"
    printf '#!/bin/sh\n%s\n' "$2" >"$SCRATCH/bin/$1"
    chmod +x "$SCRATCH/bin/$1"
}

runs_from_anywhere_through_a_link() {
    local out
    ln -s "$ROOT/deploy/skiagraph" "$SCRATCH/link"
    out=$(cd "$SCRATCH" && SKIAGRAPH_JVM=1 ./link --version 2>/dev/null)
    expect "version through a link" "skiagraph *" "$out"
    out=$(cd "$SCRATCH" && SKIAGRAPH_JVM=1 ./link --version 2>&1 >/dev/null)
    expect "nothing is built twice" "" "$out"
    (cd "$SCRATCH" && SKIAGRAPH_JVM=1 ./link no-such-command >/dev/null 2>&1)
    expect "the exit code passes through" 2 $?
}

# A clone in which Maven and Java are what the test says.
clone() {
    mkdir -p "$SCRATCH/$1/src"
    cp -r "$ROOT/deploy" "$SCRATCH/$1/"
    touch "$SCRATCH/$1/pom.xml"
}

# Leaves only what a bare machine has on the PATH: no Maven, and a Java only where Debian puts it.
bare_machine() {
    local tool
    mkdir -p "$SCRATCH/bin"
    for tool in bash sh readlink dirname find mkdir mv rm touch chmod env tail grep sleep flock cksum; do
        ln -s "$(command -v "$tool")" "$SCRATCH/bin/"
    done
    fake apt-cache 'echo yes'
}

says_first_what_it_installs() {
    local out asked=$SCRATCH/asked mvn=$SCRATCH/bin/mvn
    clone fresh
    bare_machine
    fake id 'echo 0'
    # apt-get brings a Maven whose builds fail: how far it comes shows that it was found.
    fake apt-get "echo \"\$*\" >>'$asked'; printf '#!/bin/sh\\nexit 1\\n' >'$mvn'; chmod +x '$mvn'"
    out=$(PATH=$SCRATCH/bin "$SCRATCH/fresh/deploy/skiagraph" --version 2>&1 </dev/null)
    expect "the build after the installation" 4 $?
    expect "what is said before" "*installing *maven (with apt-get;*building*" "$out"
    expect "what apt-get is asked" $'update -qq\ninstall -y -qq --no-install-recommends *maven' "$(<"$asked")"
    rm -r "${SCRATCH:?}/bin"
}

says_which_line_to_run_without_rights() {
    local out code
    clone bare
    bare_machine
    fake id 'echo 1000'
    fake sudo 'exit 1'
    fake apt-get 'exit 1'
    out=$(PATH=$SCRATCH/bin "$SCRATCH/bare/deploy/skiagraph" --version 2>&1 </dev/null)
    code=$?
    expect "exit code without rights" 3 "$code"
    expect "the line to run" "*sudo apt-get update && sudo apt-get install -y --no-install-recommends *maven*" "$out"
    rm -r "${SCRATCH:?}/bin"
}

shows_the_end_of_a_failed_build() {
    local out code
    clone broken
    fake mvn 'echo "[ERROR] the reason"; exit 1'
    out=$(PATH=$SCRATCH/bin:$PATH "$SCRATCH/broken/deploy/skiagraph" --version 2>&1)
    code=$?
    expect "exit code of a failed build" 4 "$code"
    expect "the end of the log" "*the reason*skiagraph-build.log" "$out"
    rm -r "${SCRATCH:?}/bin"
}

two_first_runs_build_once() {
    local jar='src/app/target/quarkus-app/quarkus-run.jar'
    clone twice
    fake mvn "echo built >>'$SCRATCH/builds'; sleep 1; mkdir -p '$SCRATCH/twice/${jar%/*}'; touch '$SCRATCH/twice/$jar'"
    PATH=$SCRATCH/bin:$PATH "$SCRATCH/twice/deploy/skiagraph" --version >/dev/null 2>&1 &
    PATH=$SCRATCH/bin:$PATH "$SCRATCH/twice/deploy/skiagraph" --version >/dev/null 2>&1
    wait
    expect "two runs at once" "built" "$(<"$SCRATCH/builds")"
    mkdir -p "$SCRATCH/twice/src/domain/src/main/java"
    PATH=$SCRATCH/bin:$PATH "$SCRATCH/twice/deploy/skiagraph" --version >/dev/null 2>&1
    expect "a new source directory" $'built\nbuilt' "$(<"$SCRATCH/builds")"
    rm -r "${SCRATCH:?}/bin"
}

unknown_verbs_of_the_launcher_are_told() {
    local out
    clone plain
    rm -f "$SCRATCH/plain/deploy/lib/package.sh"
    out=$("$SCRATCH/plain/deploy/skiagraph" package OUT 2>&1)
    expect "a verb without its script" "*has no package*" "$out"
}

runs_from_anywhere_through_a_link
says_first_what_it_installs
says_which_line_to_run_without_rights
shows_the_end_of_a_failed_build
two_first_runs_build_once
unknown_verbs_of_the_launcher_are_told
echo "$COUNT expectations, $FAILURES failures"
exit $((FAILURES > 0))
