#!/usr/bin/env bash
# Builds the native executable and holds it against the JVM: the same pixels byte for byte in every encoding, models,
# sending, a package without network. Needs GRAALVM_HOME; called by deploy/check where that is set.
set -euo pipefail

ROOT=$(dirname "$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")")
readonly ROOT
readonly SKIAGRAPH=$ROOT/deploy/skiagraph
readonly PORT=${PORT:-11197}
WORK=$(mktemp -d)
readonly WORK
RECEIVER=
trap 'kill $RECEIVER 2>/dev/null || true; rm -rf "$WORK"' EXIT

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
    package_runs
    echo "native: equal pixels in 3 encodings, models, send, package: passed"
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

package_runs() {
    "$SKIAGRAPH" package "$WORK/package"
    (cd "$WORK" && env -i PATH=/usr/bin:/bin unshare -rn "$WORK/package/bin/skiagraph" generate "PA chest radiograph" \
        --num-inference-steps 2 --quiet --out "$WORK/packaged" >/dev/null)
    [[ -f $(find "$WORK/packaged" -name 'IM0001.dcm') ]]
}

main
