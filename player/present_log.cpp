// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/present_log.h"

#include <fstream>
#include <string>
#include <utility>

#include "content-schema/base/log.h"
#include "content-schema/wire/codec.h"

namespace madang {
namespace {

constexpr size_t k_most_waiting = 4096;  // over a minute of every refresh: a disk that takes longer is broken

}  // namespace

void PresentLog::add(Presented presented) {
  if (!options_.every_frame) {
    if (begun_ && same_turns(presented, last_))
      return;
    last_ = presented;
    begun_ = true;
  }
  const std::lock_guard lock(mutex_);
  if (waiting_.size() >= k_most_waiting)
    ++left_out_;
  else
    waiting_.push_back(std::move(presented));
  added_.notify_one();
}

void PresentLog::run(std::stop_token stop) {
  while (true) {
    std::vector<Presented> lines;
    std::uint64_t left_out = 0;
    {
      std::unique_lock lock(mutex_);
      added_.wait(lock, stop, [this] { return !waiting_.empty(); });
      lines = std::exchange(waiting_, {});
      left_out = std::exchange(left_out_, 0);
    }
    if (left_out > 0)
      log::warning("the present log's disk is too slow: {} lines were left out", left_out);
    if (lines.empty())
      return;  // told to stop, and nothing is left
    write(lines);
  }
}

void PresentLog::write(const std::vector<Presented>& lines) {
  std::error_code none;
  if (const auto size = std::filesystem::file_size(options_.file, none);
      !none && size >= options_.most_bytes) {
    std::filesystem::path before = options_.file;
    before += ".1";
    std::filesystem::rename(options_.file, before, none);
  }
  std::ofstream out(options_.file, std::ios::app | std::ios::binary);
  for (const Presented& each : lines)
    out << encode(each) << '\n';
  out.flush();
  if (!out && !std::exchange(failed_, true))
    log::warning("cannot write the present log '{}'", options_.file.string());
  else if (out)
    failed_ = false;
}

}  // namespace madang
