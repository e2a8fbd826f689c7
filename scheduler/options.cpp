// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/options.h"

#include <CLI/CLI.hpp>
#include <charconv>
#include <limits>

#include "content-schema/base/usage.h"
#include "scheduler/alarm/cap_area.h"
#include "scheduler/alarm/mqtt.h"

namespace madang {
namespace {

constexpr std::uint64_t k_least_quota = 1'000'000;
constexpr std::string_view k_prefixes = "kmgtpe";  // a thousand times the one before; 1024 times with an i

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

}  // namespace

std::optional<std::uint64_t> parse_quota(std::string_view text) {
  std::uint64_t bytes = 0;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), bytes);
  if (wrong != std::errc())
    return std::nullopt;
  text.remove_prefix(static_cast<size_t>(end - text.data()));
  if (text.starts_with(' '))
    text.remove_prefix(1);
  std::string unit = lower_case(text);
  const size_t prefix = unit.empty() ? std::string_view::npos : k_prefixes.find(unit.front());
  if (prefix != std::string_view::npos) {
    unit.erase(0, 1);
    const std::uint64_t step = unit.starts_with('i') ? 1024 : 1000;
    if (step == 1024)
      unit.erase(0, 1);
    for (size_t i = 0; i <= prefix; ++i) {
      if (bytes > std::numeric_limits<std::uint64_t>::max() / step)
        return std::nullopt;
      bytes *= step;
    }
  }
  if ((!unit.empty() && unit != "b") || bytes < k_least_quota)
    return std::nullopt;
  return bytes;
}

std::variant<Options, int> parse_options(int argc, char** argv, Lang lang) {
  Options options;
  const auto in_lang = [lang](const Bilingual& text) { return text.in(lang); };
  CLI::App app(in_lang(say("마당 스케줄러: 내용을 받아 오고, 무엇을 언제 보여 줄지 정하고, 비상을 듣습니다.",
                           "Madang's scheduler: fetches, decides what a screen shows, and hears alarms.")));
  app.set_help_flag("-h,--help", in_lang(say("도움말", "this help")));
  app.set_config("--config", "",
                 in_lang(say("설정 파일 (아래 선택 항목의 이름 = 값)",
                             "file of settings (names of the options below = values)")));
  app.allow_config_extras(CLI::config_extras_mode::error);
  app.add_option("--server", options.server,
                 in_lang(say("중앙 서버 주소, 예: http://office.local:8640",
                             "the central server, e.g. http://office.local:8640")));
  app.add_option("--authorities", options.authorities,
                 in_lang(say("https 서버의 인증서를 보증하는 기관들의 PEM 파일 (기본: 시스템의 것)",
                             "PEM file of those who vouch for an https server (default: the system's)")));
  app.add_option("--live-authorities", options.live_authorities,
                 in_lang(say("실시간 값을 주는 https 서비스의 인증서를 보증하는 기관들의 PEM 파일. 시스템의 것에 더해 "
                             "믿습니다",
                             "PEM file of those who vouch for https services of live values, believed besides the "
                             "system's")));
  app.add_option("--screen", options.screen.value,
                 in_lang(say("이 화면의 id (site.yaml)", "this screen's id (site.yaml)")))
      ->required();
  app.add_option("--root", options.root,
                 in_lang(say("믿을 서명이 적힌 root.json (madang keys new가 만듭니다)",
                             "root.json, which says whose signatures to trust (madang keys new makes it)")));
  app.add_option(
      "--probe", options.probe,
      in_lang(say("새 릴리스를 미리 살펴볼 프로그램 (기본: 스케줄러 옆의 madang-probe)",
                  "program that goes through new releases (default: madang-probe beside this one)")));
  app.add_option("--state", options.state,
                 in_lang(say("상태 폴더 (기본 /var/lib/madang)",
                             "folder for what must be kept (default /var/lib/madang)")));
  app.add_option("--socket", options.socket,
                 in_lang(say("재생기와 만나는 소켓 (기본 /run/madang/player.sock)",
                             "socket where the player connects (default /run/madang/player.sock)")));
  app.add_option("--alarm-listen", options.alarm_listen,
                 in_lang(say("비상 신호를 들을 주소와 포트 (기본 127.0.0.1:8650)",
                             "address and port for alarms (default 127.0.0.1:8650)")));
  app.add_option(
      "--alarm-secret-file", options.alarm_secret_file,
      in_lang(say("비상 신호의 비밀값이 첫 줄에 있는 파일 (없으면 HTTP로는 듣지 않습니다)",
                  "file whose first line is the secret for alarms (without it none is heard over HTTP)")));
  app.add_option("--alarm-keys", options.alarm_keys,
                 in_lang(say("비상 중계기들의 공개 열쇠 파일 (madang keys alarm이 만듭니다)",
                             "public keys of the alarm bridges (madang keys alarm makes the file)")));
  app.add_option(
         "--alarm-broker", options.alarm_broker,
         in_lang(say("비상 알림을 함께 들을 MQTT 브로커, 예: mqtt://10.0.0.2:1883 (alarm-keys와 site가 "
                     "있어야 합니다)",
                     "MQTT broker to hear alarms from as well, e.g. mqtt://10.0.0.2:1883 (needs "
                     "alarm-keys and site)")))
      ->check([lang](const std::string& text) {
        const auto broker = alarm::parse_broker(text);
        return broker ? std::string() : broker.error().message.in(lang);
      });
  app.add_option(
      "--alarm-broker-login", options.alarm_broker_login,
      in_lang(say("브로커에 쓸 사용자 이름과 비밀번호가 한 줄씩 있는 파일",
                  "file with the user's name for the broker and, on its second line, the password")));
  app.add_option("--alarm-broker-authorities", options.alarm_broker_authorities,
                 in_lang(say("mqtts 브로커의 인증서를 보증하는 기관들의 PEM 파일 (기본: 시스템의 것)",
                             "PEM file of those who vouch for an mqtts broker (default: the system's)")));
  app.add_option("--site", options.site,
                 in_lang(say("이 화면이 있는 시장의 id. 다른 시장의 비상은 받지 않습니다",
                             "id of this screen's market; alarms of another one are not taken")));
  app.add_option("--zone", options.zones,
                 in_lang(say("이 화면이 있는 시장 안 구역 (여러 개 가능)",
                             "zones of the market that this screen is in (may be given several times)")));
  app.add_option(
      "--alarm-gateway", options.gateways,
      in_lang(say("이 시장의 화재 수신기가 CAP으로 보낼 때의 sender. 그 화재는 해제할 때까지 남습니다",
                  "sender of CAP messages from this market's own gateway: its fires stay until "
                  "they are cleared")));
  app.add_option("--geocode", options.geocode,
                 in_lang(say("시장의 행정 구역 코드 열 자리, 예: 5011000000 (재난 문자의 지역과 견줍니다)",
                             "the market's administrative code of ten digits, held against areas of CAP")))
      ->check([in_lang](const std::string& text) {
        return text.size() == 10 && text.find_first_not_of("0123456789") == std::string::npos
                   ? std::string()
                   : in_lang(say("'{}' 대신 숫자 열 자리를 적어 주세요.", "instead of '{}' write ten digits.",
                                 text));
      });
  app.add_option("--point", options.point,
                 in_lang(say("시장의 위도,경도, 예: 33.512,126.528",
                             "the market's latitude,longitude, e.g. 33.512,126.528")))
      ->check([in_lang](const std::string& text) {
        return alarm::parse_point(text)
                   ? std::string()
                   : in_lang(say("'{}' 대신 위도와 경도를 33.512,126.528처럼 적어 주세요.",
                                 "instead of '{}' write latitude and longitude, like "
                                 "33.512,126.528.",
                                 text));
      });
  app.add_option(
         "--all-clear", options.all_clear,
         in_lang(say("상황이 끝났다는 화면을 보여 줄 시간, 초 (기본 180, 0은 보여 주지 않음, 3600까지)",
                     "seconds that the all-clear page is shown (default 180; 0: not at all; up to 3600)")))
      ->check([&](const std::string& text) {
        int seconds = -1;
        const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), seconds);
        return wrong == std::errc() && end == text.data() + text.size() && seconds >= 0 && seconds <= 3600
                   ? std::string()
                   : in_lang(say("'{}' 대신 0에서 3600 사이의 초를 적어 주세요.",
                                 "instead of '{}' write seconds, from 0 to 3600.", text));
      });
  std::string quota;
  app.add_option(
         "--quota", quota,
         in_lang(say("받아 둔 내용이 차지할 수 있는 크기, 예: 20GB (기본: 디스크의 10%만 남기고 모두)",
                     "what fetched content may take, e.g. 20GB (default: all but 10% of the disk)")))
      ->check([&](const std::string& text) {
        return parse_quota(text)
                   ? std::string()
                   : in_lang(say("'{}' 대신 20GB처럼 적어 주세요. 1MB보다 작을 수 없습니다. 따로 한도를 두지 "
                                 "않으려면 이 설정을 빼 주세요.",
                                 "instead of '{}' write it like 20GB, and no less than 1MB; for no limit of "
                                 "its own leave it out.",
                                 text));
      });
  app.failure_message([lang](const CLI::App*, const CLI::Error& error) {
    return usage_error("madang-scheduler", error.get_name(), error.what()).in(lang);
  });
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  while (options.server.ends_with('/'))
    options.server.pop_back();
  if (!quota.empty())
    options.quota = parse_quota(quota);
  return options;
}

}  // namespace madang
