#!/usr/bin/env bash
# Makes a folder that runs on an offline machine: program, run-time, libraries, bundles, templates. Called by
# deploy/skiagraph as `package OUT`; takes the native executable if there is a current one, else the JVM.
# shellcheck disable=SC2016  # the launcher that is written here expands its variables itself
set -euo pipefail

ROOT=$SKIAGRAPH_ROOT
readonly ROOT
readonly NATIVE=$ROOT/src/app/target/native
# shellcheck source=deploy/lib/say.sh
source "$ROOT/deploy/lib/say.sh"
# shellcheck source=deploy/lib/packages.sh
source "$ROOT/deploy/lib/packages.sh"
# shellcheck source=deploy/lib/java.sh
source "$ROOT/deploy/lib/java.sh"
# shellcheck source=deploy/lib/native-libraries.sh
source "$ROOT/deploy/lib/native-libraries.sh"
# shellcheck source=deploy/lib/build.sh
source "$ROOT/deploy/lib/build.sh"

# What the program and its libraries use of Java; jlink adds what these need.
readonly JAVA_MODULES=java.base,java.desktop,java.logging,java.management,java.naming,java.net.http,java.sql,java.xml,jdk.net,jdk.unsupported,jdk.crypto.ec,jdk.charsets,jdk.localedata,jdk.zipfs

main() {
    [[ $# == 1 && -n $1 ]] || fail 2 "package wants one argument, the folder to make: deploy/skiagraph package OUT"
    local out=$1
    [[ ! -e $out ]] || fail 2 "$out exists already; name a folder that does not"
    mkdir -p "$(dirname "$out")"
    STAGE=$(mktemp -d "$(dirname "$out")/.skiagraph-package.XXXXXX")
    trap 'rm -rf "$STAGE"' EXIT
    mkdir -p "$STAGE/bin"
    if [[ -x $NATIVE/skiagraph && ${SKIAGRAPH_JVM:-0} != 1 ]] && ! is_older "$NATIVE/skiagraph"; then
        pack_native
    else
        pack_jvm
    fi
    cp -r "$ROOT/onnx" "$ROOT/dicom-templates" "$ROOT/README.md" "$ROOT/LICENSE" "$ROOT/NOTICE" "$STAGE/"
    chmod 755 "$STAGE"
    mv "$STAGE" "$out"
    trap - EXIT
    say "skiagraph: $out is complete ($(du -sh "$out" | cut -f 1)). Run there: bin/skiagraph doctor"
}

pack_native() {
    cp "$NATIVE/skiagraph" "$STAGE/bin/skiagraph-program"
    cp -r "$NATIVE/lib" "$STAGE/bin/lib"
    write_launcher 'exec "$HERE/skiagraph-program" "-Dskiagraph.home=$HOME_DIR" "$@"'
}

pack_jvm() {
    local jdk
    is_built || fail 3 "nothing is built yet. Run: $ROOT/deploy/skiagraph --version, then this again"
    jdk=$(find_java jlink) || fail 3 "no JDK with jlink was found; set JAVA_HOME to one"
    "$jdk/bin/jlink" --module-path "$jdk/jmods" --add-modules "$JAVA_MODULES" --strip-debug --no-header-files \
        --no-man-pages --output "$STAGE/runtime"
    cp -r "$ROOT/src/app/target/quarkus-app" "$STAGE/app"
    cp -r "$NATIVE_LIBRARIES" "$STAGE/lib"
    local access=
    if (($(java_version "$jdk") >= 22)); then
        access=' --enable-native-access=ALL-UNNAMED'
    fi
    write_launcher 'exec "$HOME_DIR/runtime/bin/java" -XX:+UseSerialGC'"$access"' \
    "-Donnxruntime.native.path=$HOME_DIR/lib" "-DRUST_LIBRARY_PATH=$HOME_DIR/lib/libtokenizers.so" \
    "-Dskiagraph.home=$HOME_DIR" -jar "$HOME_DIR/app/quarkus-run.jar" "$@"'
}

# write_launcher COMMAND: a script that finds its own folder, wherever that was carried.
write_launcher() {
    {
        printf '#!/bin/sh\n# Runs Skiagraph from this folder; nothing outside it is needed.\n'
        printf 'HERE=$(dirname "$(readlink -f "$0")")\nHOME_DIR=$(dirname "$HERE")\n'
        printf 'case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in *[Uu][Tt][Ff]*) ;; *) export LC_ALL=C.UTF-8 ;; esac\n'
        printf '%s\n' "$1"
    } >"$STAGE/bin/skiagraph"
    chmod 755 "$STAGE/bin/skiagraph"
}

main "$@"
