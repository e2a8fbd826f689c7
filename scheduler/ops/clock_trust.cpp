// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/ops/clock_trust.h"

#include <algorithm>

namespace madang {

ClockVerdict judge(const ClockFacts& facts) {
  if (facts.kernel == KernelClock::synchronised)
    return ClockVerdict::synchronised;
  if (facts.reckoned && std::chrono::abs(facts.now - *facts.reckoned) <= k_steady_slack)
    return ClockVerdict::steady;
  if (facts.kept && facts.now < *facts.kept)
    return ClockVerdict::before_kept;
  if (facts.published && facts.now < *facts.published - k_publication_slack)
    return ClockVerdict::before_publication;
  const auto known = std::max(facts.kept, facts.published);  // nothing is less than any time
  if (!known)
    return ClockVerdict::nothing_known;
  if (facts.now - *known > k_farthest_ahead)
    return ClockVerdict::too_far_ahead;
  return ClockVerdict::later;
}

bool is_trusted(ClockVerdict verdict) {
  return verdict == ClockVerdict::synchronised || verdict == ClockVerdict::steady ||
         verdict == ClockVerdict::later;
}

Bilingual reason(ClockVerdict verdict, const ClockFacts& facts) {
  const std::string now = to_iso8601(facts.now);
  const auto text = [](const std::optional<SysTime>& time) { return time ? to_iso8601(*time) : "-"; };
  switch (verdict) {
    case ClockVerdict::synchronised:
      return say("시각 서버와 맞추어져 있습니다.", "it is synchronised with a time server.");
    case ClockVerdict::steady:
      return say("시각 서버와 맞춘 뒤로 바뀐 적이 없습니다.",
                 "it was synchronised with a time server, and was not set since.");
    case ClockVerdict::later:
      return say("시각 서버와 맞추어져 있지 않지만, 알려진 시각들보다 뒤입니다.",
                 "no time server vouches for it, but it is later than every time that is known.");
    case ClockVerdict::before_kept:
      return say(
          "시계는 {0}인데, 이 화면은 이미 {1}을(를) 지났습니다. 시계나 시각 서버 설정을 바로잡아 주세요.",
          "it says {0}, but this screen has seen {1} already; set the clock or its time service right.", now,
          text(facts.kept));
    case ClockVerdict::before_publication:
      return say(
          "시계는 {0}인데, 지금 내용은 {1}에 내보낸 것입니다. 시계나 시각 서버 설정을 바로잡아 주세요.",
          "it says {0}, but the content was published at {1}; set the clock or its time service right.", now,
          text(facts.published));
    case ClockVerdict::too_far_ahead:
      return say(
          "시계는 {0}인데, 마지막으로 알려진 시각 {1}보다 너무 뒤입니다. 시계나 시각 서버 설정을 바로잡아 "
          "주세요.",
          "it says {0}, too long after the last time that is known, {1}; set the clock or its time "
          "service right.",
          now, text(std::max(facts.kept, facts.published)));
    case ClockVerdict::nothing_known:
      return say("시계는 {0}인데, 견주어 볼 시각이 없습니다. 시각 서버를 설정해 주세요.",
                 "it says {0}, and there is nothing to hold it against; set up a time service.", now);
  }
  return {};
}

}  // namespace madang
