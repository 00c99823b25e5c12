#!/usr/bin/env bash
# Builds the native executable and holds it against the JVM: the same pixels byte for byte in every encoding, models,
# sending, the page and the API, a package without network. Needs GRAALVM_HOME; called by deploy/check where that is set.
set -euo pipefail

ROOT=$(dirname "$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")")
readonly ROOT
readonly SKIAGRAPH=$ROOT/deploy/skiagraph
readonly PORT=${PORT:-11197}
WORK=$(mktemp -d)
readonly WORK
RECEIVER=
SERVER=
trap 'kill $RECEIVER $SERVER 2>/dev/null || true; rm -rf "$WORK"' EXIT

main() {
    SKIAGRAPH_JVM=1 "$SKIAGRAPH" --version >/dev/null
    "$SKIAGRAPH" build-native
    local encoding
    for encoding in explicit deflate rle; do
        same_pixels "$encoding"
    done
    rejects_jpeg
    "$SKIAGRAPH" models list | grep -q chest-radiograph
    "$SKIAGRAPH" models verify chest-radiograph
    sends
    serves
    imports
    delivers
    package_runs
    echo "native: equal pixels in 3 encodings, models, import, send, outbox, page and API, package: passed"
}

generate() {
    "$SKIAGRAPH" generate "PA chest radiograph with a large left pleural effusion" --seed 7 --count 2 \
        --num-inference-steps 6 --quiet "$@" >/dev/null
}

same_pixels() {
    generate --transfer-syntax "$1" --out "$WORK/native-$1"
    SKIAGRAPH_JVM=1 generate --transfer-syntax "$1" --out "$WORK/jvm-$1"
    local image
    for image in IM0001 IM0002; do
        cmp "$WORK/native-$1"/*/"$image.png" "$WORK/jvm-$1"/*/"$image.png"
        [[ $(pixels "$WORK/native-$1"/*/"$image.dcm") == "$(pixels "$WORK/jvm-$1"/*/"$image.dcm")" ]]
    done
}

pixels() {
    gdcmconv --raw "$1" "$WORK/raw.dcm"
    dcmdump +L +P 7fe0,0010 "$WORK/raw.dcm" | sha256sum
}

rejects_jpeg() {
    local code=0
    generate --transfer-syntax jpeg-ls --out "$WORK/jpeg" 2>"$WORK/reason" || code=$?
    [[ $code == 2 && ! -e $WORK/jpeg ]]
    grep -q ImageIO "$WORK/reason"
}

sends() {
    mkdir "$WORK/received"
    storescp -od "$WORK/received" "$PORT" &
    RECEIVER=$!
    sleep 1
    "$SKIAGRAPH" echo "STORESCP@127.0.0.1:$PORT"
    "$SKIAGRAPH" send "$WORK/native-explicit" --to "STORESCP@127.0.0.1:$PORT"
    [[ $(find "$WORK/received" -type f | wc -l) == 2 ]]
}

# The page is among the resources, and a study made over the API has the same pixels.
serves() {
    "$SKIAGRAPH" serve --port 0 >"$WORK/serve.out" &
    SERVER=$!
    until grep -q Ctrl-C "$WORK/serve.out"; do kill -0 "$SERVER" && sleep 0.1; done
    (cd "$WORK" && /usr/bin/python3 - "$(awk '/^Page:/ { print $2 }' serve.out)" "$WORK"/native-explicit/*/IM0001.png) <<'EOF'
import json, sys, time, urllib.request as web
url, expected = sys.argv[1:]
get = lambda path, data=None: web.urlopen(web.Request(url + path, data, {'Content-Type': 'application/json'})).read()
assert b'<title>Skiagraph' in get('') and b'import' in get('app.js') and get('js/viewer.js')
asked = {'prompt': 'PA chest radiograph with a large left pleural effusion', 'seed': 7, 'count': 2, 'num-inference-steps': 6}
study = 'api/v1/studies/' + json.loads(get('api/v1/studies', json.dumps(asked).encode()))['id']
while json.loads(get(study))['state'] in ('queued', 'running'):
    time.sleep(0.1)
assert get(study + '/images/1.png') == open(expected, 'rb').read(), get(study)
EOF
    kill "$SERVER"
    wait "$SERVER" || true
}

# A ZIP of a model's directory.
imports() {
    (cd "$ROOT/onnx/chest-radiograph" && /usr/bin/python3 -m zipfile -c "$WORK/model.zip" ./*)
    mkdir "$WORK/models"
    (cd "$WORK" && SKIAGRAPH_MODEL_PATH=$WORK/models "$SKIAGRAPH" models import model.zip --name unpacked --quiet)
    [[ -f $WORK/models/unpacked/bundle.yaml ]]
}

# The store of the outbox, requests read back from it, a DICOMDIR; and what an intake script asks.
delivers() {
    cat >"$WORK/skiagraph.yaml" <<EOF
skiagraph:
  state: $WORK/state
  out: $WORK/delivered
  destinations:
    disc: { directory: $WORK/disc, dicomdir: true, accepts-synthetic: true }
    peer: { peer: "STORESCP@127.0.0.1:$PORT", accepts-synthetic: true }
EOF
    (
        cd "$WORK"
        "$SKIAGRAPH" generate "PA chest radiograph" --num-inference-steps 2 --to disc --to peer --queue
        "$SKIAGRAPH" outbox run --once --quiet
        "$SKIAGRAPH" verify delivered
        "$SKIAGRAPH" reproduce delivered/*/IM0001.dcm
    )
    [[ -f $WORK/disc/DICOMDIR && $(find "$WORK/received" -type f | wc -l) == 3 ]]
}

package_runs() {
    "$SKIAGRAPH" package "$WORK/package"
    (cd "$WORK" && env -i PATH=/usr/bin:/bin unshare -rn "$WORK/package/bin/skiagraph" generate "PA chest radiograph" \
        --num-inference-steps 2 --quiet --out "$WORK/packaged" >/dev/null)
    [[ -f $(find "$WORK/packaged" -name 'IM0001.dcm') ]]
}

main
