#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing, builds, and plays examples/olle-market: central server, scheduler and player, as on a kiosk. With a
# display it opens the screen (Esc ends it); without one it runs on a virtual display, takes pictures and ends by itself.
# Either way a playlist is edited on the server and the screen follows, a fire alarm is raised and cleared, and the car park's
# service dies and comes back.
#
#   tools/demo.sh                     the whole of it
#   tools/demo.sh --built BIN WORK    with the programs in BIN, leaving its files in WORK: as the tests pass it
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/speak.sh

case "${1:-}" in
  --built)
    [ $# -eq 3 ] || { say "사용법: tools/demo.sh [--built BIN WORK]" "usage: tools/demo.sh [--built BIN WORK]" >&2; exit 2; }
    bin=$2 work=$3
    ;;
  "")
    bash tools/install-deps.sh
    mkdir -p build
    export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1
    step build/demo-build.log "빌드를 준비합니다" "configuring" cmake --preset release
    step build/demo-build.log "빌드하고 예제의 사진과 영상을 만듭니다 (처음에는 몇 분 걸립니다)" \
      "building, and making the example's pictures and videos (some minutes the first time)" cmake --build --preset release
    bin=$PWD/build/release/bin work=$PWD/build/demo
    ;;
  *) say "사용법: tools/demo.sh [--built BIN WORK]" "usage: tools/demo.sh [--built BIN WORK]" >&2; exit 2 ;;
esac

rm -rf "$work"
mkdir -p "$work/pictures"
cp -r examples/olle-market "$work/content"
lang=en
case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in ko*) lang=ko ;; esac

started=()
end_all() {
  trap - EXIT
  for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${started[@]}"; do wait "$pid" 2>/dev/null || true; done
}
trap end_all EXIT
trap 'exit 130' INT TERM

# start LOG COMMAND...: in the background, ended with the demo.
start() {
  local log=$1
  shift
  "$@" >"$log" 2>&1 </dev/null &
  started+=($!)
}

# wait_for LOG TEXT SECONDS [BEFORE]: until the number of lines in LOG with TEXT has grown past BEFORE, as `seen` counted it.
seen() { cat "$1" 2>/dev/null | grep -cF -- "$2" || true; }
wait_for() {
  local log=$1 text=$2 until=$((SECONDS + $3)) before=${4:-0}
  while [ "$(seen "$log" "$text")" -le "$before" ]; do
    if [ "$SECONDS" -ge "$until" ]; then
      tail -n 20 "$log" >&2
      say "✗ 기다리던 일이 일어나지 않았습니다: $text ($log)" "✗ what was waited for did not happen: $text ($log)" >&2
      exit 1
    fi
    sleep 0.05
  done
}

publish() { "$bin/madang" publish "$work/content" "$work/repository" --keys "$work/keys" --lang "$lang" >"$work/publish.log" 2>&1 || { cat "$work/publish.log"; exit 1; }; }

# put_on LAYOUT: what a member of staff would do to show a page now: one entry that wins over all others.
cp "$work/content/schedule.yaml" "$work/schedule.yaml"
put_on() {
  cat "$work/schedule.yaml" - >"$work/content/schedule.yaml" <<ENTRY

  - name: 시연
    layout: $1
    priority: 1000
    groups: [gates]
ENTRY
}

now_ms() { date +%s%3N; }

# start_car_park ADDR:PORT: the service that data.yaml asks, at half past twelve for ever. Its address is $car_park_url then.
start_car_park() {
  start "$work/car-park.log" examples/olle-market/car-park/serve --listen "$1" --at 12:30 --quiet
  car_park=${started[-1]}
  wait_for "$work/car-park.log" "http://" 10
  car_park_url=$(grep -o 'http://[0-9.:]*' "$work/car-park.log" | tail -n 1)
}

say "▸ 주차장 서비스를 켭니다" "▸ starting the car park's service"
start_car_park 127.0.0.1:0
# Minutes of silence would be too long to watch.
sed -i -e "s|http://127.0.0.1:8750|$car_park_url|" -e 's/every: .*/every: 5s/' -e 's/stale_after: .*/stale_after: 15s/' \
  -e 's/gone_after: .*/gone_after: 30s/' "$work/content/data.yaml"

say "▸ 서명할 키를 만듭니다" "▸ making the keys that sign"
"$bin/madang" keys new --keys "$work/keys" --lang "$lang" >"$work/keys.log"

say "▸ 콘텐츠를 점검하고 내보냅니다" "▸ checking the content and publishing it"
publish
tail -n 1 "$work/publish.log"

say "▸ 중앙 서버를 켭니다" "▸ starting the central server"
start "$work/server.log" "$bin/madang" serve "$work/repository" --listen 127.0.0.1:0
wait_for "$work/server.log" "http://" 10
server=$(grep -o 'http://[0-9.:]*' "$work/server.log" | tail -n 1)

say "▸ 스케줄러를 켭니다" "▸ starting the scheduler"
head -c 24 /dev/urandom | base64 >"$work/secret"
cat >"$work/kiosk.ini" <<INI
server = "$server"
screen = "gate-1"
root = "$work/keys/root.json"
state = "$work/scheduler"
socket = "$work/player.sock"
alarm-listen = "127.0.0.1:0"
alarm-secret-file = "$work/secret"
all-clear = 5
INI
start "$work/scheduler.log" "$bin/madang-scheduler" --config "$work/kiosk.ini"
wait_for "$work/scheduler.log" "alarms are heard at" 10
gateway=$(grep -o 'http://[0-9.:]*' "$work/scheduler.log" | head -n 1)
wait_for "$work/scheduler.log" "is active" 60

window=()
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  virtual=no
  window=(--window 1280x720)
  say "▸ 플레이어를 켭니다 (Esc로 끝냅니다)" "▸ starting the player (Esc ends it)"
else
  virtual=yes
  say "▸ 가상 화면에 플레이어를 켭니다" "▸ starting the player on a virtual display"
  mkfifo "$work/display"
  Xvfb -displayfd 3 -screen 0 1920x1080x24 -nolisten tcp 3>"$work/display" 2>"$work/xvfb.log" </dev/null &
  started+=($!)
  read -r number <"$work/display"
  export DISPLAY=":$number" SDL_VIDEODRIVER=x11
fi
start "$work/player.log" "$bin/madang-player" --socket "$work/player.sock" --state "$work/player" -v "${window[@]}"
player=${started[-1]}
wait_for "$work/player.log" "is on screen" 60

picture() {
  [ "$virtual" = yes ] || { sleep 5; return 0; }
  sleep "${2:-1.5}" # the picture is of a page at rest, after its fade
  ffmpeg -nostdin -loglevel error -y -f x11grab -video_size 1920x1080 -i "$DISPLAY" -frames:v 1 "$work/pictures/$1.png"
  say "  그림: ${work#"$PWD"/}/pictures/$1.png" "  picture: ${work#"$PWD"/}/pictures/$1.png"
}

# follow LAYOUT PICTURE KO EN [MARK]: edits the schedule on the server, publishes, and waits until the player says that it shows
# something written in MARK (the layout itself; where its main zone plays a file of its own, that file, and then the picture waits
# for its next item to begin, since the page may have come on in the middle of a fade).
follow() {
  local before from mark=${5:-$1}
  say "▸ $3" "▸ $4"
  put_on "$1"
  before=$(seen "$work/player.log" "showing $mark")
  from=$(now_ms)
  publish
  wait_for "$work/player.log" "showing $mark" 30 "$before"
  from=$(($(now_ms) - from))
  say "  화면이 따라왔습니다: $((from / 1000)).$(printf %03d $((from % 1000)))초" "  the screen followed after $((from / 1000)).$(printf %03d $((from % 1000))) s"
  [ "$mark" = "$1" ] || [ "$virtual" = no ] || wait_for "$work/player.log" "showing $mark" 30 "$(seen "$work/player.log" "showing $mark")"
  picture "$2"
}

tour() {
  picture 0-now 1
  follow layouts/autumn.yaml 1-promotion "서버에서 편성을 고칩니다: 가을 감귤" "editing the schedule on the server: autumn tangerines"
  follow layouts/harvest.yaml 2-video "서버에서 편성을 고칩니다: 영상" "editing the schedule on the server: a video"
  follow layouts/entrance.yaml 3-entrance "서버에서 편성을 고칩니다: 흐르는 글과 시계가 있는 입구 화면" \
    "editing the schedule on the server: the entrance, with ticker and clock" playlists/entrance-main.yaml
  say "▸ 화재 경보를 울립니다" "▸ raising a fire alarm"
  "$bin/madang" alarm raise --kind fire --incident demo --place block-c --url "$gateway" --secret-file "$work/secret" --wait --lang "$lang"
  picture 4-fire 0.5
  say "▸ 경보를 해제합니다" "▸ clearing it"
  "$bin/madang" alarm clear --all --url "$gateway" --secret-file "$work/secret" --wait --lang "$lang"
  picture 5-after 0.5
  follow layouts/parking.yaml 6-car-park-alive "서버에서 편성을 고칩니다: 주차장 빈자리" "editing the schedule on the server: free parking spaces"
  say "▸ 주차장 서비스를 끕니다: 15초 뒤에는 언제의 수인지 함께 보이고, 30초 뒤에는 수를 보이지 않습니다" \
    "▸ ending the car park's service: after 15 s the numbers are told with their time, after 30 s not at all"
  kill "$car_park"
  wait_for "$work/scheduler.log" "data parking: http" 20
  picture 7-car-park-stale 16
  picture 8-car-park-gone 16
  local before
  before=$(seen "$work/scheduler.log" "data parking: answers again")
  say "▸ 주차장 서비스를 다시 켭니다" "▸ starting the car park's service again"
  start_car_park "${car_park_url#http://}"
  wait_for "$work/scheduler.log" "data parking: answers again" 40 "$before"
  picture 9-car-park-back 2
}

if [ "$virtual" = yes ]; then
  tour
  say "✓ 끝났습니다. 그림은 ${work#"$PWD"/}/pictures 에 있습니다." "✓ done. The pictures are in ${work#"$PWD"/}/pictures."
else
  tour &
  started+=($!)
  wait "$player" || true
  say "✓ 끝났습니다." "✓ done."
fi
