// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/screen_book.h"

#include <algorithm>
#include <utility>

namespace madang::bridge {
namespace {

using What = LogEntry::What;

/// False: it is the same as before.
bool take_trouble(ScreenRecord& record, const std::string& road, Bilingual trouble) {
  Bilingual& known = record.trouble[road];
  return std::exchange(known, std::move(trouble)) != known;
}

constexpr std::size_t k_most_screens = 10'000;  // a broker lets anybody call himself a screen
constexpr std::size_t k_most_facts = 512;
constexpr std::size_t k_most_sent = 1024;

bool contains(const std::vector<IncidentId>& list, const IncidentId& id) {
  return std::find(list.begin(), list.end(), id) != list.end();
}

}  // namespace

void ScreenBook::sent(const AlarmNotice& notice) {
  Sent made{notice.epoch, notice.sequence, {}};
  for (const Incident& each : notice.active) {
    made.active.push_back(each.id);
    const auto known = facts_.find(each.id);
    // The same name raised anew after its end is another story.
    if (known != facts_.end() && (known->second.cleared || known->second.raised != each.raised))
      forget(each.id);
    Facts& facts = facts_[each.id];
    facts.kind = each.kind;
    facts.exercise = each.exercise;
    facts.raised = each.raised;
  }
  for (const ClearedIncident& each : notice.cleared) {
    const auto known = facts_.find(each.id);
    if (known != facts_.end() && !known->second.cleared)
      known->second.cleared = each.at;
  }
  sent_.push_back(std::move(made));
  if (sent_.size() > k_most_sent)
    sent_.pop_front();
  while (facts_.size() > k_most_facts) {
    const auto oldest = std::min_element(facts_.begin(), facts_.end(), [](const auto& a, const auto& b) {
      return a.second.raised < b.second.raised;
    });
    const IncidentId id = oldest->first;
    forget(id);
  }
}

void ScreenBook::forget(const IncidentId& incident) {
  facts_.erase(incident);
  for (auto& [name, record] : screens_) {
    record.displayed.erase(incident);
    record.over.erase(incident);
    std::erase_if(record.received, [&](const auto& each) { return each.first == incident; });
  }
}

LogEntry ScreenBook::entry(What what, const IncidentId& incident, const ScreenNews& news,
                           SysTime since) const {
  const Facts& facts = facts_.at(incident);
  LogEntry made{what, news.at};
  made.incident = incident.value;
  made.kind = facts.kind;
  made.exercise = facts.exercise;
  made.screen = news.screen;
  made.road = news.road;
  made.ms = std::max(news.at - since, Millis{0});  // somebody may have set the clock meanwhile
  return made;
}

std::vector<LogEntry> ScreenBook::hear(const ScreenNews& news) {
  std::vector<LogEntry> log;
  if (!screens_.contains(news.screen) && screens_.size() >= k_most_screens)
    return log;
  ScreenRecord& record = screens_[news.screen];
  record.last[news.road] = news;
  const auto say = [&](What what) {
    LogEntry made{what, news.at};
    made.screen = news.screen;
    made.road = news.road;
    log.push_back(std::move(made));
  };
  switch (news.what) {
    case ScreenNews::What::received: {
      record.trouble.erase(news.road);
      const auto found = std::find_if(sent_.rbegin(), sent_.rend(), [&](const Sent& each) {
        return each.epoch == news.epoch && each.sequence == news.sequence;
      });
      if (found == sent_.rend())
        break;
      for (const IncidentId& id : found->active) {
        const auto known = facts_.find(id);
        if (known != facts_.end() && record.received.emplace(id, news.road).second)
          log.push_back(entry(What::received, id, news, known->second.raised));
      }
      break;
    }
    case ScreenNews::What::displayed:
      record.trouble.erase(news.road);
      take_glass(record, news, log);
      break;
    case ScreenNews::What::refused:
      if (take_trouble(record, news.road,
                       madang::say("알림을 받지 않습니다({}).", "refuses: {}", news.detail)))
        say(What::refused);
      break;
    case ScreenNews::What::unreachable:
      if (take_trouble(record, news.road, madang::say("닿지 않습니다.", "unreachable")))
        say(What::link_lost);
      break;
    case ScreenNews::What::reachable:
      record.trouble.erase(news.road);
      say(What::link_back);
      break;
  }
  return log;
}

void ScreenBook::take_glass(ScreenRecord& record, const ScreenNews& news, std::vector<LogEntry>& log) {
  for (const IncidentId& id : news.incidents) {
    const auto known = facts_.find(id);
    if (known == facts_.end() || !record.displayed.insert(id).second)
      continue;
    if (!known->second.displayed)
      known->second.displayed = news.at;
    log.push_back(entry(What::displayed, id, news, known->second.raised));
  }
  if (news.at < record.told)
    return;  // overtaken on the other road
  record.told = news.at;
  record.on_glass = news.incidents;
  for (const IncidentId& id : record.displayed) {
    const Facts& facts = facts_.at(id);
    // Alarms that take turns leave the glass as well; that is no end.
    if (facts.cleared && !contains(news.incidents, id) && record.over.insert(id).second)
      log.push_back(entry(What::cleared, id, news, *facts.cleared));
  }
}

std::optional<SysTime> ScreenBook::displayed(const IncidentId& incident) const {
  const auto known = facts_.find(incident);
  return known == facts_.end() ? std::nullopt : known->second.displayed;
}

std::size_t ScreenBook::showing(const IncidentId& incident) const {
  return static_cast<std::size_t>(std::count_if(screens_.begin(), screens_.end(), [&](const auto& each) {
    return contains(each.second.on_glass, incident);
  }));
}

std::vector<IncidentId> ScreenBook::on_glass() const {
  std::set<IncidentId> all;
  for (const auto& [name, record] : screens_)
    all.insert(record.on_glass.begin(), record.on_glass.end());
  return {all.begin(), all.end()};
}

}  // namespace madang::bridge
