#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Madang authors
#
# Paints the media of this example out of the drawings in art/: stills with rsvg-convert and ffmpeg, clips with ffmpeg.
# Makes only what is missing or older than its sources, so that it may be called at every build.
#
#   examples/olle-market/make-media.sh [OUT_DIR]     default: media/ beside this script
#
# Needs ffmpeg (5.1 to 7.1, with libx264, libvpx and libwebp), rsvg-convert and fonts-noto-cjk.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
art=$here/art
out=${1:-$here/media}
mkdir -p "$out"

for program in ffmpeg rsvg-convert; do
  command -v "$program" >/dev/null || {
    echo "$program 프로그램이 없습니다. tools/install-deps.sh 를 먼저 실행해 주세요. / $program is missing: run tools/install-deps.sh first." >&2
    exit 3
  }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# stale NAME SOURCE...: whether media/NAME has to be made again.
stale() {
  local target=$out/$1 source
  shift
  [ -s "$target" ] || return 0
  for source in "${BASH_SOURCE[0]}" "${@/#/$art/}"; do
    [ "$source" -nt "$target" ] && return 0
  done
  return 1
}

# A medium appears under its name only when it is whole.
finish() { mv -f "$work/$1" "$out/$1"; }

# raster DRAWING WIDTH: a PNG of that width among the working files; prints its path.
raster() {
  local png=$work/${1%.svg}-$2.png
  if [ ! -s "$png" ]; then  # two clips may ask for it at once
    rsvg-convert --width "$2" "$art/$1" --output "$png.$BASHPID"
    mv -f "$png.$BASHPID" "$png"
  fi
  echo "$png"
}

ff() { ffmpeg -nostdin -hide_banner -loglevel error -y "$@"; }

# ---- stills ---------------------------------------------------------------------------------------------------------

# still NAME WIDTH DRAWING [DRAWING that the first one shows...]: the format follows from the name.
still() {
  local name=$1 width=$2 drawing=$3
  stale "$name" "${@:3}" || return 0
  case $name in
    *.png) cp "$(raster "$drawing" "$width")" "$work/$name" ;;
    *.jpg) ff -i "$(raster "$drawing" "$width")" -pix_fmt yuvj444p -q:v 2 -frames:v 1 "$work/$name" ;;
    *.webp) ff -i "$(raster "$drawing" "$width")" -c:v libwebp -quality 92 -frames:v 1 "$work/$name" ;;
  esac
  finish "$name"
}

still citrus.jpg 1200 citrus.svg
still morning.jpg 1080 morning.svg halla.svg tangerine.svg sea.svg grove.svg
still market.webp 1920 market.svg stalls.svg
still welcome.webp 1920 welcome.svg halla.svg tangerine.svg sea.svg grove.svg wall.svg hareubang.svg
still flame.png 800 flame.svg
for step in scan amount done; do still "step-$step.png" 360 "step-$step.svg"; done

# ---- clips ----------------------------------------------------------------------------------------------------------

# Every movement below repeats within the clip's length, so each clip joins its own beginning.
colour="scale=out_color_matrix=bt709:out_range=tv"
opaque="$colour,format=yuv420p,loop=loop=-1:size=1"
sheer="$colour,format=yuva420p,loop=loop=-1:size=1"
tags=(-color_primaries bt709 -color_trc bt709 -colorspace bt709 -color_range tv)
h264=(-c:v libx264 -preset veryfast -crf 21 -profile:v high -pix_fmt yuv420p -g 30 -keyint_min 30 -sc_threshold 0
  -x264-params open-gop=0 "${tags[@]}" -c:a aac -b:a 96k -movflags +faststart)

# tune SECONDS NOTE...: a soft bell every second over a quiet fifth; whole numbers of Hz join at the ends.
tune() {
  local seconds=$1 notes="" i=0 note
  shift
  for note in "$@"; do
    notes+="+eq(mod(floor(t)\\,$#)\\,$i)*(sin(2*PI*$note*t)+0.4*sin(4*PI*$note*t))"
    i=$((i + 1))
  done
  echo "aevalsrc=0.09*exp(-3.5*mod(t\\,1))*min(1\\,mod(t\\,1)*60)*(0$notes)+0.012*(sin(2*PI*131*t)+sin(2*PI*196*t)):s=48000:d=$seconds"
}

# fall SECONDS INPUT PREVIOUS X TURNS ROUNDS PHASE LABEL: one fruit that falls ROUNDS times while it turns TURNS times.
fall() {
  echo "[$2]rotate=2*PI*($5*t/$1+$7):c=none:ow=1.3*iw:oh=ow[$8f];[$3][$8f]overlay=format=yuv420:x=$4:y=mod((t/$1*$6+$7)*(H+h)\\,H+h)-h[$8]"
}

# A walk along the wall: what is nearer passes faster (1, 2 and 4 px per frame).
clip_welcome() {
  ff -framerate 30 -i "$(raster halla.svg 1920)" -framerate 30 -i "$(raster sea.svg 360)" \
    -framerate 30 -i "$(raster grove.svg 720)" -framerate 30 -i "$(raster wall.svg 1440)" \
    -framerate 30 -i "$(raster hareubang.svg 380)" -framerate 30 -i "$(raster tangerine.svg 432)" \
    -f lavfi -i "$(tune 12 523 659 784 1047 784 659)" -filter_complex "
      [5]$sheer,rotate=0.07*sin(2*PI*t/6):c=none[sun];[0]$opaque[dawn];[dawn][sun]overlay=format=yuv420:x=1114:y=94[sky];
      [1]split=7[a][b][c][d][e][f][g];[a][b][c][d][e][f][g]hstack=7,$opaque,crop=1920:ih:mod(n\\,360):0[sea];
      [2]split=4[h][i][j][k];[h][i][j][k]hstack=4,$sheer,crop=1920:ih:mod(2*n\\,720):0[grove];
      [3]split=3[l][m][o];[l][m][o]hstack=3,$sheer,crop=1920:ih:mod(4*n\\,1440):0[wall];
      [4]$sheer,split[one][two];
      [sky][sea]overlay=format=yuv420:y=700[v1];[v1][grove]overlay=format=yuv420:y=690[v2];
      [v2][wall]overlay=format=yuv420:y=830[v3];
      [v3][one]overlay=format=yuv420:x=1000-4*n:y=420[v4];[v4][two]overlay=format=yuv420:x=2440-4*n:y=420[v]" \
    -map "[v]" -map 6:a -t 12 -r 30 "${h264[@]}" "$work/welcome.mp4"
  finish welcome.mp4
}

# Tangerines fall over the grove.
clip_harvest() {
  ff -framerate 30 -i "$(raster halla.svg 1920)" -framerate 30 -i "$(raster grove.svg 720)" \
    -framerate 30 -i "$(raster tangerine.svg 130)" -framerate 30 -i "$(raster tangerine.svg 230)" \
    -f lavfi -i "$(tune 12 587 740 880 740)" -filter_complex "
      [0]$opaque[sky];[1]split=3[a][b][c];[a][b][c]hstack=3,crop=1920:ih:0:0,$sheer,split[grove][near];
      [2]$sheer,split=5[p1][p2][p3][p4][p5];[3]$sheer,split=4[q1][q2][q3][q4];
      $(fall 12 p1 sky 90 1 2 0.10 s1);$(fall 12 p2 s1 520 -1 2 0.62 s2);$(fall 12 p3 s2 860 1 2 0.34 s3);
      $(fall 12 p4 s3 1250 -1 2 0.86 s4);$(fall 12 p5 s4 1640 1 2 0.50 s5);
      [s5][grove]overlay=format=yuv420:y=690[s6];
      $(fall 12 q1 s6 240 -1 3 0.45 s7);$(fall 12 q2 s7 700 1 3 0.92 s8);
      $(fall 12 q3 s8 1060 -1 3 0.20 s9);$(fall 12 q4 s9 1500 1 3 0.70 s10);
      [s10][near]overlay=format=yuv420:y=850[v]" \
    -map "[v]" -map 4:a -t 12 -r 30 "${h264[@]}" "$work/harvest.mp4"
  finish harvest.mp4
}

# The same harvest for the portrait screen.
clip_plaza() {
  ff -framerate 30 -i "$(raster halla-tall.svg 1080)" -framerate 30 -i "$(raster grove.svg 720)" \
    -framerate 30 -i "$(raster wall.svg 1440)" -framerate 30 -i "$(raster tangerine.svg 150)" \
    -framerate 30 -i "$(raster tangerine.svg 260)" -f lavfi -i "$(tune 10 587 740 880 988 880)" -filter_complex "
      [0]$opaque[sky];[1]split[a][b];[a][b]hstack,crop=1080:ih:0:0,$sheer[grove];
      [2]crop=1080:ih:0:0,$sheer[wall];
      [3]$sheer,split=4[p1][p2][p3][p4];[4]$sheer,split=3[q1][q2][q3];
      $(fall 10 p1 sky 40 1 1 0.10 s1);$(fall 10 p2 s1 300 -1 1 0.62 s2);$(fall 10 p3 s2 560 1 1 0.34 s3);
      $(fall 10 p4 s3 830 -1 1 0.86 s4);
      [s4][grove]overlay=format=yuv420:y=1420[s5];
      $(fall 10 q1 s5 80 -1 2 0.45 s6);$(fall 10 q2 s6 400 1 2 0.95 s7);$(fall 10 q3 s7 720 -1 2 0.20 s8);
      [s8][wall]overlay=format=yuv420:y=1640[v]" \
    -map "[v]" -map 5:a -t 10 -r 30 "${h264[@]}" "$work/plaza.mp4"
  finish plaza.mp4
}

# Lanterns swing over the night market in three rhythms, two lanterns to each.
clip_night() {
  local hang="" last=sky n=0 place
  for place in 140:229 480:280 820:229 1100:229 1440:280 1780:229; do
    hang+=";[$last][w$n]overlay=format=yuv420:x=${place%:*}-w/2:y=${place#*:}-h/2[n$n]"
    last=n$n
    n=$((n + 1))
  done
  ff -framerate 30 -i "$(raster night.svg 1920)" -framerate 30 -i "$(raster lantern.svg 520)" \
    -f lavfi -i "$(tune 12 440 523 659 523 392 440)" -filter_complex "
      [0]$opaque[sky];[1]$sheer,split=3[a][b][c];
      [a]rotate=0.09*sin(2*PI*t/4):c=none,split[w0][w4];
      [b]rotate=0.07*sin(2*PI*(t/4+0.35)):c=none,split[w1][w3];
      [c]rotate=0.08*sin(2*PI*(t/4+0.7)):c=none,split[w2][w5]$hang" \
    -map "[$last]" -map 2:a -t 12 -r 30 "${h264[@]}" "$work/night.mp4"
  finish night.mp4
}

# A slow look at the stalls and back, in VP9 and without sound.
clip_stalls() {
  ff -framerate 30 -i "$(raster stalls.svg 3840)" -filter_complex "
      [0]$colour,format=yuv420p,zoompan=z=1.15-0.15*cos(2*PI*on/240):x=(iw-iw/zoom)*(0.5+0.3*sin(2*PI*on/240)):y=(ih-ih/zoom)*0.42:d=240:s=1280x720:fps=30[v]" \
    -map "[v]" -frames:v 240 -c:v libvpx-vp9 -deadline realtime -cpu-used 8 -row-mt 1 -b:v 1500k -g 30 -pix_fmt yuv420p \
    "${tags[@]}" "$work/stalls.webm"
  finish stalls.webm
}

# Two at a time: each filter graph keeps about one core busy.
painters=()
paint() {
  local clip=$1 name=$2
  shift 2
  stale "$name" "$@" || return 0
  [ "$(jobs -rp | wc -l)" -lt 2 ] || wait -n || true  # how it ended is asked below
  "clip_$clip" &
  painters+=($!)
}
paint welcome welcome.mp4 halla.svg tangerine.svg sea.svg grove.svg wall.svg hareubang.svg
paint harvest harvest.mp4 halla.svg grove.svg tangerine.svg
paint plaza plaza.mp4 halla-tall.svg grove.svg wall.svg tangerine.svg
paint night night.mp4 night.svg lantern.svg
paint stalls stalls.webm stalls.svg
status=0
for painter in ${painters[@]+"${painters[@]}"}; do wait "$painter" || status=3; done
[ "$status" = 0 ] || echo "영상을 만들지 못했습니다. 위의 ffmpeg 오류를 확인해 주세요. / some clips could not be made: see the ffmpeg errors above." >&2
exit "$status"
