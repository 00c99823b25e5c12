# shellcheck shell=bash
# The shared libraries that lie in jars: a native executable wants them as files. Needs say.sh.

# extract_native_libraries OUT: ONNX Runtime's and the tokenizer's libraries for this machine, from the local Maven
# repository, where the build has put the jars.
extract_native_libraries() {
    local out=$1 repository onnx tokenizers
    repository=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
    onnx=$(newest "$repository/com/microsoft/onnxruntime/$ONNXRUNTIME_ARTIFACT" "$ONNXRUNTIME_ARTIFACT")
    tokenizers=$(newest "$repository/ai/djl/huggingface/tokenizers" tokenizers)
    [[ -n $onnx && -n $tokenizers ]] || fail 4 "the jars of ONNX Runtime and the tokenizer are not in $repository"
    mkdir -p "$out"
    extract "$onnx" "ai/onnxruntime/native/$(onnx_platform)/*" "$out"
    extract "$tokenizers" "native/lib/linux-$(uname -m)/cpu/libtokenizers.so" "$out"
}

# The jar that the poms name: its version stands in the root pom.
newest() {
    find "$1" -name "$2-*.jar" 2>/dev/null | sort -V | tail -n 1
}

onnx_platform() {
    case $(uname -m) in
        x86_64) printf linux-x64 ;;
        aarch64) printf linux-aarch64 ;;
        *) fail 3 "ONNX Runtime has no library for $(uname -m)" ;;
    esac
}

# extract JAR PATTERN OUT: the files of a jar, without their directories. `jar` comes with every JDK.
extract() {
    local work
    work=$(mktemp -d)
    (cd "$work" && "$JAR" --extract --file "$1")
    # shellcheck disable=SC2086  # the pattern is one
    (cd "$work" && cp $2 "$3/")
    rm -rf "$work"
}
