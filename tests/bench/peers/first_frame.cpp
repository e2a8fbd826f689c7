// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "tests/support/process.h"
#include "tests/support/screen_reader.h"

// first_frame COMMAND...: starts the command on DISPLAY and prints after how many ms the middle of the screen
// is white, which the first frame of its clip is and nothing before it.
int main(int argc, char** argv) {
  using namespace madang;
  using namespace madang::test;
  const char* display = std::getenv("DISPLAY");
  if (argc < 2 || display == nullptr) {
    std::fputs("usage: DISPLAY=:0 first_frame COMMAND...\n", stderr);
    return 2;
  }
  const auto reader = ScreenReader::connect(display);
  if (!reader) {
    std::fprintf(stderr, "%s\n", reader.error().message.en.c_str());
    return 3;
  }
  const auto start = std::chrono::steady_clock::now();
  Process process(std::vector<std::string>(argv + 1, argv + argc));
  const auto image = reader->read_until(
      [](const ScreenImage& seen) {
        const Colour middle = seen.colour(seen.size.width / 2, seen.size.height / 2);
        return middle.r > 230 && middle.g > 230 && middle.b > 230;
      },
      std::chrono::seconds(20));
  const auto end = std::chrono::steady_clock::now();
  process.stop();
  const auto& seen = image.value();
  if (seen.colour(seen.size.width / 2, seen.size.height / 2).g <= 230)
    return 1;
  std::printf("%ld\n",
              static_cast<long>(std::chrono::duration_cast<std::chrono::milliseconds>(end - start).count()));
  return 0;
}
