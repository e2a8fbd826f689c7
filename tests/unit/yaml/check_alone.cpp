// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <CLI/CLI.hpp>
#include <cstdio>

#include "content-schema/yaml/load.h"
#include "tools/madang/command.h"

namespace madang::tool {

Exit tell(const Context& context, const Error& error) {
  fmt::print(stderr, "madang: {}\n", error.message.in(context.lang));
  return error.kind == ErrorKind::not_found || error.kind == ErrorKind::invalid ? Exit::wrong
                                                                                : Exit::unavailable;
}

}  // namespace madang::tool

int main(int argc, char** argv) {
  using namespace madang;
  tool::Context context;
  for (int i = 1; i + 1 < argc; ++i) {
    if (std::string_view(argv[i]) == "--lang")
      context.lang = parse_lang(argv[i + 1]).value_or(Lang::en);
  }
  CLI::App app;
  app.require_subcommand(1);
  app.fallthrough();
  std::string lang;
  app.add_option("--lang", lang);
  tool::add_check(app, context, {});
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : static_cast<int>(tool::Exit::usage);
  }
  return static_cast<int>(context.exit);
}
