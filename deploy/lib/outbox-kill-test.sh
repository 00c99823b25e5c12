#!/usr/bin/env bash
# Kills `skiagraph outbox run` again and again, at seeded moments between submission and commitment, and looks whether
# Orthanc has every instance, and each once. usage: outbox-kill-test.sh [KILLS [SEED [SECONDS TO RECOVER]]]; called
# by deploy/check, which gives a busy machine more time.
set -euo pipefail

ROOT=$(dirname "$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")")
readonly ROOT
readonly KILLS=${1:-5}
readonly SEED=${2:-1}
readonly JOBS=4
readonly IMAGES=2
# Long enough to get through now and then: the start of the JVM alone takes a second or two.
readonly LONGEST_MS=5500
readonly RECOVERY_S=${3:-30}

# Orthanc listens on every address: in a network of its own there is only one.
if [[ -z ${IN_OWN_NETWORK:-} ]]; then
    IN_OWN_NETWORK=1 exec unshare -rn "$0" "$@"
fi
ip link set lo up

WORK=$(mktemp -d)
readonly WORK
ORTHANC=
OUTBOX=
trap '{ kill -9 $ORTHANC $OUTBOX; wait; } 2>/dev/null || true; rm -rf "$WORK"' EXIT
cd "$WORK"

main() {
    start_orthanc
    settings
    local kill moment batches=0
    RANDOM=$SEED
    for ((kill = 1; kill <= KILLS; kill++)); do
        if [[ $(open_work) == 0 ]]; then
            queue
            batches=$((batches + 1))
        fi
        run_outbox
        # Not inside $( ), where bash draws from another seed.
        moment=$RANDOM
        sleep "$(awk -v r="$moment" -v most=$LONGEST_MS 'BEGIN { print (500 + r / 32767 * most) / 1000 }')"
        kill -9 "$OUTBOX"
        wait "$OUTBOX" 2>/dev/null || true
    done
    recover
    once
    verdict $((batches + 1))
}

skiagraph() {
    SKIAGRAPH_JVM=1 "$ROOT/deploy/skiagraph" "$@"
}

# The subshell becomes the launcher, and that the program: OUTBOX is the process to kill.
run_outbox() {
    (
        export SKIAGRAPH_JVM=1
        exec "$ROOT/deploy/skiagraph" outbox run --quiet >>run.log 2>&1
    ) &
    OUTBOX=$!
}

start_orthanc() {
    cat >orthanc.json <<'JSON'
{"StorageDirectory":"db","IndexDirectory":"db","HttpPort":18042,"RemoteAccessAllowed":false,
 "AuthenticationEnabled":false,"DicomPort":14242,"DicomAet":"ORTHANC","DicomCheckCalledAet":true,
 "DicomModalities":{"us":{"AET":"SKIAGRAPH","Host":"127.0.0.1","Port":11113,"AllowStorageCommitment":true}},
 "OverwriteInstances":false}
JSON
    Orthanc orthanc.json >orthanc.log 2>&1 &
    ORTHANC=$!
    local tries
    for ((tries = 0; tries < 100; tries++)); do
        ! curl -fs http://127.0.0.1:18042/system >/dev/null || return 0
        sleep 0.1
    done
    echo "Orthanc did not start" >&2
    return 1
}

settings() {
    cat >skiagraph.yaml <<YAML
skiagraph:
  state: $WORK/state
  out: $WORK/studies
  outbox-reserve: 1M
  destinations:
    pacs:
      peer: ORTHANC@127.0.0.1:14242
      accepts-synthetic: true
      commitment:
        patience: 2s
        listen: 127.0.0.1:11113
YAML
    for ((job = 0; job < JOBS; job++)); do
        echo "chest radiograph $job"
    done >prompts.txt
}

queue() {
    skiagraph generate --prompts prompts.txt --queue --to pacs --num-inference-steps 1 --count "$IMAGES" >>queue.log
}

# Jobs that are not made, and deliveries that are not committed.
open_work() {
    skiagraph outbox list --json | python3 -c '
import json, sys
outbox = json.load(sys.stdin)
print(sum(job["state"] != "written" for job in outbox["jobs"])
      + sum(delivery["state"] != "committed" for delivery in outbox["deliveries"]))'
}

recover() {
    run_outbox
    local began=$SECONDS
    while [[ $(open_work) != 0 ]]; do
        if ((SECONDS - began > RECOVERY_S)); then
            echo "not recovered within $RECOVERY_S s:" >&2
            skiagraph outbox list >&2
            tail -n 20 run.log >&2
            return 1
        fi
    done
    RECOVERED=$((SECONDS - began))
    kill "$OUTBOX"
    wait "$OUTBOX" || true
}

# Orthanc reports on an association of its own: whoever runs the outbox now and then listens for that, too.
once() {
    queue
    skiagraph outbox run --once --quiet >>run.log 2>&1
    if [[ $(open_work) != 0 ]]; then
        echo "outbox run --once left this:" >&2
        skiagraph outbox list >&2
        return 1
    fi
}

verdict() {
    skiagraph outbox list --json >outbox.json
    curl -fs "http://127.0.0.1:18042/instances?expand" >orthanc-instances.json
    python3 - "$(($1 * JOBS * IMAGES))" "$KILLS" "$RECOVERED" <<'PY'
import glob, json, sys
expected, kills, recovered = map(int, sys.argv[1:])
sent = [one["sopInstanceUid"] for one in json.load(open("outbox.json"))["deliveries"]]
there = [one["MainDicomTags"]["SOPInstanceUID"] for one in json.load(open("orthanc-instances.json"))]
lost, foreign = set(sent) - set(there), set(there) - set(sent)
doubled = len(there) - len(set(there))
left = glob.glob("studies/.*.partial")
print(f"outbox: {kills} kills, {expected} instances, {len(lost)} lost, {doubled} doubled, "
      f"{len(foreign)} foreign, recovered in {recovered} s")
files = len(glob.glob("studies/*/*.dcm"))
assert len(sent) == len(set(sent)) == expected == files, (len(sent), expected, files)
assert not lost and not foreign and not doubled and not left, (lost, foreign, doubled, left)
PY
}

main
