// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/alarm/desk.h"

#include <nlohmann/json.hpp>

#include <algorithm>

#include "content-schema/base/log.h"
#include "scheduler/alarm/answer.h"
#include "scheduler/alarm/cap_meaning.h"
#include "scheduler/alarm/command.h"

namespace madang::alarm {
namespace {

using namespace std::chrono_literals;
using Json = nlohmann::json;

constexpr Millis k_look_at_time = 1s;
constexpr Millis k_keep_lived = 1min;

constexpr const char* k_exercises[] = {"actual", "drill", "test"};

std::string to_text(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

/// How a bridge that nobody has named yet is called.
constexpr const char* k_any_bridge = "any alarm bridge";
constexpr Millis k_silence = 30s;

}  // namespace

/// What is told of an order that is no query.
struct Desk::Answer {
  Verdict verdict = Verdict::accepted;
  Json json;
  std::vector<IncidentId> raised;
};

Desk::Desk(Journal journal, Show show, Millis all_clear, CapPlace place, ScreenId screen)
    : journal_(std::move(journal)),
      show_(std::move(show)),
      all_clear_(all_clear),
      place_(std::move(place)),
      screen_(std::move(screen)),
      passed_(std::chrono::steady_clock::now()) {
  auto loaded = journal_.load();
  if (loaded) {
    state_ = std::move(*loaded);
    for (const auto& each : state_.alarms.active) {
      log::warning("alarm: incident {} ({}) of {} is still on, raised {}", each.id.value, each.kind,
                   each.source, to_iso8601(each.raised));
    }
  } else {
    load_problem_ = loaded.error().message;
    log::error("alarm: {}", load_problem_->en);
  }
}

Desk::Answer Desk::apply_order(const Order& order, bool clock_is_trusted) {
  Answer answer;
  const auto settle = [&](Outcome outcome) {
    state_ = std::move(outcome.state);
    answer.verdict = outcome.verdict;
    answer.json["verdict"] = word(outcome.verdict);
  };
  if (const auto* command = std::get_if<Command>(&order.what)) {
    settle(apply(std::move(state_), *command, order.received, all_clear_));
    answer.json["source"] = command->source;
    answer.json["sequence"] = command->sequence;
    if (command->incident)
      answer.json["incident"] = command->incident->value;
    if (command->action == Command::Action::raise)
      answer.raised.push_back(*command->incident);
    log::warning("alarm: {}{} {} {}{} of {} #{}{}: {}",
                 command->exercise == Exercise::actual ? "" : "exercise: ",
                 command->action == Command::Action::raise ? "raise" : "clear", command->kind,
                 command->incident ? command->incident->value : "all",
                 command->place.empty() ? "" : " at " + command->place, command->source, command->sequence,
                 command->by.empty() ? "" : " by " + command->by, word(answer.verdict));
  } else if (const auto* notice = std::get_if<AlarmNotice>(&order.what)) {
    const AlarmState before = state_.alarms;
    settle(apply(std::move(state_), *notice, order.received, all_clear_));
    answer.json["source"] = notice->source;
    answer.json["zone"] = notice->zone;
    for (const SourceSequence& each : state_.sources) {
      if (each.source == notice->source + "/" + notice->zone) {
        answer.json["epoch"] = each.epoch;
        answer.json["sequence"] = each.last;
      }
    }
    for (const Incident& each : notice->active)
      answer.raised.push_back(each.id);
    if (answer.verdict == Verdict::accepted || answer.verdict == Verdict::duplicate)
      hear(*notice, std::chrono::steady_clock::now());
    if (answer.verdict == Verdict::old || state_.alarms != before) {
      log::warning("alarm: notice of {} for '{}' #{}.{}, {} active, {} cleared: {}", notice->source,
                   notice->zone, notice->epoch, notice->sequence, notice->active.size(),
                   notice->cleared.size(), word(answer.verdict));
    }
  } else if (const auto* alert = std::get_if<CapAlert>(&order.what)) {
    const CapMessage message =
        message_of(*alert, place_, clock_is_trusted ? std::optional(order.received) : std::nullopt);
    settle(apply(std::move(state_), message, order.received, all_clear_));
    answer.json["incident"] = message.id.value;
    answer.json["deed"] = word(message.meaning.deed);
    if (message.meaning.reason != CapReason::none)
      answer.json["reason"] = word(message.meaning.reason);
    for (const CapEvent& each : message.meaning.events)
      answer.raised.push_back(each.id);
    log::warning("alarm: CAP message {} of {}: {} {}: {}", alert->identifier, alert->sender,
                 word(message.meaning.deed), word(message.meaning.reason), word(answer.verdict));
  }
  answer.json["received"] = to_iso8601(order.received);
  return answer;
}

void Desk::take(std::vector<Order> orders, bool clock_is_trusted) {
  std::vector<std::pair<Answer, Order*>> answers;
  const State before = state_;
  if (!is_mortal(state_))
    passed_ = std::chrono::steady_clock::now();  // nothing has lived until now
  bool must_keep = false;
  for (Order& order : orders) {
    if (auto* query = std::get_if<Query>(&order.what)) {
      asking_.push_back({std::move(*query), std::move(order.responder)});
      continue;
    }
    // A notice that brings nothing new is not worth a write every ten seconds: its number is only of use
    // against one with something else in it, and that was written down.
    must_keep = must_keep || !std::holds_alternative<AlarmNotice>(order.what);
    answers.emplace_back(apply_order(order, clock_is_trusted), &order);
  }
  if (state_.alarms != before.alarms)
    show_(state_.alarms);
  forget_displayed();
  must_keep = (must_keep && state_ != before) || state_.alarms != before.alarms;
  // A repetition of what could not be written down must not be told that it was.
  const bool written = (!must_keep && !write_problem_) || write_down();
  for (auto& [answer, order] : answers)
    give(answer, *order, written);
  answer_those_who_ask();
}

void Desk::give(const Answer& answer, Order& order, bool written) {
  const bool stands = answer.verdict == Verdict::accepted || answer.verdict == Verdict::duplicate;
  if (order.displayed_by && stands && written && !answer.raised.empty()) {
    asking_.push_back(
        {{answer.raised.front(), std::nullopt, *order.displayed_by}, std::move(order.responder), true});
    return;
  }
  Json json = answer.json;
  json["written"] = written;
  // Shown, but a power cut would lose it: not yet `received`, so the gateway will say it again.
  order.responder.answer(json_answer(written ? status_of(answer.verdict) : 503, to_text(json)));
}

void Desk::expect_bridge(SteadyTime now) {
  if (supervised_.insert(k_any_bridge).second)
    links_.watch(k_any_bridge, k_silence, now);
}

void Desk::hear(const AlarmNotice& notice, SteadyTime now) {
  if (supervised_.size() < k_most_sources && supervised_.insert(notice.source).second)
    links_.watch(notice.source, k_silence, now);
  links_.heard(notice.source, now);
  links_.heard(k_any_bridge, now);
}

void Desk::look_at_links(SteadyTime now) {
  for (const auto& news : links_.news(now)) {
    links_.told(news);
    if (news.link == Link::lost) {
      silent_.insert(news.name);
      log::warning("alarm: nothing heard from {} for {} s", news.name, k_silence / 1s);
    } else {
      silent_.erase(news.name);
      log::warning("alarm: {} is heard again", news.name);
    }
  }
}

void Desk::forget_displayed() {
  std::erase_if(displayed_, [&](const auto& each) {
    return std::none_of(state_.alarms.active.begin(), state_.alarms.active.end(),
                        [&](const Incident& incident) { return incident.id == each.first; });
  });
}

void Desk::pass_time(SteadyTime now, SysTime wall, bool trusted) {
  const auto elapsed = std::chrono::duration_cast<Millis>(now - passed_);
  if (!is_mortal(state_) || elapsed <= 0ms)
    return;
  passed_ += elapsed;
  State after = pass(state_, elapsed, wall, trusted, all_clear_);
  const bool changed = after.alarms != state_.alarms;
  for (const Incident& each : state_.alarms.active) {
    if (std::find(after.alarms.active.begin(), after.alarms.active.end(), each) == after.alarms.active.end())
      log::warning("alarm: incident {} ({}) of {} is over by its time", each.id.value, each.kind,
                   each.source);
  }
  state_ = std::move(after);
  if (changed) {
    show_(state_.alarms);
    forget_displayed();
  }
  if (changed || now - lived_kept_ >= k_keep_lived) {
    lived_kept_ = now;
    write_down();
  }
}

bool Desk::write_down() {
  if (auto kept = journal_.keep(state_); !kept) {
    if (!write_problem_)
      log::error("alarm: shown, but not written down: {}", kept.error().message.en);
    write_problem_ = kept.error().message;
    write_again_ = std::chrono::steady_clock::now() + 1s;
    return false;
  }
  if (write_problem_)
    log::info("alarm: written down at last");
  write_problem_.reset();
  write_again_.reset();
  load_problem_.reset();
  return true;
}

void Desk::presented(const AlarmPresented& presented) {
  on_glass_ = presented.incidents;
  for (const auto& id : presented.incidents) {
    const auto active = std::find_if(state_.alarms.active.begin(), state_.alarms.active.end(),
                                     [&](const Incident& each) { return each.id == id; });
    if (active == state_.alarms.active.end() || !displayed_.emplace(id, presented.at).second)
      continue;
    log::warning("alarm: incident {} displayed, {} ms after it was received", id.value,
                 (presented.at - active->raised).count());
  }
  if (presented.incidents.empty())
    log::info("alarm: off the glass");
  answer_those_who_ask();
}

bool Desk::came_to_pass(const Query& query) const {
  const auto shows = [&](const IncidentId& id) {
    return std::find(on_glass_.begin(), on_glass_.end(), id) != on_glass_.end();
  };
  if (query.shown && !shows(*query.shown))
    return false;
  if (query.gone)
    return query.gone->value == "*" ? on_glass_.empty() : !shows(*query.gone);
  return true;
}

void Desk::answer_those_who_ask() {
  const auto now = std::chrono::steady_clock::now();
  std::erase_if(asking_, [&](Asking& each) {
    if (each.responder.abandoned())
      return true;
    const bool passed = came_to_pass(each.query);
    if (!passed && now < each.query.deadline)
      return false;
    each.responder.answer(json_answer(passed || !each.of_order ? 200 : 504, to_json()));
    return true;
  });
}

void Desk::tick(SteadyTime now, SysTime wall, bool trusted) {
  pass_time(now, wall, trusted);
  look_at_links(now);
  if (write_again_ && now >= *write_again_)
    write_down();
  answer_those_who_ask();
}

std::optional<SteadyTime> Desk::next() const {
  std::optional<SteadyTime> next = write_again_;
  if (is_mortal(state_) && (!next || passed_ + k_look_at_time < *next))
    next = passed_ + k_look_at_time;
  if (const auto link = links_.next(); link && (!next || *link < *next))
    next = link;
  for (const Asking& each : asking_) {
    if (!next || each.query.deadline < *next)
      next = each.query.deadline;
  }
  return next;
}

std::vector<Bilingual> Desk::problems() const {
  std::vector<Bilingual> problems;
  if (load_problem_)
    problems.push_back(*load_problem_);
  if (write_problem_) {
    problems.push_back(say("비상 상태를 디스크에 적지 못했습니다: {0}", "alarm state not on disk: {1}",
                           write_problem_->ko, write_problem_->en));
  }
  for (const std::string& each : silent_) {
    const std::string_view ko = each == k_any_bridge ? "어느 비상 중계기" : std::string_view(each);
    problems.push_back(say("비상: {0}에서 {2}초 동안 소식이 없습니다.",
                           "alarm: nothing heard from {1} for {2} s", ko, each, k_silence / 1s));
  }
  return problems;
}

std::string Desk::to_json() const {
  Json active = Json::array();
  for (const auto& each : state_.alarms.active) {
    Json incident{{"incident", each.id.value},
                  {"kind", each.kind},
                  {"source", each.source},
                  {"sequence", each.sequence},
                  {"received", to_iso8601(each.raised)},
                  {"exercise", k_exercises[static_cast<size_t>(each.exercise)]},
                  {"by", each.by},
                  {"place", each.place},
                  {"displayed", nullptr}};
    if (const auto found = displayed_.find(each.id); found != displayed_.end()) {
      incident["displayed"] = to_iso8601(found->second);
      incident["display_ms"] = (found->second - each.raised).count();
    }
    active.push_back(std::move(incident));
  }
  Json glass = Json::array();
  for (const auto& each : on_glass_)
    glass.push_back(each.value);
  Json sources = Json::object();
  Json epochs = Json::object();
  for (const auto& each : state_.sources) {
    sources[each.source] = each.last;
    if (each.epoch > 0)
      epochs[each.source] = each.epoch;
  }
  Json troubles = Json::array();
  for (const Bilingual& each : problems())
    troubles.push_back({{"ko", each.ko}, {"en", each.en}});
  Json all_clear = nullptr;
  if (state_.alarms.all_clear)
    all_clear = to_iso8601(state_.alarms.all_clear->since);
  const Json json{{"screen", screen_.value},           {"online", true},
                  {"written", !write_problem_},        {"active", std::move(active)},
                  {"all_clear", std::move(all_clear)}, {"on_glass", std::move(glass)},
                  {"sources", std::move(sources)},     {"epochs", std::move(epochs)},
                  {"problems", std::move(troubles)}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace madang::alarm
