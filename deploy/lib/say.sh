# shellcheck shell=bash
# Messages of the scripts. All go to stderr: stdout belongs to the program's own answer.

say() {
    printf '%s\n' "$*" >&2
}

# fail CODE MESSAGE...: exit codes are those of the program: 2 wrong input, 3 unavailable, 4 internal.
fail() {
    local code=$1
    shift
    say "skiagraph: $*"
    exit "$code"
}
