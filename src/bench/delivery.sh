#!/usr/bin/env bash
# Instances per second to DCMTK's storescp on loopback: skiagraph beside storescu +sd, the same files in the same run. Prints
# ratios (above 1: skiagraph is faster); nothing here passes or fails.
#
#   src/bench/delivery.sh [INSTANCES [ROUNDS]]     400 and 5 unless told otherwise
#
# DCMTK holds small writes back (Nagle) unless TCP_NODELAY is set, so that both ways of running it are measured.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
INSTANCES=${1:-400}
ROUNDS=${2:-5}
TITLE=STORESCP
WORK=$(mktemp -d)
SCP=
trap 'kill $SCP 2>/dev/null || true; rm -rf "$WORK"' EXIT
export SKIAGRAPH_JVM=1

main() {
    echo "machine: $(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2- | xargs), $(nproc) threads, $(storescu --version | head -n 1)"
    (cd "$ROOT" && mvn -q -B -o -pl src/bench -am package -Dmaven.test.skip=true -Dspotless.check.skip)
    "$ROOT/deploy/skiagraph" generate "PA chest radiograph" --count "$INSTANCES" --num-inference-steps 1 --quiet \
        --out "$WORK/made" >/dev/null
    FILES=$(echo "$WORK"/made/*)
    echo "files: $(find "$FILES" -name '*.dcm' | wc -l), $(du -sh --apparent-size "$FILES" | cut -f 1) with their previews"
    compare "storescp as it comes"
    compare "storescp and storescu with TCP_NODELAY=1" TCP_NODELAY=1
}

# compare WHAT [VARIABLE=VALUE]
compare() {
    local what=$1 port peer storescu warm whole outbox
    shift
    port=$((20000 + RANDOM % 20000))
    mkdir -p "$WORK/received"
    env "$@" storescp -q +xa -od "$WORK/received" "$port" >/dev/null 2>&1 &
    SCP=$!
    peer=$TITLE@127.0.0.1:$port
    until echoscu -aec "$TITLE" 127.0.0.1 "$port" 2>/dev/null; do sleep 0.1; done
    echo "--- $what"
    storescu=$(rates env "$@" storescu +sd +sp '*.dcm' -aec "$TITLE" 127.0.0.1 "$port" "$FILES" | median)
    whole=$(rates "$ROOT/deploy/skiagraph" send "$FILES" --to "$peer" --quiet | median)
    outbox=$(outbox_rates "$peer" | median)
    warm=$(java -cp "$ROOT/src/bench/target/classes:$ROOT/src/bench/target/lib/*" org.skiagraph.bench.DeliveryRate \
        "$peer" "$FILES" $((ROUNDS + 2)) | tail -n "$ROUNDS" | median)
    echo "storescu +sd, whole process:         $storescu instances/s"
    ratio "skiagraph send, whole process:      " "$whole" "$storescu"
    ratio "skiagraph outbox run --once, whole: " "$outbox" "$storescu"
    ratio "skiagraph in a process that lasts:  " "$warm" "$storescu"
    kill "$SCP"
    wait "$SCP" 2>/dev/null || true
    rm -rf "$WORK/received"
}

# rates COMMAND...: each round's.
rates() {
    local round
    for ((round = 0; round < ROUNDS; round++)); do
        rate "$@"
    done
}

rate() {
    local began
    began=$(date +%s%N)
    "$@" >/dev/null 2>&1
    awk -v n="$(find "$WORK/received" -type f | wc -l)" -v t=$(($(date +%s%N) - began)) 'BEGIN {printf "%.1f\n", n / t * 1e9}'
    find "$WORK/received" -type f -delete
}

# outbox_rates PEER: every answer is on the disk before the next file goes.
outbox_rates() {
    local round
    for ((round = 0; round < ROUNDS; round++)); do
        mkdir -p "$WORK/outbox"
        printf 'skiagraph:\n  state: %s\n  outbox-reserve: 1M\n  destinations:\n    peer:\n      peer: %s\n      accepts-synthetic: true\n' \
            "$WORK/outbox" "$1" >"$WORK/outbox/skiagraph.yaml"
        (
            cd "$WORK/outbox"
            "$ROOT/deploy/skiagraph" outbox add "$FILES" --to peer >/dev/null
            rate "$ROOT/deploy/skiagraph" outbox run --once --quiet
        )
        rm -rf "$WORK/outbox"
    done
}

median() {
    sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'
}

# ratio WHAT OURS THEIRS
ratio() {
    awk -v what="$1" -v a="$2" -v b="$3" 'BEGIN {printf "%s %s instances/s, ratio %.2f\n", what, a, a / b}'
}

main
