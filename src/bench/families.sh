#!/usr/bin/env bash
# Prints what each family of models costs in lines: its data, and the classes that no other family's runs use. Nothing here
# passes or fails.
#
#   src/bench/families.sh
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# shellcheck disable=SC2086
(cd "$ROOT" && mvn -q -B ${SKIAGRAPH_MAVEN_ARGS:-} -pl src/bench -am package -Dmaven.test.skip=true -Dspotless.check.skip)
java -XX:+UseSerialGC -cp "$ROOT/src/bench/target/classes:$ROOT/src/bench/target/lib/*" \
    org.skiagraph.bench.FamilyLines "$ROOT"
