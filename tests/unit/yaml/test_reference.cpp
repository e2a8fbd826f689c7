// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <nlohmann/json.hpp>
#include <set>

#include "content-schema/yaml/keys.h"
#include "tests/support/catch.h"
#include "tests/unit/yaml/samples.h"

using namespace madang;

namespace {

using Json = nlohmann::json;

std::filesystem::path room() {
  return std::filesystem::path(MADANG_SOURCE_DIR) / "content-schema";
}

Json schema(const std::string& kind) {
  return Json::parse(test::text_of(room() / "schemas" / (kind + ".schema.json")));
}

/// The keys of the map of that name in the schemas.
std::set<std::string> schema_keys(std::string_view table) {
  const auto properties = [](const Json& object) {
    std::set<std::string> keys;
    for (const auto& [key, value] : object.at("properties").items())
      keys.insert(key);
    return keys;
  };
  const std::string name(table);
  if (name == "default")
    return properties(schema("site").at("properties").at("default").at("anyOf").at(1));
  if (name == "transition")
    return properties(schema("playlist").at("definitions").at("transition").at("anyOf").at(1));
  for (const char* kind : {"site", "schedule", "playlist", "layout", "map", "alarm-page", "data"}) {
    if (name == kind)
      return properties(schema(kind));
    const Json file = schema(kind);
    if (file.at("definitions").contains(name))
      return properties(file.at("definitions").at(name));
  }
  return {};
}

}  // namespace

TEST_CASE("the staff's reference names every key, in both languages") {
  for (const char* name : {"README.md", "README.ko.md"}) {
    const std::string text = test::text_of(room() / name);
    for (const yaml::Keys* table : yaml::content_keys()) {
      for (const std::string_view key : table->keys) {
        CAPTURE(name, table->name, key);
        CHECK(text.find("`" + std::string(key) + "`") != std::string::npos);
      }
    }
  }
}

TEST_CASE("the schemas know the same keys as the parser") {
  for (const yaml::Keys* table : yaml::content_keys()) {
    CAPTURE(table->name);
    CHECK(schema_keys(table->name) == std::set<std::string>(table->keys.begin(), table->keys.end()));
  }
}
