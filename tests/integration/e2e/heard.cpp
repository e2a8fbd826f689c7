// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/integration/e2e/heard.h"

#include <algorithm>
#include <cmath>
#include <fstream>

namespace madang::test {
namespace {

namespace fs = std::filesystem;

constexpr float k_silence = 0.02F;
constexpr std::size_t k_gap = 960;

}  // namespace

fs::path record(Market& market) {
  const fs::path file = market.folder / "heard.raw";
  market.environment = {{"SDL_AUDIODRIVER", "disk"},
                        {"SDL_DISKAUDIOFILE", file.string()},
                        {"SDL_AUDIO_DRIVER", "disk"},  // SDL 3's names, under Debian 13's SDL 2
                        {"SDL_AUDIO_DISK_OUTPUT_FILE", file.string()}};
  return file;
}

std::size_t samples_in(const fs::path& file) {
  std::error_code none;
  const auto bytes = fs::file_size(file, none);
  return none ? 0 : bytes / (2 * sizeof(float));
}

std::vector<float> heard_in(const fs::path& file, std::size_t from) {
  std::ifstream in(file, std::ios::binary);
  in.seekg(static_cast<std::streamoff>(from * 2 * sizeof(float)));
  std::vector<float> left;
  float pair[2];
  while (in.read(reinterpret_cast<char*>(pair), sizeof pair))
    left.push_back(pair[0]);
  return left;
}

bool is_loud(const std::vector<float>& heard) {
  return std::any_of(heard.begin(), heard.end(), [](float sample) { return std::abs(sample) > 0.05F; });
}

std::vector<Burst> bursts_in(const std::vector<float>& heard) {
  std::vector<Burst> found;
  std::size_t last = 0;
  int rises = 0;
  for (std::size_t at = 1; at < heard.size(); ++at) {
    rises += heard[at - 1] <= 0 && heard[at] > 0;
    if (std::abs(heard[at]) < k_silence)
      continue;
    const double time = static_cast<double>(at) / k_heard_rate;
    if (found.empty() || at - last > k_gap) {
      found.push_back({time, time, 0});
      rises = 0;
    }
    Burst& burst = found.back();
    burst.to = time;
    burst.hertz = rises / std::max(burst.to - burst.from, 1e-3);
    last = at;
  }
  return found;
}

}  // namespace madang::test
