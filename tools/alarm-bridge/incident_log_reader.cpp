// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/incident_log_reader.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace madang::bridge {
namespace {

using Json = nlohmann::json;
using What = LogEntry::What;

constexpr Millis k_most_ms = std::chrono::hours(24 * 36'525);
constexpr std::array k_whats{What::raised,  What::received,  What::displayed, What::cleared, What::expired,
                             What::refused, What::link_lost, What::link_back, What::panel,   What::started};

std::string text_of(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

std::optional<Exercise> exercise_of(std::string_view word) {
  return word == "actual"  ? std::optional(Exercise::actual)
         : word == "drill" ? std::optional(Exercise::drill)
         : word == "test"  ? std::optional(Exercise::test)
                           : std::nullopt;
}

/// False for what is no line of such a log.
bool take_line(std::string_view line, std::vector<LogEntry>& entries) {
  if (line.size() > k_most_log_line)
    return false;
  const Json json = Json::parse(line, nullptr, false);
  if (!json.is_object())
    return false;
  const auto at = parse_iso8601(text_of(json, "at"));
  const std::string what = text_of(json, "what");
  if (!at || what.empty())
    return false;
  const auto known =
      std::find_if(k_whats.begin(), k_whats.end(), [&](What each) { return what == word(each); });
  if (known == k_whats.end())
    return true;
  LogEntry entry{*known, *at};
  entry.incident = text_of(json, "incident");
  entry.kind = text_of(json, "kind");
  entry.exercise = exercise_of(text_of(json, "exercise"));
  entry.place = text_of(json, "place");
  entry.screen = text_of(json, "screen");
  entry.road = text_of(json, "road");
  entry.source = text_of(json, "source");
  entry.by = text_of(json, "by");
  if (const auto ms = json.find("ms");
      ms != json.end() && ms->is_number_integer() && *ms >= 0 && *ms <= k_most_ms.count())
    entry.ms = Millis{ms->get<std::int64_t>()};
  entries.push_back(std::move(entry));
  return true;
}

}  // namespace

LogText read_log(std::string_view text) {
  LogText log;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const auto end = text.find('\n');
    const bool torn = end == std::string_view::npos;
    const auto line = text.substr(0, end);
    text.remove_prefix(torn ? text.size() : end + 1);
    const bool blank = line.find_first_not_of(" \t\r") == std::string_view::npos;
    if (!blank && !take_line(line, log.entries) && !torn)
      log.broken.push_back(number);
  }
  return log;
}

std::vector<std::filesystem::path> log_files(const std::filesystem::path& log) {
  std::vector<std::filesystem::path> files;
  for (int old = k_old_logs; old > 0; --old) {
    const std::filesystem::path file = log.string() + "." + std::to_string(old);
    std::error_code ignored;
    if (std::filesystem::exists(file, ignored))
      files.push_back(file);
  }
  files.push_back(log);
  return files;
}

}  // namespace madang::bridge
