#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Builds the fuzzers and runs each for a while: tests/fuzz/run.sh [SECONDS]. Ends with the first finding.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/speak.sh
seconds=${1:-60}
bash tools/install-deps.sh --fuzz
mkdir -p build
step build/fuzz.log "퍼저를 준비합니다" "configuring the fuzzers" cmake --preset fuzz
step build/fuzz.log "퍼저를 빌드합니다" "building the fuzzers" cmake --build --preset fuzz --target fuzzers
for fuzzer in build/fuzz/bin/fuzz_*; do
  name=$(basename "$fuzzer")
  corpus=build/fuzz/corpus/$name
  mkdir -p "$corpus"
  step "build/fuzz/$name.log" "$name: ${seconds}초" "$name: $seconds s" \
    "$fuzzer" -max_total_time="$seconds" -rss_limit_mb=2048 -timeout=20 -artifact_prefix="build/fuzz/$name-" "$corpus"
  grep -E 'cov:|stat::|Done' "build/fuzz/$name.log" | tail -n 2
done
