#!/usr/bin/env bash
# Builds one executable, src/app/target/native/skiagraph, with its libraries beside it in lib/. Called by deploy/skiagraph.
#
#   GRAALVM_HOME           a GraalVM or Mandrel for Java 25, with native-image
#   SKIAGRAPH_MAVEN_ARGS   more arguments for the build, as -Donnxruntime.artifact=onnxruntime_gpu
set -euo pipefail

ROOT=$SKIAGRAPH_ROOT
readonly ROOT
readonly OUT=$ROOT/src/app/target/native
readonly LOG=$ROOT/target/skiagraph-native.log
# shellcheck source=deploy/lib/say.sh
source "$ROOT/deploy/lib/say.sh"
# shellcheck source=deploy/lib/native-libraries.sh
source "$ROOT/deploy/lib/native-libraries.sh"

main() {
    [[ -x ${GRAALVM_HOME:-}/bin/native-image ]] ||
        fail 3 "GRAALVM_HOME names no GraalVM (it wants bin/native-image). Set it to one for Java 25."
    command -v mvn >/dev/null || fail 3 "Maven is missing. Run: $ROOT/deploy/skiagraph --version, which installs it"
    mkdir -p "$ROOT/target"
    say "skiagraph: building the native executable: some 4 minutes and 6 GB of memory. The log: $LOG"
    build_executable
    mkdir -p "$OUT"
    extract_native_libraries "$GRAALVM_HOME/bin/jar" "$ROOT/src/app/target/skiagraph-native-image-source-jar/lib" "$OUT/lib"
    mv "$ROOT/src/app/target/skiagraph-runner" "$OUT/skiagraph"
    say "skiagraph: built $OUT/skiagraph"
}

build_executable() {
    local -a more
    read -ra more <<<"${SKIAGRAPH_MAVEN_ARGS:-}"
    if ! (cd "$ROOT" && mvn -B -pl src/app -am package -Dnative -Dmaven.test.skip=true -Dspotless.check.skip \
        "${more[@]}") >"$LOG" 2>&1 </dev/null; then
        tail -n 30 "$LOG" >&2
        fail 4 "the native build failed. The whole log: $LOG"
    fi
}

main
