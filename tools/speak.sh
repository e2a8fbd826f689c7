# SPDX-License-Identifier: Apache-2.0
# Sourced by our scripts: one line to the person, in Korean or English by locale, and a sign of life for what takes long.

# say KO EN
say() {
  case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in
    ko*) printf '%s\n' "$1" ;;
    *) printf '%s\n' "$2" ;;
  esac
}

# step LOG KO EN COMMAND...: says what it does, runs it with its output in LOG, and prints the seconds that have gone by
# every ten of them. On failure the end of LOG is shown and the command's code returned.
step() {
  local log=$1 ko=$2 en=$3 start=$SECONDS pid code=0 waited=0
  shift 3
  say "▸ $ko" "▸ $en"
  "$@" >"$log" 2>&1 </dev/null &
  pid=$!
  while kill -0 "$pid" 2>/dev/null; do
    sleep 0.2
    waited=$((SECONDS - start))
    if [ "$waited" -ge 2 ] && [ -t 1 ]; then printf '\r  %ds' "$waited"; fi
    if [ "$waited" -ge "${next_sign:-10}" ] && [ ! -t 1 ]; then
      say "  ${waited}초 지남: $(tail -n 1 "$log" | cut -c1-100)" "  ${waited} s so far: $(tail -n 1 "$log" | cut -c1-100)"
      next_sign=$((waited + 20))
    fi
  done
  next_sign=10
  wait "$pid" || code=$?
  [ ! -t 1 ] || printf '\r'
  if [ "$code" -ne 0 ]; then
    tail -n 40 "$log"
    say "✗ 실패했습니다 ($code). 전체 기록: $log" "✗ failed ($code). The whole log: $log" >&2
  fi
  return "$code"
}
