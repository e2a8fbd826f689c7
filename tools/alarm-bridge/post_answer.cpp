// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/post_answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

namespace madang::bridge {
namespace {

using Json = nlohmann::json;

constexpr std::size_t k_most_detail = 200;  // bytes of an answer that are told

std::uint64_t number(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
}

/// It came from somewhere else and goes to a log.
std::string printable(std::string_view text) {
  std::string kept(text.substr(0, k_most_detail));
  std::replace_if(
      kept.begin(), kept.end(), [](char c) { return c < ' ' || c > '~'; }, ' ');
  while (!kept.empty() && kept.back() == ' ')
    kept.pop_back();
  return kept;
}

PostAnswer refused(long status, std::string_view body) {
  return {PostAnswer::What::refused, 0, 0, printable(fmt::format("HTTP {}: {}", status, body))};
}

}  // namespace

PostAnswer understand_answer(long status, std::string_view body, const SignedNotice& newest) {
  if (status >= 500 && status <= 599)
    return {PostAnswer::What::again, 0, 0, printable(fmt::format("HTTP {}: {}", status, body))};
  if (status != 200 && status != 409)
    return refused(status, body);
  // Whoever says 200 and no more may be a router's welcome page: only our own words count as received.
  const Json json = Json::parse(body, nullptr, false);
  if (!json.is_object() || !json.contains("verdict"))
    return refused(status, body);
  PostAnswer answer{PostAnswer::What::received, number(json, "epoch"), number(json, "sequence"), {}};
  if (status == 409) {
    answer.detail = "it counts past our notice";
    const bool ours = answer.sequence > 0 &&
                      std::pair(answer.epoch, answer.sequence) <= std::pair(newest.epoch, newest.sequence);
    answer.what = ours ? PostAnswer::What::overtaken : PostAnswer::What::refused;
  } else if (const auto written = json.find("written"); written == json.end() || *written != true) {
    answer.what = PostAnswer::What::again;
    answer.detail = "not on its disk";
  }
  return answer;
}

bool Glass::shows(const IncidentId& id) const {
  return std::find(incidents.begin(), incidents.end(), id) != incidents.end();
}

std::optional<Glass> understand_glass(std::string_view body, const std::vector<IncidentId>& asked) {
  const Json json = Json::parse(body, nullptr, false);
  if (!json.is_object() || !json.contains("on_glass") || !json["on_glass"].is_array())
    return std::nullopt;
  Glass glass;
  const auto add = [&](const Json& name) {
    if (name.is_string() && !glass.shows({name.get<std::string>()}))
      glass.incidents.push_back({name.get<std::string>()});
  };
  for (const Json& each : json["on_glass"])
    add(each);
  std::map<IncidentId, Millis> took;
  for (const Json& each : json.value("active", Json::array())) {
    if (!each.is_object() || !each.contains("incident") || !each["incident"].is_string())
      continue;
    const auto found = each.find("display_ms");
    if (found == each.end() || !found->is_number_integer())
      continue;
    took[{each["incident"].get<std::string>()}] = Millis{found->get<std::int64_t>()};
    add(each["incident"]);  // it may be another's turn just now
  }
  for (const IncidentId& each : asked) {
    if (const auto found = took.find(each); found != took.end())
      glass.display_ms = found->second;
  }
  return glass;
}

}  // namespace madang::bridge
