// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/screen_watch.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace madang::bridge {
namespace {

using Json = nlohmann::json;

constexpr const char* k_road = "mqtt";

const Json* member(const Json& object, const std::string& name) {
  if (!object.is_object())
    return nullptr;
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

bool is_true(const Json& object, const std::string& name) {
  const Json* value = member(object, name);
  return value != nullptr && value->is_boolean() && value->get<bool>();
}

std::uint64_t number(const Json& object, const std::string& name) {
  const Json* value = member(object, name);
  return value != nullptr && value->is_number_unsigned() ? value->get<std::uint64_t>() : 0;
}

std::string text(const Json& object, const std::string& name) {
  const Json* value = member(object, name);
  return value != nullptr && value->is_string() ? value->get<std::string>() : std::string();
}

ScreenNews about(const std::string& screen, SysTime at) {
  ScreenNews news;
  news.screen = screen;
  news.road = k_road;
  news.at = at;
  return news;
}

}  // namespace

struct ScreenWatch::Said {
  bool online = false;
  bool written = false;
  std::vector<IncidentId> glass;
  std::map<IncidentId, Millis> display;  ///< what each took to the glass
  std::map<std::string, Count> counts;   ///< of our own notices
};

/// False for what is no state of a screen.
bool ScreenWatch::read(std::string_view payload, const std::string& bridge, Said& said) {
  if (payload.size() > k_most_bytes)
    return false;
  const Json json = Json::parse(payload, nullptr, false);
  const Json* online = member(json, "online");
  if (online == nullptr || !online->is_boolean())
    return false;
  said.online = online->get<bool>();
  said.written = is_true(json, "written");
  if (const Json* glass = member(json, "on_glass"); glass != nullptr && glass->is_array()) {
    for (const Json& each : *glass) {
      if (each.is_string())
        said.glass.push_back({each.get<std::string>()});
    }
  }
  if (const Json* active = member(json, "active"); active != nullptr && active->is_array()) {
    for (const Json& each : *active) {
      const Json* took = member(each, "display_ms");
      if (took != nullptr && took->is_number_integer())
        said.display[{text(each, "incident")}] = Millis(took->get<std::int64_t>());
    }
  }
  const Json* sources = member(json, "sources");
  const Json* epochs = member(json, "epochs");
  if (sources != nullptr && sources->is_object() && epochs != nullptr) {
    for (const auto& [name, value] : sources->items()) {
      if (name.starts_with(bridge + "/"))
        said.counts[name.substr(bridge.size() + 1)] = {number(*epochs, name), number(*sources, name)};
    }
  }
  return true;
}

std::vector<ScreenNews> ScreenWatch::sent(const std::string& zone, std::uint64_t epoch,
                                          std::uint64_t sequence, SysTime at) {
  sent_[zone] = {epoch, sequence};
  std::vector<ScreenNews> news;
  for (auto& [name, screen] : screens_) {
    if (const auto told = screen.counts.find(zone); told != screen.counts.end())
      judge(told->second, zone, told->second.count, about(name, at), news);
  }
  return news;
}

std::vector<ScreenNews> ScreenWatch::hear(const std::string& screen, std::string_view payload, bool retained,
                                          SteadyTime now, SysTime at) {
  std::vector<ScreenNews> news;
  Said said;
  if (!read(payload, bridge_, said) || (!screens_.contains(screen) && screens_.size() >= k_most_screens))
    return news;
  Screen& known = screens_.try_emplace(screen, Screen{now}).first->second;
  const ScreenNews news_of_it = about(screen, at);
  if (!retained)
    known.heard = now;
  const bool is_reachable = said.online && (known.is_reachable || !retained);
  if (is_reachable != known.is_reachable) {
    known.is_reachable = is_reachable;
    ScreenNews told = news_of_it;
    told.what = is_reachable ? ScreenNews::What::reachable : ScreenNews::What::unreachable;
    if (!is_reachable)
      told.detail = "its link to the broker broke";
    news.push_back(std::move(told));
  }
  if (!said.online)
    return news;
  if (said.written) {  // else it shows them, and a power cut would lose them
    for (const auto& [zone, count] : said.counts)
      judge(known.counts[zone], zone, count, news_of_it, news);
  }
  tell_glass(known, said, news_of_it, news);
  return news;
}

void ScreenWatch::judge(Told& told, const std::string& zone, const Count& count, const ScreenNews& news_of_it,
                        std::vector<ScreenNews>& news) const {
  const auto ours = sent_.find(zone);
  const bool is_past_ours = ours != sent_.end() && count > ours->second;
  const bool is_new = count != told.count || (is_past_ours && !told.is_past_ours);
  told = {count, is_past_ours};
  if (!is_new)
    return;
  ScreenNews tell = news_of_it;
  tell.what = is_past_ours ? ScreenNews::What::refused : ScreenNews::What::received;
  tell.epoch = count.epoch;
  tell.sequence = count.sequence;
  if (is_past_ours)
    tell.detail = "it has counted past our notices";
  news.push_back(std::move(tell));
}

void ScreenWatch::tell_glass(Screen& screen, const Said& said, const ScreenNews& news_of_it,
                             std::vector<ScreenNews>& news) {
  if (screen.has_told_glass && screen.glass == said.glass)
    return;
  ScreenNews told = news_of_it;
  told.what = ScreenNews::What::displayed;
  told.incidents = said.glass;
  for (const IncidentId& each : said.glass) {
    const auto took = said.display.find(each);
    const bool is_new = std::find(screen.glass.begin(), screen.glass.end(), each) == screen.glass.end();
    if (is_new && took != said.display.end())
      told.display_ms = std::max(told.display_ms.value_or(Millis{0}), took->second);
  }
  screen.glass = said.glass;
  screen.has_told_glass = true;
  news.push_back(std::move(told));
}

std::vector<ScreenNews> ScreenWatch::look(SteadyTime now, SysTime at) {
  std::vector<ScreenNews> news;
  for (auto& [name, screen] : screens_) {
    if (!screen.is_reachable || now - screen.heard < k_silence)
      continue;
    screen.is_reachable = false;
    ScreenNews told = about(name, at);
    told.what = ScreenNews::What::unreachable;
    told.detail = "nothing heard from it for 30 s";
    news.push_back(std::move(told));
  }
  return news;
}

}  // namespace madang::bridge
