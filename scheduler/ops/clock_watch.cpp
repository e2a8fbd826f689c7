// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/ops/clock_watch.h"

#include "content-schema/base/log.h"

namespace madang {
namespace {

using namespace std::chrono_literals;

/// Between two looks. No time service slews so far unseen (chrony at most 5 s in a minute), and planning anew
/// in vain is seen by nobody.
constexpr Millis k_step = 2s;

constexpr Millis k_between_tries = 1min;  // of a write to a disk that fails

SysTime carry(const ClockReading& from, const ClockReading& to) {
  return from.now + (to.since_boot - from.since_boot);
}

}  // namespace

ClockWatch::News ClockWatch::look(const ClockReading& reading, std::optional<SysTime> published) {
  const bool is_first = !last_;
  const bool stepped = last_ && std::chrono::abs(reading.now - carry(*last_, reading)) > k_step;
  last_ = reading;
  if (reading.kernel == KernelClock::synchronised)
    synchronised_ = reading;

  ClockFacts facts{reading.now, reading.kernel, std::nullopt, kept_.time(), published};
  if (synchronised_)
    facts.reckoned = carry(*synchronised_, reading);
  const ClockVerdict before = verdict_;
  verdict_ = judge(facts);
  reason_ = madang::reason(verdict_, facts);
  if (is_first || verdict_ != before) {
    if (trusted())
      log::info("the clock is trusted: {}", reason_.en);
    else
      log::warning("the clock cannot be trusted: {}", reason_.en);
  }
  keep(KeptTime::Occasion::running);
  if (is_first || is_trusted(before) != trusted())
    return News::trust;
  return stepped ? News::stepped : News::none;
}

Millis ClockWatch::pause() const {
  return trusted() ? Millis{1min} : Millis{10s};
}

void ClockWatch::end() {
  keep(KeptTime::Occasion::ending);
}

void ClockWatch::keep(KeptTime::Occasion occasion) {
  if (!last_ || last_->kernel != KernelClock::synchronised)
    return;
  if (occasion == KeptTime::Occasion::running && last_->since_boot < try_again_)
    return;
  const auto kept = kept_.keep(last_->now, occasion);
  if (!kept && !write_problem_)
    log::error("the time cannot be kept: {}", kept.error().message.en);
  if (kept)
    write_problem_.reset();
  else
    write_problem_ = kept.error().message;
  try_again_ = kept ? Millis{0} : last_->since_boot + k_between_tries;
}

std::vector<Bilingual> ClockWatch::problems() const {
  std::vector<Bilingual> problems;
  if (last_ && !trusted()) {
    problems.push_back(say("시계를 믿을 수 없습니다: {0} 날짜와 상관없는 내용만 나갑니다.",
                           "the clock cannot be trusted: {1} Only date-free content plays.", reason_.ko,
                           reason_.en));
  }
  if (kept_.damage())
    problems.push_back(*kept_.damage());
  if (write_problem_) {
    problems.push_back(say("시각을 기록해 둘 수 없습니다: {0}", "the time cannot be kept: {1}",
                           write_problem_->ko, write_problem_->en));
  }
  return problems;
}

}  // namespace madang
