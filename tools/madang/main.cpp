// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <CLI/CLI.hpp>
#include <cstdio>
#include <string_view>

#include "content-schema/base/log.h"
#include "content-schema/base/usage.h"
#include "player/local_content.h"
#include "tools/madang/command.h"
#include "tools/madang/inspect_pages.h"

namespace madang::tool {
namespace {

/// --lang is needed before the options are described, so it is looked for by hand first.
Lang lang_of(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument.starts_with("--lang="))
      return parse_lang(argument.substr(7)).value_or(lang_of_environment());
    if (argument == "--lang" && i + 1 < argc)
      return parse_lang(argv[i + 1]).value_or(lang_of_environment());
  }
  return lang_of_environment();
}

Exit exit_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::unavailable:
    case ErrorKind::refused:
    case ErrorKind::bug:
      return Exit::unavailable;
    default:
      return Exit::wrong;
  }
}

int run(int argc, char** argv) {
  Context context;
  context.lang = lang_of(argc, argv);
  log::start("madang", log::Level::warning);

  CLI::App app(context(say("마당: 시장 화면을 점검하고, 미리 보고, 내보내고, 비상 화면을 켭니다.",
                           "Madang: check, preview, publish, and raise the alarm on a market's screens.")));
  app.require_subcommand(1);
  app.fallthrough();
  std::string lang;
  app.add_option("--lang", lang, context(say("메시지 언어 (ko, en)", "language of messages (ko, en)")))
      ->check(CLI::IsMember({"ko", "en"}));
  app.set_help_flag("-h,--help", context(say("도움말", "this help")));

  add_check(app, context, {player_abilities, inspect_pages});
  add_when(app, context);
  add_shot(app, context);
  add_record(app, context);
  add_text(app, context);
  add_keys(app, context);
  add_publish(app, context);
  add_rollback(app, context);
  add_history(app, context);
  add_serve(app, context);
  add_alarm(app, context);
  add_cap(app, context);
  add_status(app, context);

  app.failure_message([&](const CLI::App*, const CLI::Error& error) {
    return usage_error("madang", error.get_name(), error.what()).in(context.lang);
  });
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? static_cast<int>(Exit::fine) : static_cast<int>(Exit::usage);
  }
  return static_cast<int>(context.exit);
}

}  // namespace

Exit tell(const Context& context, const Error& error) {
  fmt::print(stderr, "madang: {}\n", error.message.in(context.lang));
  return exit_of(error.kind);
}

}  // namespace madang::tool

int main(int argc, char** argv) {
  return madang::tool::run(argc, argv);
}
