// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <map>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "content-schema/base/digest.h"
#include "content-schema/yaml/load.h"
#include "content-schema/yaml/reader.h"
#include "content-schema/yaml/values.h"
#include "tests/support/catch.h"
#include "tests/unit/yaml/samples.h"

using namespace madang;

namespace {

using Json = nlohmann::json;

/// What only the loader can know of a file, and why no schema can.
const std::map<std::string, std::string> k_loader_only{
    {"yaml-syntax", "not YAML: there is no value to judge"},
    {"not-utf8", "not YAML"},
    {"control-character", "not YAML"},
    {"line-too-long", "a limit of the reader"},
    {"too-deep", "a limit of the reader"},
    {"too-many-nodes", "a limit of the reader"},
    {"too-many-aliases", "a limit of the reader"},
    {"recursive-alias", "JSON has no aliases"},
    {"foreign-tag", "JSON has no tags"},
    {"duplicate-key", "a JSON object has each key once"},
    {"bad-key", "JSON keys are strings"},
    {"several-documents", "a schema sees one document"},
    {"empty-file", "a schema sees no document"},
    {"unknown-playlist", "another file"},
    {"unknown-layout", "another file"},
    {"unknown-screen", "another file"},
    {"unknown-group", "another file"},
    {"unknown-colour", "the names stand in site.yaml"},
    {"unknown-language", "the languages stand in site.yaml"},
    {"unknown-zone", "the tz database"},
    {"missing-site", "another file"},
    {"missing-media", "the disk"},
    {"not-a-file", "the disk"},
    {"missing-value", "compares texts with values"},
    {"unknown-value", "the names stand in data.yaml"},
    {"not-a-number", "the types stand in data.yaml"},
    {"layout-cycle", "several files"},
    {"too-nested", "several files"},
    {"no-such-day", "the calendar"},
    {"ends-early", "compares two days"},
    {"duplicate-id", "compares ids with each other"},
    {"duplicate-name", "compares names with each other"},
    {"duplicate-day", "compares days with each other"},
    {"leap-range", "compares two days"},
    {"qr-colours", "compares two colours"},
    {"uneven-row", "counts cells against columns"},
    {"no-time-left", "looks into a text"},
    {"not-csv", "the disk"},
    {"bad-csv", "another file"},
    {"antimeridian", "another file"},
    {"empty-csv", "another file"},
};

/// Problems of a kind that a schema knows in general, but not these: by sample.
const std::map<std::string, std::string> k_samples_only_the_loader_knows{
    {"sizes-too-large", "numbers inside a string"},
    {"long-qr", "bytes, not characters"},
    {"wrong-references", "which kind another file is"},
};

Json to_json(const yaml::Node& node) {
  switch (node.kind) {
    case yaml::Node::Kind::null:
      return nullptr;
    case yaml::Node::Kind::list: {
      Json list = Json::array();
      for (const yaml::Node* item : node.items)
        list.push_back(to_json(*item));
      return list;
    }
    case yaml::Node::Kind::map: {
      Json map = Json::object();
      for (const auto& entry : node.entries)
        map[entry.key->text] = to_json(*entry.value);
      return map;
    }
    case yaml::Node::Kind::scalar:
      break;
  }
  if (!node.plain)
    return node.text;
  if (node.text == "true")
    return true;
  if (node.text == "false")
    return false;
  if (const auto whole = yaml::parse_integer(node.text))
    return *whole;
  if (const auto number = yaml::parse_number(node.text))
    return *number;
  return node.text;
}

std::optional<Json> json_of(const std::filesystem::path& file) {
  yaml::Report report(100);
  const std::string text = test::text_of(file);
  const auto tree = yaml::read_yaml(as_bytes(text), file.string(), Limits{}, report);
  return tree ? std::optional(to_json(*tree->root)) : std::nullopt;
}

bool schema_accepts(const std::string& kind, const Json& document) {
  static std::map<std::string, valijson::Schema> schemas;
  if (!schemas.contains(kind)) {
    const Json text = Json::parse(test::text_of(std::filesystem::path(MADANG_SOURCE_DIR) /
                                                "content-schema/schemas" / (kind + ".schema.json")));
    valijson::SchemaParser(valijson::SchemaParser::kDraft7)
        .populateSchema(valijson::adapters::NlohmannJsonAdapter(text), schemas[kind]);
  }
  valijson::Validator validator;
  return validator.validate(schemas[kind], valijson::adapters::NlohmannJsonAdapter(document), nullptr);
}

/// By where it lies: what the file should be.
std::string kind_of(const std::string& name) {
  if (name == "site.yaml")
    return "site";
  if (name == "schedule.yaml")
    return "schedule";
  if (name == "data.yaml")
    return "data";
  if (name.starts_with("playlists/"))
    return "playlist";
  if (name.starts_with("maps/"))
    return "map";
  return name.starts_with("layouts/") ? "layout" : "alarm-page";
}

struct Verdict {
  bool loader_rejects = false;
  bool schema_should_reject = false;  ///< some problem is of a kind that a schema can know
};

std::map<std::string, Verdict> verdicts(const std::filesystem::path& folder) {
  std::map<std::string, Verdict> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".yaml")
      files[entry.path().lexically_relative(folder).generic_string()];
  }
  const Loaded loaded = load_folder(folder).value();
  for (const Problem& p : loaded.problems.list) {
    if (p.severity == Problem::Severity::warning)
      continue;
    files[p.mark.file].loader_rejects = true;
    if (!k_loader_only.contains(p.code))
      files[p.mark.file].schema_should_reject = true;
  }
  return files;
}

}  // namespace

TEST_CASE("schemas and loader agree on every valid sample") {
  for (const auto& folder : test::sample_folders("valid")) {
    for (const auto& [name, verdict] : verdicts(folder)) {
      CAPTURE(folder.filename().string(), name);
      const auto json = json_of(folder / name);
      REQUIRE(json);
      CHECK(schema_accepts(kind_of(name), *json));
    }
  }
}

TEST_CASE("schemas and loader agree on every invalid sample") {
  for (const auto& folder : test::sample_folders("invalid")) {
    const std::string sample = folder.filename().string();
    for (const auto& [name, verdict] : verdicts(folder)) {
      CAPTURE(sample, name);
      if (!exists(folder / name))
        continue;
      const auto json = json_of(folder / name);
      if (!json) {
        CHECK(verdict.loader_rejects);
        continue;
      }
      const bool accepted = schema_accepts(kind_of(name), *json);
      if (!accepted)
        CHECK(verdict.loader_rejects);
      if (verdict.schema_should_reject && !k_samples_only_the_loader_knows.contains(sample))
        CHECK_FALSE(accepted);
    }
  }
}

TEST_CASE("each single item of the lists of wrong items is rejected by the schema too") {
  for (const char* sample : {"bad-durations", "bad-lengths", "bad-choices", "bad-sound", "bad-paths",
                             "path-out", "bad-text", "item-without-kind"}) {
    const auto json = json_of(test::samples() / "invalid" / sample / "playlists/welcome.yaml");
    REQUIRE(json);
    for (const Json& item : json->at("items")) {
      // Ranges inside strings and one time against another are the loader's.
      const std::string text = item.dump();
      if (text.find("\"0s\"") != std::string::npos || text.find("25h") != std::string::npos ||
          text.find("\"9s\"") != std::string::npos)
        continue;
      CAPTURE(sample, text);
      Json one = *json;
      one["items"] = Json::array({item});
      CHECK_FALSE(schema_accepts("playlist", one));
    }
  }
}
