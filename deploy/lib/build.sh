# shellcheck shell=bash
# Building the application once, and again only where its sources are newer. Needs say.sh and java.sh; ROOT is the repository.

readonly STAMP=$ROOT/target/skiagraph.stamp
readonly BUILD_LOG=$ROOT/target/skiagraph-build.log
readonly APP_JAR=$ROOT/src/app/target/quarkus-app/quarkus-run.jar

# More for Maven, for instance -Donnxruntime.artifact=onnxruntime_gpu; other arguments mean another build.
readonly BUILD_ARGUMENTS=${SKIAGRAPH_MAVEN_ARGS:-}

# is_older FILE: whether a source was changed, added or removed since. Directories count within src/main only: others
# change whenever something is built in them.
is_older() {
    [[ -n $(find "$ROOT/pom.xml" "$ROOT/src" \
        \( -name target -o -path '*/src/test' \) -prune \
        -o \( -type f -o -path '*/src/main/*' \) -newer "$1" -print -quit) ]]
}

is_built() {
    [[ -f $STAMP && -f $APP_JAR && $(<"$STAMP") == "$BUILD_ARGUMENTS" ]] && ! is_older "$STAMP"
}

# build JAVA_HOME: ends the script with 4 if it fails. Two at once build only once.
build() {
    mkdir -p "$ROOT/target"
    exec 9>"$ROOT/target/skiagraph-build.lock"
    if ! flock -n 9; then
        say "skiagraph: another build is running; waiting for it ..."
        flock 9
    fi
    if ! is_built; then
        build_now "$1"
    fi
    exec 9>&-
}

build_now() {
    local -a more
    read -ra more <<<"$BUILD_ARGUMENTS"
    # What changes while Maven runs has to count as newer.
    printf '%s' "$BUILD_ARGUMENTS" >"$STAMP.new"
    # A process group of its own, so that Ctrl-C ends all of it.
    set -m
    (
        cd "$ROOT" || exit
        JAVA_HOME=$1 mvn -B -pl src/app -am package -Dmaven.test.skip=true -Dspotless.check.skip "${more[@]}" || exit
        # Without them the program unpacks its libraries itself, at every start.
        (extract_native_libraries "$1/bin/jar" "$ROOT/src/app/target/quarkus-app/lib/main" "$NATIVE_LIBRARIES") || true
        archive_classes
    ) >"$BUILD_LOG" 2>&1 9>&- </dev/null &
    local maven=$!
    set +m
    trap 'kill -- -"$maven" 2>/dev/null; say; exit 130' INT TERM
    show_progress "$maven"
    if ! wait "$maven" || [[ ! -f $APP_JAR ]]; then
        tail -n 30 "$BUILD_LOG" >&2
        fail 4 "the build failed. The whole log: $BUILD_LOG"
    fi
    trap - INT TERM
    mv "$STAMP.new" "$STAMP"
}

# Later runs take the classes that this short one has loaded out of an archive: a quarter second of each start. It is no
# failure if there is none.
archive_classes() {
    local home archive
    home=$(find_java java) || return 0
    archive=$(class_archive "$home")
    rm -f "$archive"
    jvm_options "$home"
    "$home/bin/java" "${JVM_OPTIONS[@]}" "-XX:ArchiveClassesAtExit=$archive.new" "-Dskiagraph.home=$ROOT" \
        -jar "$APP_JAR" models list || true
    [[ ! -f $archive.new ]] || mv "$archive.new" "$archive"
}

# One line that is written over on a terminal, dots elsewhere.
show_progress() {
    local maven=$1 spinner='-=+=' turn=0 began=$SECONDS
    [[ -t 2 ]] || printf 'skiagraph: building, once ' >&2
    while kill -0 "$maven" 2>/dev/null; do
        if [[ -t 2 ]]; then
            printf '\r\033[Kskiagraph: building, once %s %d s%s' \
                "${spinner:turn++ % 4:1}" $((SECONDS - began)) "$(current_module)" >&2
            sleep 0.25
        else
            ((turn++ % 20)) || printf '.' >&2
            sleep 0.25
        fi
    done
    if [[ -t 2 ]]; then
        printf '\r\033[K' >&2
    else
        printf ' %d s\n' $((SECONDS - began)) >&2
    fi
}

# ", skiagraph-graph [3/6]" from Maven's log.
current_module() {
    local line
    line=$(grep -o 'Building [^ ]* .*\[[0-9]*/[0-9]*\]' "$BUILD_LOG" 2>/dev/null | tail -n 1)
    [[ -z $line ]] || printf ', %s %s' "$(cut -d ' ' -f 2 <<<"$line")" "${line##* }"
}
