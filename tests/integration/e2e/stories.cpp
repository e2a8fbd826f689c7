// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/integration/e2e/accelerated.h"

namespace madang::test {
namespace {

/// Pages of a word each; every line is an item, with what else it says behind it.
std::string playlist(const std::vector<std::string>& items) {
  std::string text = "kind: playlist\nversion: 1\nitems:\n";
  for (const std::string& item : items)
    text += "  - { text: " + item + ", size: 20% }\n";
  return text;
}

std::string site(const std::string& zone) {
  return "kind: site\nversion: 1\nname: 시장\nzone: " + zone +
         "\nlanguages: [ko]\ndefault: playlists/welcome.yaml\nscreens:\n  - id: gate-1\n    resolution: "
         "640x360\n";
}

}  // namespace

Story seoul_market() {
  Story story;
  story.files["site.yaml"] = site("Asia/Seoul");
  story.files["schedule.yaml"] = R"(kind: schedule
version: 1
entries:
  - { name: 과일, play: playlists/fruit.yaml, when: { times: 09:00-21:00 } }
  - { name: 생선, play: playlists/fish.yaml, share: 2, when: { times: 08:00-20:00, except: { days: mon } } }
  - { name: 떡, play: playlists/cake.yaml, at-least: 5m per 1h, when: { times: 07:30-19:15 } }
  - { name: 감귤 축제, play: playlists/autumn.yaml, when: { dates: 2026-10-01..2026-11-30, times: 09:00-21:00 } }
  - { name: 아침, play: playlists/morning.yaml, priority: 10, when: { times: "06:00-09:00" } }
  - { name: 장날, play: playlists/market-day.yaml, priority: 20, when: { market-days: [2, 7], times: "09:00-17:00" } }
  - { name: 야시장, play: playlists/night.yaml, priority: 30, when: { days: [fri, sat, sun], times: "22:00-02:00" } }
  - name: 공휴일
    play: playlists/holiday.yaml
    priority: 40
    when: { holidays: kr, times: "10:00-18:00", except: { lunar: [01-01..01-02, 08-14..08-16] } }
  - name: 둘째 토요일
    play: playlists/saturday.yaml
    priority: 45
    when: { rrule: { start: 2026-01-10, rule: "FREQ=MONTHLY;BYDAY=2SA" }, times: "13:00-16:00" }
  - name: 수요 공연
    play: playlists/wednesday.yaml
    priority: 45
    when: { rrule: { start: "2025-12-31T19:00", rule: "FREQ=WEEKLY;BYDAY=WE", lasts: 90m } }
  - { name: 추석, play: playlists/chuseok.yaml, priority: 50, when: { lunar: 08-14..08-16 } }
  - { name: 설, play: playlists/seollal.yaml, priority: 50, when: { lunar: 01-01..01-02 } }
)";
  story.files["playlists/welcome.yaml"] = playlist({"어서 오세요, duration: 8s", "안녕히, duration: 6s"});
  story.files["playlists/fruit.yaml"] = playlist(
      {"사과, duration: 8s", "봄딸기, duration: 7s, valid: 2026-03-01..2026-05-31", "배, duration: 11s"});
  story.files["playlists/fish.yaml"] =
      playlist({"갈치, duration: 10s", "고등어, duration: 9s, valid: ..2026-09-20"});
  story.files["playlists/cake.yaml"] = playlist({"송편, duration: 12s"});
  story.files["playlists/autumn.yaml"] = playlist({"감귤, duration: 8s", "한라봉, duration: 8s"});
  story.files["playlists/morning.yaml"] = playlist({"문 여는 시간, duration: 20s", "아침 장, duration: 15s"});
  story.files["playlists/market-day.yaml"] = playlist({"장날, duration: 30s", "오늘은 장날, duration: 10s"});
  story.files["playlists/night.yaml"] = playlist({"야시장, duration: 9s", "불꽃, duration: 13s"});
  story.files["playlists/holiday.yaml"] = playlist({"쉬는 날, duration: 8s", "공휴일, duration: 8s"});
  story.files["playlists/saturday.yaml"] = playlist({"벼룩시장, duration: 25s", "둘째 토요일, duration: 8s"});
  story.files["playlists/wednesday.yaml"] = playlist({"공연, duration: 40s", "박수, duration: 5s"});
  story.files["playlists/chuseok.yaml"] = playlist({"추석, duration: 8s", "한가위, duration: 17s"});
  story.files["playlists/seollal.yaml"] = playlist({"설, duration: 8s", "새해, duration: 14s"});
  return story;
}

Story berlin_market() {
  Story story;
  story.files["site.yaml"] = site("Europe/Berlin");
  story.files["schedule.yaml"] = R"(kind: schedule
version: 1
entries:
  - { name: 빵, play: playlists/bread.yaml, when: { times: "05:00-23:00" } }
  - { name: 꽃, play: playlists/flowers.yaml, share: 3, when: { times: "08:00-20:00", days: weekdays } }
  - { name: 밤, play: playlists/night.yaml, priority: 5, when: { times: "23:00-05:00" } }
  - { name: 두 시, play: playlists/two.yaml, priority: 10, when: { times: "02:15-02:45" } }
  - { name: 세 시, play: playlists/three.yaml, priority: 10, when: { times: "02:50-03:20" } }
  - { name: 주말, play: playlists/weekend.yaml, priority: 20, when: { days: weekend, times: "10:00-16:00" } }
)";
  story.files["playlists/welcome.yaml"] = playlist({"어서 오세요, duration: 8s", "안녕히, duration: 6s"});
  story.files["playlists/bread.yaml"] = playlist({"빵, duration: 8s", "과자, duration: 7s"});
  story.files["playlists/flowers.yaml"] = playlist({"장미, duration: 10s", "튤립, duration: 9s"});
  story.files["playlists/night.yaml"] = playlist({"밤, duration: 14s", "달, duration: 12s"});
  story.files["playlists/two.yaml"] = playlist({"두 시, duration: 9s", "아직 두 시, duration: 4s"});
  story.files["playlists/three.yaml"] = playlist({"세 시, duration: 6s", "벌써 세 시, duration: 8s"});
  story.files["playlists/weekend.yaml"] = playlist({"주말, duration: 8s", "나들이, duration: 11s"});
  return story;
}

}  // namespace madang::test
