#!/usr/bin/env bash
# Measures Skiagraph on the default bundle, beside diffusers with ONNX Runtime in Python in the same run. Prints ratios;
# nothing here passes or fails.
#
#   src/bench/bench.sh [RUNS]     5 runs unless told otherwise
#   PYTHON=...                    a Python with optimum-onnx, diffusers, transformers, torch, onnxruntime
#   NATIVE=...                    a native executable; the one that was built, if there is one
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
RUNS=${1:-5}
STEPS=25
THREADS=$(nproc)
PYTHON=${PYTHON:-python3}
NATIVE=${NATIVE:-$ROOT/src/app/target/native/skiagraph}
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
declare -A TOTALS=()
PROMPT="PA chest radiograph with a large left pleural effusion"

main() {
    echo "machine: $(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2- | xargs), $THREADS threads, $STEPS steps, $RUNS runs"
    loop_share
    echo "--- exec to files on disk, whole process (median seconds, peak memory of the last run)"
    whole jvm env SKIAGRAPH_JVM=1 "$ROOT/deploy/skiagraph"
    if [[ -x $NATIVE ]]; then
        whole native "$NATIVE" "-Dskiagraph.home=$ROOT"
    else
        echo "native: not built (deploy/skiagraph build-native)"
    fi
    python_peer
}

loop_share() {
    echo "--- denoising loop"
    (cd "$ROOT" && mvn -q -B -pl src/bench -am package -Dmaven.test.skip=true -Dspotless.check.skip)
    java -XX:+UseSerialGC -cp "$ROOT/src/bench/target/classes:$ROOT/src/bench/target/lib/*" \
        org.skiagraph.bench.DenoisingShare "$ROOT/onnx" "$STEPS" "$THREADS" "$RUNS" | tee "$WORK/loop"
    STEP=$(awk '{print $3}' "$WORK/loop" | median)
}

# whole NAME COMMAND...: generate as a whole process, and --version beside it for the share of start-up.
whole() {
    local name=$1 total start
    shift
    "$@" --version >/dev/null 2>&1
    total=$(times "$@" generate "$PROMPT" --seed 7 --num-inference-steps "$STEPS" --guidance-scale 3 \
        --threads "$THREADS" --quiet --out "$WORK/$name")
    start=$(times "$@" --version)
    printf '%s: %s s, of it start-up %s s (%s %%), peak %s MiB\n' "$name" "$total" "$start" \
        "$(awk -v a="$start" -v b="$total" 'BEGIN {printf "%.0f", 100 * a / b}')" "$(memory "$@" generate "$PROMPT" \
            --num-inference-steps "$STEPS" --threads "$THREADS" --quiet --out "$WORK/memory")"
    TOTALS[$name]=$total
}

# times COMMAND...: the median of the runs' seconds.
times() {
    local i began
    for ((i = 0; i < RUNS; i++)); do
        began=$(date +%s%N)
        "$@" >/dev/null 2>&1
        awk -v n=$(($(date +%s%N) - began)) 'BEGIN {printf "%.3f\n", n / 1e9}'
    done | median
}

memory() {
    if [[ -x /usr/bin/time ]]; then
        /usr/bin/time -f %M -o "$WORK/rss" "$@" >/dev/null 2>&1
        awk '{printf "%.0f", $1 / 1024}' "$WORK/rss"
    else
        printf 'unknown (GNU time is missing)'
    fi
}

median() {
    sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'
}

python_peer() {
    echo "--- diffusers + ONNX Runtime in Python, same bundle, steps and threads, same run"
    if ! "$PYTHON" -c 'import optimum.onnxruntime, diffusers, transformers, torch' 2>/dev/null; then
        echo "skipped: $PYTHON has not optimum-onnx, diffusers, transformers and torch (set PYTHON)"
        return
    fi
    "$PYTHON" -c 'import onnxruntime, diffusers; print("onnxruntime", onnxruntime.__version__, "diffusers", diffusers.__version__)'
    local i
    for ((i = 0; i <= RUNS; i++)); do
        began=$(date +%s%N)
        "$PYTHON" "$ROOT/src/bench/diffusers_onnx.py" "$ROOT/onnx/chest-radiograph" "$STEPS" "$THREADS" "$WORK/peer.png" \
            >"$WORK/line" 2>"$WORK/errors" || { tail -n 3 "$WORK/errors"; return; }
        # The first run reads everything from disk.
        ((i == 0)) || awk -v n=$(($(date +%s%N) - began)) '{printf "%.3f %s\n", n / 1e9, $3}' "$WORK/line" >>"$WORK/peer"
    done
    local total step
    total=$(awk '{print $1}' "$WORK/peer" | median)
    step=$(awk '{print $2}' "$WORK/peer" | median)
    printf 'python: %s s whole process, %s ms per step\n' "$total" "$step"
    ratio "per step, skiagraph / python" "$STEP" "$step"
    ratio "whole process, jvm / python" "${TOTALS[jvm]}" "$total"
    [[ -z ${TOTALS[native]:-} ]] || ratio "whole process, native / python" "${TOTALS[native]}" "$total"
}

ratio() {
    awk -v what="$1" -v a="$2" -v b="$3" 'BEGIN {printf "ratio %s: %.2f\n", what, a / b}'
}

main
