// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <CLI/CLI.hpp>
#include <cstdio>

#include "content-schema/base/log.h"
#include "content-schema/base/usage.h"
#include "tools/alarm-bridge/app.h"

int main(int argc, char** argv) {
  using namespace madang;
  const Lang lang = lang_of_environment();
  const auto in_lang = [lang](const Bilingual& text) { return text.in(lang); };
  CLI::App app(in_lang(say("마당 비상 중계기: 화재 수신기, 접점, 재난 문자를 시장의 모든 화면에 알립니다.",
                           "Madang's alarm bridge: hands what fire panels, contacts and CAP messages say to "
                           "every screen of a market.")));
  app.set_help_flag("-h,--help", in_lang(say("도움말", "this help")));
  std::string file;
  app.add_option("--config", file,
                 in_lang(say("설정 파일 (예: examples/alarm-bridge.yaml)",
                             "settings, as in examples/alarm-bridge.yaml")))
      ->required();
  app.failure_message([lang](const CLI::App*, const CLI::Error& error) {
    return usage_error("madang-alarm-bridge", error.get_name(), error.what()).in(lang);
  });
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  log::start("madang-alarm-bridge", log::Level::info);
  const auto ended = bridge::run_bridge(file);
  if (ended)
    return 0;
  fmt::print(stderr, "madang-alarm-bridge: {}\n", in_lang(ended.error().message));
  return ended.error().kind == ErrorKind::invalid ? 2 : 3;
}
