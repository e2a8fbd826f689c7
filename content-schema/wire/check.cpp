// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/wire/check.h"

#include <algorithm>

namespace madang {

Status check(const Programme& programme) {
  const auto& segments = programme.segments;
  if (programme.covers.to <= programme.covers.from || segments.empty()) {
    return fail(ErrorKind::invalid, "편성표가 비어 있습니다.", "the programme covers no time.");
  }
  if (segments.front().interval.from > programme.covers.from ||
      segments.back().interval.to < programme.covers.to) {
    return fail(ErrorKind::invalid, "편성표가 말한 시간을 다 채우지 않습니다.",
                "the programme's segments do not cover the time it says.");
  }
  for (size_t i = 0; i < segments.size(); ++i) {
    const Segment& segment = segments[i];
    const std::string at = to_iso8601(segment.interval.from);
    if (segment.interval.to <= segment.interval.from ||
        (i > 0 && segments[i - 1].interval.to != segment.interval.from)) {
      return fail(ErrorKind::invalid, "편성표의 {} 구간이 앞뒤와 이어지지 않습니다.",
                  "the programme has a hole or an overlap at {}.", at);
    }
    const bool lasts = std::all_of(segment.turns.begin(), segment.turns.end(),
                                   [](const Turn& turn) { return turn.length > Millis{0}; });
    const bool shared = std::all_of(segment.turns.begin(), segment.turns.end(), [](const Turn& turn) {
      return turn.share > 0 && turn.share <= k_most_share && turn.at_least >= 0 && turn.at_least <= 1;
    });
    if (!shared) {
      return fail(ErrorKind::invalid, "편성표의 {} 구간에서 화면을 나눌 수 없습니다.",
                  "the programme does not say how the screen is shared at {}.", at);
    }
    if (segment.turns.empty() || !lasts) {
      return fail(ErrorKind::invalid, "편성표의 {} 구간에 재생할 것이 없습니다.",
                  "the programme has nothing to show at {}.", at);
    }
  }
  return {};
}

}  // namespace madang
