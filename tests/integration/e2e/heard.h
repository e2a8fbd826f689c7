// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "tests/integration/e2e/market.h"

namespace madang::test {

inline constexpr double k_heard_rate = 48'000;
inline constexpr std::size_t k_heard_buffer = 1024;  ///< samples that SDL writes at a time

/// Has the market's player write what is to be heard into the file that is returned, at the pace of a
/// loudspeaker, by a driver of SDL. The file is not there before something is heard for the first time.
std::filesystem::path record(Market& market);

/// So far, of each channel.
std::size_t samples_in(const std::filesystem::path& file);
/// The left channel from this sample on.
std::vector<float> heard_in(const std::filesystem::path& file, std::size_t from = 0);
bool is_loud(const std::vector<float>& heard);

/// A time in which it is not silent for longer than 20 ms. In seconds from the first sample.
struct Burst {
  double from = 0;
  double to = 0;
  double hertz = 0;  ///< by how often it goes up through nothing
};
std::vector<Burst> bursts_in(const std::vector<float>& heard);

}  // namespace madang::test
