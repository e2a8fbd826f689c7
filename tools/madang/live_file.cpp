// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/madang/live_file.h"

#include <nlohmann/json.hpp>

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"
#include "content-schema/yaml/nearest.h"
#include "scheduler/live/reading.h"

namespace madang::tool {
namespace {

using Json = nlohmann::json;

constexpr size_t k_most_bytes = 1 << 20;

const DataSource* source_of(const std::vector<DataSource>& sources, const std::string& name) {
  for (const DataSource& source : sources) {
    for (const auto& [value, what] : source.values) {
      if (live_name(source.id, value) == name)
        return &source;
    }
  }
  return nullptr;
}

tl::unexpected<Error> unknown(const std::string& name, const std::vector<DataSource>& sources) {
  std::vector<std::string> names;
  for (const DataSource& source : sources) {
    for (const auto& [value, what] : source.values)
      names.push_back(live_name(source.id, value));
  }
  const std::string_view near = yaml::nearest(name, names);
  if (near.empty())
    return fail(ErrorKind::invalid, "값 '{}'이(가) data.yaml에 없습니다.",
                "there is no value '{}' in data.yaml.", name);
  return fail(ErrorKind::invalid, "값 '{0}'이(가) data.yaml에 없습니다. 혹시 '{1}'인가요?",
              "there is no value '{0}' in data.yaml. Did you mean '{1}'?", name, near);
}

/// As if the source had sent it.
Result<Value> value_of(const std::string& name, const Json& node, const DataValue& wanted) {
  DataSource source;
  source.values[name] = {wanted.type, "", "", "", ""};
  auto reading = live::read_answer(source, node.dump());
  if (!reading.problems.empty())
    return tl::unexpected<Error>(Error{ErrorKind::invalid, reading.problems.front()});
  return std::move(reading.values.begin()->second);
}

Result<LiveValue> live_value(const std::string& name, const Json& node, const DataSource& source,
                             const DataValue& wanted, SysTime at) {
  LiveValue value{{}, at, source.stale_after, source.gone_after};
  const bool is_dated = node.is_object() && node.contains("value");
  if (is_dated && node.contains("as_of")) {
    const auto* text = node.at("as_of").get_ptr<const std::string*>();
    const auto as_of = parse_iso8601(text != nullptr ? *text : "");
    if (!as_of) {
      return fail(ErrorKind::invalid, "'{}'의 as_of는 2026-11-24T14:05:00+09:00처럼 쓰세요.",
                  "write the as_of of '{}' like 2026-11-24T14:05:00+09:00.", name);
    }
    value.as_of = *as_of;
  }
  return value_of(name, is_dated ? node.at("value") : node, wanted).map([&](Value said) {
    value.value = std::move(said);
    return value;
  });
}

}  // namespace

Result<LiveValues> parse_live_values(std::string_view json, const std::vector<DataSource>& sources,
                                     SysTime at) {
  const Json given = Json::parse(json, nullptr, false);
  if (!given.is_object()) {
    return fail(ErrorKind::invalid, "실시간 값은 {{\"parking.lot-a\": 12}} 모양의 JSON으로 쓰세요.",
                "write live values as JSON like {{\"parking.lot-a\": 12}}.");
  }
  LiveValues values;
  for (const auto& [name, node] : given.items()) {
    const DataSource* source = source_of(sources, name);
    if (source == nullptr)
      return unknown(name, sources);
    auto value = live_value(name, node, *source, *find_value(sources, name), at);
    if (!value)
      return fail(std::move(value.error()));
    values.emplace(name, std::move(*value));
  }
  return values;
}

Result<LiveValues> read_live_file(const std::filesystem::path& file, const std::vector<DataSource>& sources,
                                  SysTime at) {
  const auto bytes = read_file(file, k_most_bytes);
  if (!bytes)
    return fail(bytes.error());
  return parse_live_values(as_text(*bytes), sources, at);
}

}  // namespace madang::tool
