// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <cstdio>

#include "content-schema/base/log.h"
#include "scheduler/app.h"
#include "scheduler/options.h"

int main(int argc, char** argv) {
  using namespace madang;
  const Lang lang = lang_of_environment();
  const auto parsed = parse_options(argc, argv, lang);
  if (const int* code = std::get_if<int>(&parsed))
    return *code;
  log::start("madang-scheduler", log::Level::info);
  const auto ended = run_scheduler(std::get<Options>(parsed));
  if (ended)
    return 0;
  fmt::print(stderr, "madang-scheduler: {}\n", ended.error().message.in(lang));
  return 3;
}
