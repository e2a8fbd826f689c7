#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing, builds, and passes every test: units plain and under sanitizers, then the whole programs on a
# real X server.
#
#   tools/test.sh           what every change must pass
#   tools/test.sh --slow    also the tests labelled slow, and the fuzzers for a minute each: for nightly use
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/speak.sh

slow=no
case "${1:-}" in
  --slow) slow=yes ;;
  "") ;;
  *) say "사용법: tools/test.sh [--slow]" "usage: tools/test.sh [--slow]" >&2; exit 2 ;;
esac

bash tools/install-deps.sh
mkdir -p build
log=build/test.log
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1  # a fresh clone finds what another compiled

step "$log" "빌드를 준비합니다" "configuring" cmake --preset ci
step "$log" "빌드합니다 (처음에는 몇 분 걸립니다)" "building (some minutes the first time)" cmake --build --preset ci
step "$log" "새니타이저 빌드를 준비합니다" "configuring the sanitizer build" cmake --preset asan
step "$log" "새니타이저로 단위 시험을 빌드합니다" "building the unit tests with sanitizers" cmake --build --preset asan --target unit_tests
# These tests run real programs against real clocks. A shared machine that stands still for a second may cost one of them:
# it is tried once more, and its first failure stays in what is printed.
again=(--repeat until-pass:2)

say "▸ 단위 시험 (ASan, UBSan)" "▸ unit tests under ASan and UBSan"
ctest --preset asan --output-on-failure "${again[@]}" -j2

say "▸ 모든 시험" "▸ every test"
if [ "$slow" = yes ]; then
  bash tests/fuzz/run.sh 60
  ctest --preset ci --output-on-failure "${again[@]}" -j2
else
  ctest --preset ci --output-on-failure "${again[@]}" -j2 -LE slow
fi
