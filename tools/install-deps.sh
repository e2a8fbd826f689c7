#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs every Debian package that building, testing and showing Madang needs (Debian 12 and 13).
# Does nothing, and asks for no rights, where all of them are already there.
#
#   tools/install-deps.sh           build, test and demo
#   tools/install-deps.sh --bench   also the peers that tests/bench/peers measures against
#   tools/install-deps.sh --compare also the browser that tests/compare holds text against
#   tools/install-deps.sh --fuzz    also what the fuzzers need
#   tools/install-deps.sh --print   only print the list of packages
set -euo pipefail

# One line per purpose, so that a package nobody needs any more is easy to see.
packages=(
  build-essential cmake ninja-build pkg-config ccache python3          # the build
  libexpected-dev libfmt-dev libspdlog-dev libssl-dev                  # content-schema/base
  libyaml-cpp-dev nlohmann-json3-dev libcsv-dev                        # content-schema/base, yaml, wire, scheduler/live
  libgeos-dev libcairo2-dev librsvg2-dev                               # content-schema/geo, player/map, drawings
  libhowardhinnant-date-dev tzdata libical-dev libicu-dev              # scheduler/calendar
  libcurl4-openssl-dev libmicrohttpd-dev                               # scheduler/fetch, http
  libpugixml-dev libmosquitto-dev                                      # scheduler/alarm
  libharfbuzz-dev libfreetype-dev libfribidi-dev libqrencode-dev # player/text, scene
  libavcodec-dev libavformat-dev libavutil-dev libavfilter-dev libyuv-dev # player/media, render
  libswscale-dev libswresample-dev libseccomp-dev                      # player/media
  libsdl2-dev libx11-dev libxcb1-dev libxcb-randr0-dev                 # player/sdl
  libmodbus-dev libgpiod-dev                                           # tools/alarm-bridge
  libcli11-dev libpng-dev libzxing-dev                                 # the command lines, shots, codes read back
  fonts-noto-cjk fonts-noto-core fonts-noto-color-emoji fonts-nanum    # fonts/fonts.yaml
  ffmpeg librsvg2-bin librsvg2-common                                  # example media (-common: drawings inside drawings)
  catch2 libvalijson-dev libbenchmark-dev                              # tests
  nginx-light openssl                                                  # tests behind a web server of others
  mosquitto                                                            # tests on a real MQTT broker
  strace                                                               # tests that kill and fail single system calls
  unicode-data bzip2                                                   # tests that hold player/text against Unicode's own
  python3-securesystemslib python3-cryptography python3-nacl            # tests that hold our signatures against another's
  xvfb x11-xserver-utils libxcb-shm0-dev                               # tests that read a real display, and change it
  clang-format clang-tidy git ca-certificates                          # checks
)
bench_packages=(mpv libpango1.0-dev)
compare_packages=(chromium imagemagick python3)
# The fuzzers' runtime is of Clang's own version, which is another in each Debian.
fuzz_packages=(clang)
runtime=$(apt-cache depends clang 2>/dev/null | sed -n 's/^ *Depends: clang-\([0-9][0-9]*\)$/libclang-rt-\1-dev/p' | head -n 1)
[ -z "$runtime" ] || fuzz_packages+=("$runtime")

case "${1:-}" in
  --bench) packages+=("${bench_packages[@]}") ;;
  --compare) packages+=("${compare_packages[@]}") ;;
  --fuzz) packages+=("${fuzz_packages[@]}") ;;
  --print) printf '%s\n' "${packages[@]}"; exit 0 ;;
  "") ;;
  *) echo "usage: tools/install-deps.sh [--bench|--compare|--fuzz|--print]" >&2; exit 2 ;;
esac

missing=()
for package in "${packages[@]}"; do
  status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$status" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in
  ko*) echo "필요한 패키지 ${#missing[@]}개를 설치합니다: ${missing[*]}" ;;
  *) echo "installing ${#missing[@]} missing packages: ${missing[*]}" ;;
esac

run=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || {
    echo "패키지를 설치하려면 root 권한이나 sudo가 필요합니다. / installing packages needs root or sudo." >&2
    exit 3
  }
  run=(sudo)
fi
export DEBIAN_FRONTEND=noninteractive
"${run[@]}" apt-get update -q
# --no-install-recommends: a kiosk and a CI machine want what is named here and nothing else.
"${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
