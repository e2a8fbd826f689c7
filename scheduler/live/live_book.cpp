// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/live/live_book.h"

#include <algorithm>

#include "content-schema/base/log.h"

namespace madang::live {
namespace {

constexpr int k_longest_pause = 4;  // rounds
constexpr double k_jitter = 0.1;
constexpr std::chrono::minutes k_most_ahead{10};  // two clocks that nobody looks after

/// One line, however much is wrong.
std::optional<Bilingual> summary(const std::vector<Bilingual>& problems) {
  if (problems.empty())
    return std::nullopt;
  if (problems.size() == 1)
    return problems.front();
  return say("{0} (그 밖에 {2}가지)", "{1} ({2} more)", problems.front().ko, problems.front().en,
             problems.size() - 1);
}

/// What went wrong on the way, and what to do about it where that is not plain.
Bilingual why_silent(const fetch::Fault& fault) {
  const auto advised = [&](const Bilingual& advice) {
    const Bilingual& what = fault.error.message;
    return say("{0} {2}", "{1} {3}", what.ko, what.en, advice.ko, advice.en);
  };
  switch (fault.reason) {
    case fetch::Reason::insecure:
      return advised(say("인증서를 새로 받거나, 그 인증서를 발급한 기관의 PEM 파일을 madang-scheduler의 "
                         "'live-authorities'에 적으세요.",
                         "Have its certificate renewed, or name the PEM file of the authority that issued it as "
                         "'live-authorities' of madang-scheduler."));
    case fetch::Reason::unreachable:
    case fetch::Reason::stalled:
      return advised(say("그 서비스가 켜져 있는지, 화면 기기에서 닿는지 보세요.",
                         "See whether the service runs, and whether kiosks can reach it."));
    case fetch::Reason::long_body:
      return advised(say("필요한 값만 주는 주소를 적으세요.", "Name an address that sends the values alone."));
    default:
      return fault.error.message;
  }
}

/// What is wrong with the time at which the source says that it took its values.
std::optional<Bilingual> doubt_of(std::optional<SysTime> taken, const DataSource& source, SysTime wall) {
  if (taken && *taken + source.stale_after <= wall) {
    return say("stale_after보다 오래전에 잰 값을 되풀이합니다. 그 서비스가 새 값을 받고 있는지 보세요.",
               "it repeats values that are older than stale_after. See whether the service itself gets new ones.");
  }
  if (taken && *taken > wall + k_most_ahead) {
    return say("아직 오지 않은 시각에 잰 값이라고 합니다. 그 서비스의 시계와 시간대, 화면 기기의 시계를 보세요.",
               "it says that its values are of a time to come. See its clock and time zone, and the kiosk's clock.");
  }
  return std::nullopt;
}

bool is_number(const Value& value) {
  return std::holds_alternative<Number>(value.what);
}

}  // namespace

Millis pause_after(int failures, Millis every, double random) {
  const int rounds = std::min(1 << std::clamp(failures - 1, 0, 8), k_longest_pause);
  const double length = static_cast<double>(every.count()) * rounds * (1 - k_jitter + 2 * k_jitter * random);
  return Millis(static_cast<Millis::rep>(length));
}

void LiveBook::follow(std::vector<DataSource> sources, SteadyTime now) {
  const LiveValues before = std::exchange(values_, {});
  const std::vector<Entry> entries = std::exchange(entries_, {});
  for (DataSource& source : sources) {
    const auto same = std::find_if(entries.begin(), entries.end(),
                                   [&](const Entry& each) { return each.source.id == source.id; });
    // Another address or another place in what it sends is another source: what the old one said is not its.
    const bool is_known =
        same == entries.end() || (same->source.url == source.url && same->source.values == source.values &&
                                  same->source.taken == source.taken);
    for (const auto& [name, wanted] : source.values) {
      const auto value = before.find(live_name(source.id, name));
      if (!is_known || value == before.end() ||
          is_number(value->second.value) != (wanted.type == DataValue::Type::number))
        continue;
      LiveValue kept = value->second;
      if (kept.stale_after > Millis{0})
        kept.stale_after = source.stale_after;
      kept.gone_after = source.gone_after;
      values_.emplace(value->first, std::move(kept));
    }
    entries_.push_back({std::move(source), now, false, 0, {}, {}, std::nullopt});
  }
}

void LiveBook::doubt(SteadyTime now) {
  values_ = doubted(std::move(values_));
  for (Entry& entry : entries_)
    entry.due = now;
}

std::vector<size_t> LiveBook::take_due(SteadyTime now) {
  std::vector<size_t> due;
  for (size_t i = 0; i < entries_.size(); ++i) {
    if (entries_[i].asked || entries_[i].due > now)
      continue;
    entries_[i].asked = true;
    due.push_back(i);
  }
  return due;
}

std::optional<SteadyTime> LiveBook::next_due() const {
  std::optional<SteadyTime> next;
  for (const Entry& entry : entries_) {
    if (!entry.asked && (!next || entry.due < *next))
      next = entry.due;
  }
  return next;
}

void LiveBook::heard(size_t index, const fetch::Fetched<fetch::Answer>& answer, std::string_view body,
                     SysTime wall, SteadyTime now, double random) {
  Entry& entry = entries_[index];
  entry.asked = false;
  if (answer && answer->status == 304 && !entry.tag.empty()) {
    take_in(entry, wall);  // it says the same again
  } else if (answer && answer->status == 200) {
    entry.last = read_answer(entry.source, body);
    entry.tag = answer->etag;
    take_in(entry, wall);
  } else if (answer) {
    note(entry, say("{}: 서버가 {} 상태로 답했습니다.", "{}: the server answered {}.", entry.source.url,
                    answer->status));
  } else {
    note(entry, why_silent(answer.error()));
  }
  entry.failures = entry.problem ? entry.failures + 1 : 0;
  entry.due = now + pause_after(entry.failures, entry.source.every, random);
}

void LiveBook::take_in(Entry& entry, SysTime wall) {
  const DataSource& source = entry.source;
  // A time ahead of ours is that of a clock that is wrong, theirs or ours: the values came now.
  const SysTime as_of = std::min(entry.last.taken.value_or(wall), wall);
  for (const auto& [name, value] : entry.last.values) {
    values_.insert_or_assign(live_name(source.id, name),
                             LiveValue{value, as_of, source.stale_after, source.gone_after});
  }
  std::vector<Bilingual> problems = entry.last.problems;
  if (auto doubt = doubt_of(entry.last.taken, source, wall))
    problems.push_back(*std::move(doubt));
  note(entry, summary(problems));
}

void LiveBook::note(Entry& entry, std::optional<Bilingual> problem) {
  // Told when it changes, and not at each asking: a source may be away for a weekend.
  if (problem && problem != entry.problem)
    log::warning("data {}: {}", entry.source.id, problem->en);
  if (!problem && entry.problem)
    log::info("data {}: answers again", entry.source.id);
  entry.problem = std::move(problem);
}

std::vector<Bilingual> LiveBook::problems() const {
  std::vector<Bilingual> all;
  for (const Entry& entry : entries_) {
    if (entry.problem)
      all.push_back(
          say("자료원 {0}: {1}", "data {0}: {2}", entry.source.id, entry.problem->ko, entry.problem->en));
  }
  return all;
}

}  // namespace madang::live
