// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <unistd.h>

#include <cstdio>
#include <string_view>

#include "content-schema/base/log.h"
#include "content-schema/base/message.h"
#include "player/local_content.h"
#include "player/rehearsal.h"

// madang-probe FOLDER [KNOWN]: started by the scheduler on a release that has come whole. 0: it can be shown;
// 1: it cannot, and stdout says why, in Korean on the first line and in English on the second.
int main(int argc, char** argv) {
  using namespace madang;
  if (argc < 2 || argc > 3 || std::string_view(argv[1]).starts_with("-")) {
    const Bilingual usage =
        say("madang-probe: 스케줄러가 새 릴리스를 살펴보려고 실행하는 프로그램입니다. 사람은 madang check 를 "
            "쓰세요.\n",
            "madang-probe: started by the scheduler to look at a new release; people use madang check.\n");
    std::fputs(usage.in(lang_of_environment()).c_str(), stderr);
    return 2;
  }
  log::start("madang-probe", log::Level::warning);
  [[maybe_unused]] const int now = ::nice(10);  // what plays now comes first
  const auto done = rehearse({argv[1], argc == 3 ? argv[2] : "", decoder_program(), fonts_file()});
  if (done)
    return 0;
  const auto one_line = [](std::string text) {
    for (char& each : text)
      each = each == '\n' ? ' ' : each;
    return text;
  };
  fmt::print("{}\n{}\n", one_line(done.error().message.ko), one_line(done.error().message.en));
  return 1;
}
