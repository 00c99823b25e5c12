#!/usr/bin/env bash
# Makes many outputs of every template in every transfer syntax, and Segmentations, and shows each to dciodvfy, dcmdump,
# gdcminfo, pydicom and our own verify. Exit code 1 if any of them complains, or a mark is missing.
#
#   src/bench/outputs.sh [OUTPUTS]     1000 unless told otherwise; some 10 minutes
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
OUTPUTS=${1:-1000}
SYNTAXES=(explicit deflate rle jpeg-ls jpeg2000)
# dicom3tools' dictionary is older than Synthetic Data.
KNOWN='^Error - Attribute with an even group number is not a recognized standard attribute - \(0x0008,0x001c\)  \? $'
WORK=$(mktemp -d)
SCRATCH=$(mktemp -d)
trap 'rm -rf "$WORK" "$SCRATCH"' EXIT
export KNOWN SCRATCH

main() {
    command -v dciodvfy dcmdump dcmconv gdcminfo >/dev/null
    local each=$((OUTPUTS * 88 / 100 / ${#SYNTAXES[@]})) syntax began=$SECONDS
    skiagraph --version
    mapfile -t TEMPLATES < <(skiagraph templates list --json | python3 -c '
import json, sys
print(*(one["name"] for one in json.load(sys.stdin)["templates"]), sep="\n")')
    for syntax in "${SYNTAXES[@]}"; do
        rows "$each" >"$WORK/$syntax.csv"
        cohort "$syntax" --transfer-syntax "$syntax"
    done
    lesions $(((OUTPUTS - each * ${#SYNTAXES[@]}) / 2)) >"$WORK/lesions.csv"
    cohort lesions
    find "$WORK" -name '*.dcm' | sort >"$WORK/files"
    echo "outputs: $(wc -l <"$WORK/files") files of ${#TEMPLATES[@]} templates, ${#SYNTAXES[@]} transfer syntaxes and" \
        "$(grep -c -- -SEG.dcm "$WORK/files") segmentations, made in $((SECONDS - began)) s"
    judge
}

skiagraph() {
    SKIAGRAPH_JVM=1 "$ROOT/deploy/skiagraph" "$@"
}

# rows COUNT: every template in turn; patients with and without sex and age.
rows() {
    local i
    echo "prompt,template,finding,width,height,sex,age"
    for ((i = 0; i < $1; i++)); do
        echo "chest radiograph $i,${TEMPLATES[i % ${#TEMPLATES[@]}]},none,128,128,$( ((i % 3)) && echo "F,$((i % 90))" || echo ,)"
    done
}

# lesions COUNT: an image and a Segmentation each.
lesions() {
    local i source
    source=$(find "$WORK/explicit" -name IM0001.png | sort | sed -n 1p)
    echo "prompt,template,finding,image,box,strength"
    for ((i = 0; i < $1; i++)); do
        echo "nodule,dx-chest-pa,nodule,$source,\"$((8 + i % 50)),$((8 + i % 70)),40,30\",0.9"
    done
}

# cohort NAME OPTION...
cohort() {
    local name=$1
    shift
    skiagraph cohort "$WORK/$name.csv" --out "$WORK/$name" --seed 1 --num-inference-steps 2 --quiet "$@" >/dev/null
}

judge() {
    local failed=0
    # shellcheck disable=SC2016 # expanded by the bash that gets them
    complaints dciodvfy 'conformance "$1" | grep ^Error | grep -Ev "$KNOWN"' || failed=1
    # shellcheck disable=SC2016
    complaints dcmdump 'dcmdump -q +P 0008,001c "$1" 2>&1 | grep -q "\[YES\]" || echo "$1: unreadable or unmarked"' || failed=1
    # shellcheck disable=SC2016
    complaints gdcminfo 'gdcminfo "$1" >/dev/null 2>"$SCRATCH/gdcm.$$" && [[ ! -s $SCRATCH/gdcm.$$ ]] || head -n 1 "$SCRATCH/gdcm.$$"' || failed=1
    pydicom || failed=1
    skiagraph verify --quiet "$WORK" >"$WORK/verified" || failed=1
    echo "verify: $(tail -n 1 "$WORK/verified")"
    return "$failed"
}

# dciodvfy does not inflate.
conformance() {
    local file=$1
    if dcmdump -q +P 0002,0010 "$file" | grep -q Deflated; then
        file=$SCRATCH/inflated.$$
        dcmconv +te "$1" "$file" || echo "Error - dcmconv does not inflate it"
    fi
    # It ends with 1 where it has found something, known or not.
    dciodvfy "$file" 2>&1 || (($? == 1)) || echo "Error - dciodvfy ended with $?"
}
export -f conformance

# complaints NAME SCRIPT: what the script prints about a file is a complaint.
complaints() {
    xargs -P "$(nproc)" -n 1 bash -c "$2; true" _ <"$WORK/files" >"$WORK/complaints"
    echo "$1: $(wc -l <"$WORK/complaints") complaints"
    sort "$WORK/complaints" | uniq -c | sort -rn | sed -n 1,5p
    [[ ! -s $WORK/complaints ]]
}

# Whole datasets, and pixels where pydicom itself can decode them; five marks on each.
pydicom() {
    /usr/bin/python3 - "$WORK/files" <<'PY'
import sys, warnings
import pydicom
warnings.simplefilter("error")
with open(sys.argv[1]) as listed:
    files = listed.read().split()
wrong, decoded = [], 0
for name in files:
    try:
        data = pydicom.dcmread(name)
        str(data)
        equipment = [item.PurposeOfReferenceCodeSequence[0].CodeValue for item in data.ContributingEquipmentSequence]
        text = data.SeriesDescription + data.get("ImageComments", "SYNTHETIC")
        marks = [data[0x0008001C].value == "YES", data.ImageType[0] == "DERIVED", "109100" in equipment,
                 text.upper().count("SYNTHETIC") >= 2, data.PatientName.family_name.startswith("SYNTHETIC")]
        if not all(marks):
            wrong.append(f"{name}: marks {marks}")
        if not data.file_meta.TransferSyntaxUID.is_encapsulated or data.file_meta.TransferSyntaxUID.endswith("1.2.5"):
            data.pixel_array
            decoded += 1
    except Exception as e:
        wrong.append(f"{name}: {type(e).__name__} {e}")
print(f"pydicom: {len(wrong)} complaints, {decoded} of {len(files)} decoded")
print("\n".join(wrong[:5]), end="\n" if wrong else "")
sys.exit(bool(wrong))
PY
}

main
