// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/bridge.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "content-schema/base/log.h"
#include "scheduler/alarm/answer.h"
#include "scheduler/alarm/cap_meaning.h"
#include "scheduler/alarm/command.h"

namespace madang::bridge {
namespace {

using namespace std::chrono_literals;
using alarm::Command;
using alarm::Verdict;
using Json = nlohmann::json;

constexpr Millis k_look_at_time = 1s;
constexpr Millis k_keep_lived = 1min;
constexpr std::size_t k_most_unwritten = 10'000;
constexpr const char* k_exercises[] = {"actual", "drill", "test"};

std::string to_text(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

const char* word(ScreenNews::What what) {
  switch (what) {
    case ScreenNews::What::received:
      return "received";
    case ScreenNews::What::displayed:
      return "displayed";
    case ScreenNews::What::refused:
      return "refused";
    case ScreenNews::What::unreachable:
      return "unreachable";
    case ScreenNews::What::reachable:
      return "reachable";
  }
  return "";
}

Json ids_of(const std::vector<IncidentId>& incidents) {
  Json ids = Json::array();
  for (const IncidentId& each : incidents)
    ids.push_back(each.value);
  return ids;
}

Json json_of(const std::string& name, const ScreenRecord& record) {
  Json roads = Json::object();
  for (const auto& [road, news] : record.last) {
    Json one{{"what", word(news.what)}, {"at", to_iso8601(news.at)}, {"incidents", ids_of(news.incidents)}};
    if (news.sequence > 0) {
      one["epoch"] = news.epoch;
      one["sequence"] = news.sequence;
    }
    if (news.display_ms)
      one["display_ms"] = news.display_ms->count();
    if (!news.detail.empty())
      one["detail"] = news.detail;
    roads[road] = std::move(one);
  }
  return {{"screen", name}, {"on_glass", ids_of(record.on_glass)}, {"roads", std::move(roads)}};
}

}  // namespace

/// What is told of an order that is no query.
struct Bridge::Answer {
  Verdict verdict = Verdict::accepted;
  Json json;
  std::vector<IncidentId> raised;
};

Bridge::Bridge(BridgeSettings settings, BridgeJournal journal, IncidentLog log,
               std::vector<std::unique_ptr<Road>> roads, const Moment& now)
    : settings_(std::move(settings)),
      journal_(std::move(journal)),
      roads_(std::move(roads)),
      log_(std::move(log)),
      passed_(now.steady),
      lived_kept_(now.steady) {
  auto loaded = journal_.load();
  if (loaded) {
    state_ = std::move(*loaded);
    for (const Incident& each : state_.alarm.alarms.active) {
      log::warning("incident {} ({}) of {} is still on, raised {}", each.id.value, each.kind, each.source,
                   to_iso8601(each.raised));
    }
  } else {
    load_problem_ = loaded.error().message;
    log::error("{}", load_problem_->en);
  }
  state_.epoch = next_epoch(state_.epoch, now.civil.now);
  send_all(now);
  write_down(now);
  unwritten_.push_back({LogEntry::What::started, now.civil.now});
  write_log(now);
}

Status Bridge::take(const InputReport& report, const Moment& now) {
  const std::lock_guard lock(mutex_);
  if (report.link == Link::lost)
    lost_.insert(report.source);
  else if (report.link == Link::back)
    lost_.erase(report.source);
  const BridgeState before = state_;
  const std::size_t unwritten = unwritten_.size();
  adopt(apply(state_, report, settings_.plan, now.civil.now), now);
  // A repetition of what could not be written down must not be told that it was.
  const bool written = (state_ == before && !write_problem_) || write_down(now);
  write_log(now);
  answer_those_who_ask(now);
  if (!written) {
    return fail(ErrorKind::unavailable, "비상을 화면에 보냈지만 적어 두지 못했습니다: {0}",
                "the alarm was sent to the screens, but could not be written down: {1}", write_problem_->ko,
                write_problem_->en);
  }
  if (log_problem_ && state_ == before) {
    unwritten_.resize(std::min(unwritten_.size(), unwritten));  // it will be said again
    return fail(ErrorKind::unavailable, "기록하지 못했습니다: {0}", "could not be recorded: {1}",
                log_problem_->ko, log_problem_->en);
  }
  return {};
}

/// The new state, shown before it is written: a screen must not wait for a disk.
void Bridge::adopt(Change change, const Moment& now) {
  const bool is_new = change.state != state_;
  if (!is_mortal(state_.alarm))
    passed_ = now.steady;  // nothing has lived until now
  const bool is_told = change.state.alarm.alarms.active != state_.alarm.alarms.active ||
                       change.state.cleared != state_.cleared || change.state.zones != state_.zones;
  if (is_new)
    state_ = std::move(change.state);
  if (is_told)
    send_all(now);
  for (LogEntry& each : change.log) {
    log::warning("{}{}{}{}{}{}", bridge::word(each.what), each.incident.empty() ? "" : " " + each.incident,
                 each.kind.empty() ? "" : " (" + each.kind + ")",
                 each.place.empty() ? "" : " at " + each.place,
                 each.source.empty() ? "" : " of " + each.source, each.by.empty() ? "" : " by " + each.by);
    unwritten_.push_back(std::move(each));
  }
}

void Bridge::send_all(const Moment& now) {
  std::set<std::string> zones = settings_.zones;
  for (const auto& [incident, zone] : state_.zones)
    zones.insert(zone);
  for (const ClearedOfZone& each : state_.cleared)
    zones.insert(each.zone);
  zones.insert("");
  for (const std::string& zone : zones) {
    const AlarmNotice notice = notice_of(state_, settings_.name, zone, ++sequence_, now.civil.now);
    SignedNotice made{zone, notice.epoch, notice.sequence, {}, {}};
    for (const Incident& each : notice.active)
      made.active.push_back(each.id);
    made.bytes = alarm::sign_notice(notice, settings_.key, settings_.sign);
    screens_.sent(notice);
    for (const auto& road : roads_)
      road->send(made);
  }
  say_again_ = now.steady + k_heartbeat;
}

Bridge::Answer Bridge::apply_order(const alarm::Order& order, const Moment& now) {
  Answer answer;
  const auto settle = [&](Change change) {
    answer.verdict = change.verdict;
    answer.json["verdict"] = alarm::word(change.verdict);
    adopt(std::move(change), now);
  };
  if (const auto* command = std::get_if<Command>(&order.what)) {
    answer.json["source"] = command->source;
    answer.json["sequence"] = command->sequence;
    if (command->incident)
      answer.json["incident"] = command->incident->value;
    if (command->action == Command::Action::raise)
      answer.raised.push_back(*command->incident);
    settle(apply(state_, *command, order.received));
  } else if (const auto* alert = std::get_if<alarm::CapAlert>(&order.what)) {
    const bool is_trusted = now.civil.trust == ClockTrust::trusted;
    const alarm::CapMessage message =
        message_of(*alert, settings_.place, is_trusted ? std::optional(order.received) : std::nullopt);
    answer.json["incident"] = message.id.value;
    answer.json["deed"] = alarm::word(message.meaning.deed);
    if (message.meaning.reason != alarm::CapReason::none)
      answer.json["reason"] = alarm::word(message.meaning.reason);
    for (const alarm::CapEvent& each : message.meaning.events)
      answer.raised.push_back(each.id);
    settle(apply(state_, message, order.received));
  }
  answer.json["received"] = to_iso8601(order.received);
  return answer;
}

void Bridge::take(std::vector<alarm::Order> orders, const Moment& now) {
  const std::lock_guard lock(mutex_);
  std::vector<std::pair<Answer, alarm::Order*>> answers;
  const BridgeState before = state_;
  for (alarm::Order& order : orders) {
    if (auto* query = std::get_if<alarm::Query>(&order.what))
      asking_.push_back({std::move(*query), std::move(order.responder)});
    else
      answers.emplace_back(apply_order(order, now), &order);
  }
  if (!answers.empty()) {
    const bool written = (state_ == before && !write_problem_) || write_down(now);
    for (auto& [answer, order] : answers)
      give(answer, *order, written);
    write_log(now);
  }
  answer_those_who_ask(now);
}

void Bridge::give(const Answer& answer, alarm::Order& order, bool written) {
  const bool stands = answer.verdict == Verdict::accepted || answer.verdict == Verdict::duplicate;
  if (order.displayed_by && stands && written && !answer.raised.empty()) {
    asking_.push_back(
        {{answer.raised.front(), std::nullopt, *order.displayed_by}, std::move(order.responder), true});
    return;
  }
  Json json = answer.json;
  json["written"] = written;
  // Sent to the screens, but a power cut would lose it: not yet `received`, so it will be said again.
  order.responder.answer(alarm::json_answer(written ? status_of(answer.verdict) : 503, to_text(json)));
}

void Bridge::hear(const std::vector<ScreenNews>& news, const Moment& now) {
  const std::lock_guard lock(mutex_);
  for (const ScreenNews& each : news) {
    for (LogEntry& entry : screens_.hear(each))
      unwritten_.push_back(std::move(entry));
    if (each.what != ScreenNews::What::refused)
      continue;
    if (const auto epoch = epoch_past({state_.epoch, sequence_}, {each.epoch, each.sequence})) {
      log::warning("screen {} has counted to {}.{}; going on with epoch {}", each.screen, each.epoch,
                   each.sequence, *epoch);
      state_.epoch = *epoch;
      send_all(now);
      write_down(now);
    }
  }
  write_log(now);
  answer_those_who_ask(now);
}

void Bridge::note(const std::string& who, std::optional<Bilingual> trouble) {
  const std::lock_guard lock(mutex_);
  if (trouble)
    troubles_.insert_or_assign(who, std::move(*trouble));
  else
    troubles_.erase(who);
}

void Bridge::pass_time(const Moment& now) {
  const auto elapsed = std::chrono::duration_cast<Millis>(now.steady - passed_);
  if (!is_mortal(state_.alarm) || elapsed <= 0ms)
    return;
  passed_ += elapsed;
  const AlarmState before = state_.alarm.alarms;
  adopt(pass(state_, elapsed, now.civil.now, now.civil.trust == ClockTrust::trusted), now);
  const bool changed = state_.alarm.alarms != before;
  if (changed || now.steady - lived_kept_ >= k_keep_lived) {
    lived_kept_ = now.steady;
    write_down(now);
  }
}

bool Bridge::write_down(const Moment& now) {
  if (auto kept = journal_.keep(state_); !kept) {
    if (!write_problem_)
      log::error("sent, but not written down: {}", kept.error().message.en);
    write_problem_ = kept.error().message;
    write_again_ = now.steady + 1s;
    return false;
  }
  if (write_problem_)
    log::info("written down at last");
  write_problem_.reset();
  write_again_.reset();
  return true;
}

void Bridge::write_log(const Moment& now) {
  if (unwritten_.empty())
    return;
  if (auto wrote = log_.append(unwritten_); !wrote) {
    if (!log_problem_)
      log::error("{}", wrote.error().message.en);
    log_problem_ = wrote.error().message;
    if (!write_again_)
      write_again_ = now.steady + 1s;
    // The first ones tell how it began.
    if (unwritten_.size() > k_most_unwritten)
      unwritten_.resize(k_most_unwritten);
    return;
  }
  unwritten_.clear();
  log_problem_.reset();
}

void Bridge::tick(const Moment& now) {
  const std::lock_guard lock(mutex_);
  pass_time(now);
  if (now.steady >= say_again_)
    send_all(now);
  if (write_again_ && now.steady >= *write_again_) {
    write_again_.reset();
    if (write_problem_)
      write_down(now);
  }
  write_log(now);
  answer_those_who_ask(now);
}

SteadyTime Bridge::next() const {
  const std::lock_guard lock(mutex_);
  SteadyTime next = say_again_;
  if (write_again_)
    next = std::min(next, *write_again_);
  if (is_mortal(state_.alarm))
    next = std::min(next, passed_ + k_look_at_time);
  for (const Asking& each : asking_)
    next = std::min(next, each.query.deadline);
  return next;
}

bool Bridge::came_to_pass(const alarm::Query& query) const {
  if (query.shown && screens_.showing(*query.shown) == 0)
    return false;
  if (query.gone)
    return query.gone->value == "*" ? screens_.on_glass().empty() : screens_.showing(*query.gone) == 0;
  return true;
}

void Bridge::answer_those_who_ask(const Moment& now) {
  std::erase_if(asking_, [&](Asking& each) {
    if (each.responder.abandoned())
      return true;
    const bool passed = came_to_pass(each.query);
    if (!passed && now.steady < each.query.deadline)
      return false;
    each.responder.answer(alarm::json_answer(passed || !each.of_order ? 200 : 504, to_json_locked()));
    return true;
  });
}

std::vector<Bilingual> Bridge::problems() const {
  const std::lock_guard lock(mutex_);
  return problems_locked();
}

std::vector<Bilingual> Bridge::problems_locked() const {
  std::vector<Bilingual> problems;
  if (load_problem_)
    problems.push_back(*load_problem_);
  if (write_problem_) {
    problems.push_back(say("비상 상태를 디스크에 적지 못했습니다: {0}", "alarm state not on disk: {1}",
                           write_problem_->ko, write_problem_->en));
  }
  if (log_problem_) {
    problems.push_back(say("기록을 디스크에 적지 못했습니다: {0}", "records not on disk: {1}",
                           log_problem_->ko, log_problem_->en));
  }
  if (roads_.empty()) {
    problems.push_back(
        say("설정에 화면도 브로커도 없어 아무 데도 알리지 못합니다.", "no road to any screen is configured"));
  }
  for (const std::string& each : lost_)
    problems.push_back(say("입력 {}의 소식이 끊겼습니다.", "input {} is lost", each));
  for (const auto& [who, trouble] : troubles_)
    problems.push_back(trouble);
  for (const auto& road : roads_) {
    const auto more = road->problems();
    problems.insert(problems.end(), more.begin(), more.end());
  }
  for (const auto& [name, record] : screens_.screens()) {
    for (const auto& [road, trouble] : record.trouble)
      problems.push_back(
          say("화면 {0}, {1} 길: {2}", "screen {0} by {1}: {3}", name, road, trouble.ko, trouble.en));
  }
  return problems;
}

std::string Bridge::to_json() const {
  const std::lock_guard lock(mutex_);
  return to_json_locked();
}

std::string Bridge::to_json_locked() const {
  Json active = Json::array();
  for (const Incident& each : state_.alarm.alarms.active) {
    const auto zone = state_.zones.find(each.id);
    Json incident{{"incident", each.id.value},
                  {"kind", each.kind},
                  {"source", each.source},
                  {"sequence", each.sequence},
                  {"received", to_iso8601(each.raised)},
                  {"exercise", k_exercises[static_cast<std::size_t>(each.exercise)]},
                  {"by", each.by},
                  {"zone", zone == state_.zones.end() ? "" : zone->second},
                  {"place", each.place},
                  {"screens", screens_.showing(each.id)},
                  {"displayed", nullptr}};
    if (const auto displayed = screens_.displayed(each.id)) {
      incident["displayed"] = to_iso8601(*displayed);
      incident["display_ms"] = (*displayed - each.raised).count();
    }
    active.push_back(std::move(incident));
  }
  Json sources = Json::object();
  for (const alarm::SourceSequence& each : state_.alarm.sources)
    sources[each.source] = each.last;
  Json all_clear = nullptr;
  if (state_.alarm.alarms.all_clear)
    all_clear = to_iso8601(state_.alarm.alarms.all_clear->since);
  Json screens = Json::array();
  for (const auto& [name, record] : screens_.screens())
    screens.push_back(json_of(name, record));
  Json problems = Json::array();
  for (const Bilingual& each : problems_locked())
    problems.push_back({{"ko", each.ko}, {"en", each.en}});
  return to_text({{"site", settings_.name.site},
                  {"epoch", state_.epoch},
                  {"sequence", sequence_},
                  {"active", std::move(active)},
                  {"all_clear", std::move(all_clear)},
                  {"on_glass", ids_of(screens_.on_glass())},
                  {"sources", std::move(sources)},
                  {"screens", std::move(screens)},
                  {"problems", std::move(problems)}});
}

}  // namespace madang::bridge
