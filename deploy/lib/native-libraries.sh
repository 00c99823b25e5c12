# shellcheck shell=bash
# The shared libraries that lie in jars. Laid out as files they need not be unpacked into the temporary directory at
# every start, and a native executable can find them. Needs say.sh.

# extract_native_libraries JAR_TOOL JARS OUT: ONNX Runtime's libraries (with the CUDA provider's, if it is that jar) and
# the tokenizer's, for this machine, out of a directory of jars.
extract_native_libraries() {
    local tool=$1 jars=$2 out=$3 onnx tokenizers
    onnx=$(find "$jars" -name '*onnxruntime*.jar' ! -name '*sources*' | head -n 1)
    tokenizers=$(find "$jars" -name '*tokenizers*.jar' | head -n 1)
    [[ -n $onnx && -n $tokenizers ]] || fail 4 "the jars of ONNX Runtime and of the tokenizer are not in $jars"
    rm -rf "$out"
    mkdir -p "$out"
    extract "$tool" "$onnx" "ai/onnxruntime/native/$(onnx_platform)" "$out"
    extract "$tool" "$tokenizers" "native/lib/linux-$(uname -m)/cpu" "$out"
}

onnx_platform() {
    case $(uname -m) in
        x86_64) printf linux-x64 ;;
        aarch64) printf linux-aarch64 ;;
        *) fail 3 "ONNX Runtime has no library for $(uname -m)" ;;
    esac
}

# extract JAR_TOOL JAR DIRECTORY OUT: the files of one directory of a jar.
extract() {
    local work
    work=$(mktemp -d "$4.XXXXXX")
    (cd "$work" && "$1" --extract --file "$2" "$3")
    cp "$work/$3"/* "$4/"
    rm -rf "$work"
}
