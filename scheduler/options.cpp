// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/options.h"

#include <CLI/CLI.hpp>

#include "content-schema/base/usage.h"

namespace madang {

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
  app.add_option("--screen", options.screen.value,
                 in_lang(say("이 화면의 id (site.yaml)", "this screen's id (site.yaml)")))
      ->required();
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
  return options;
}

}  // namespace madang
