# shellcheck shell=bash
# Finding Java without starting it: that would cost more than all the rest of the launcher. ROOT is the repository.

readonly OLDEST_JAVA=17
# Where the build lays out the libraries that lie in jars.
readonly NATIVE_LIBRARIES=$ROOT/target/skiagraph-lib

# java_version HOME: the feature release ("17"), from the file that every JDK carries; 0 if there is none.
java_version() {
    local line version=0
    if [[ -r $1/release ]]; then
        while IFS= read -r line; do
            if [[ $line == JAVA_VERSION=* ]]; then
                version=${line#*\"}
                version=${version%%[.\"+-]*}
            fi
        done <"$1/release"
    fi
    [[ $version =~ ^[0-9]+$ ]] || version=0
    echo "$version"
}

# find_java TOOL: the home of a Java that is new enough and has bin/TOOL ("java" or "javac"); 1 if there is none.
# JAVA_HOME first, then the PATH, then what Debian installs.
find_java() {
    local tool=$1 home on_path
    on_path=$(command -v "$tool" || true)
    [[ -z $on_path ]] || on_path=$(readlink -f "$on_path")
    for home in "${JAVA_HOME:-}" "${on_path%/bin/"$tool"}" /usr/lib/jvm/*; do
        if [[ -n $home && -x $home/bin/$tool && $(java_version "$home") -ge $OLDEST_JAVA ]]; then
            echo "$home"
            return
        fi
    done
    return 1
}

# class_archive HOME: where the archive of classes for this very Java is kept. Needs ROOT.
class_archive() {
    local key
    key=$(cksum "$1/release")
    echo "$ROOT/target/skiagraph-classes-${key%% *}.jsa"
}

# jvm_options HOME: fills JVM_OPTIONS for one short run. Classes come ready-made from the archive. A collector and an
# optimising compiler with threads of their own would only take processor time from ONNX Runtime, in which nearly all of
# the work is done (12 images: the same 4.5 s with and without that compiler, and 6 % less processor time without).
jvm_options() {
    local home=$1 archive
    archive=$(class_archive "$home")
    # The JVM's own log would go to stdout, into the program's answer.
    JVM_OPTIONS=(-Xlog:disable -Xlog:all=error:stderr -XX:+UseSerialGC -XX:TieredStopAtLevel=1)
    if [[ -f $archive ]]; then
        JVM_OPTIONS+=(-Xshare:auto "-XX:SharedArchiveFile=$archive")
    fi
    if [[ -f $NATIVE_LIBRARIES/libtokenizers.so ]]; then
        JVM_OPTIONS+=("-Donnxruntime.native.path=$NATIVE_LIBRARIES" "-DRUST_LIBRARY_PATH=$NATIVE_LIBRARIES/libtokenizers.so")
    fi
    # Newer ones warn of every library that loads native code.
    if (($(java_version "$home") >= 22)); then
        JVM_OPTIONS+=(--enable-native-access=ALL-UNNAMED)
    fi
}
