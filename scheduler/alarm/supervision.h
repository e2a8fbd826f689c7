// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content-schema/base/clock.h"

namespace madang::alarm {

/// Whether somebody who is supervised can be heard at all.
enum class Link { lost, back };

/// Who has to be heard how often, and who is. The interval of each starts anew with any of its messages
/// (DC-09, 5.5.2); who was never heard is lost one interval after the start. Time is an argument. Bound to
/// one thread.
class Supervision {
 public:
  /// `interval` over zero.
  void watch(std::string name, Millis interval, SteadyTime now);
  void heard(std::string_view name, SteadyTime now);

  struct News {
    std::string name;
    Link link = Link::lost;
    friend bool operator==(const News&, const News&) = default;
  };
  /// What is otherwise than was told. Stays so until `told`, so that news nobody could write down comes
  /// again.
  std::vector<News> news(SteadyTime now) const;
  void told(const News& news);
  /// When there will be news if nobody is heard until then; nothing if everyone is lost, or nobody watched.
  std::optional<SteadyTime> next() const;

 private:
  struct Watched {
    std::string name;
    Millis interval;
    SteadyTime last;
    bool told_lost = false;
  };
  std::vector<Watched> watched_;
};

}  // namespace madang::alarm
