// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>

#include "content-schema/yaml/parse.h"

namespace madang::yaml {
namespace {

constexpr size_t k_longest_url = 2000;
constexpr Millis k_longest_keep = std::chrono::hours{24 * 30};

/// http or https, with a host, as it can be asked.
bool is_web_address(std::string_view url) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!url.starts_with(scheme))
      continue;
    const std::string_view rest = url.substr(scheme.size());
    const std::string_view host = rest.substr(0, rest.find_first_of("/?#"));
    return !host.empty() && host.front() != ':' && host.find('@') == std::string_view::npos &&
           std::none_of(url.begin(), url.end(), [](unsigned char c) { return c <= ' ' || c == 0x7f; });
  }
  return false;
}

std::optional<std::string> read_url(const Parse& parse, const Field& field) {
  auto url = read_string(parse, field);
  if (!url || (url->size() <= k_longest_url && is_web_address(*url)))
    return url;
  parse.error(
      "bad-url", field.node,
      say("'{0}' 값으로 {1}은(는) 쓸 수 없습니다.", "'{0}' cannot be {1}.", field.key, in_quotes(*url)),
      say("http:// 나 https:// 로 시작하는 주소를 빈칸과 암호 없이 적으세요. 보기: "
          "https://parking.example.kr/lots.json",
          "write an address that begins with http:// or https://, without spaces and passwords. "
          "Example: https://parking.example.kr/lots.json"));
  return std::nullopt;
}

/// RFC 6901: empty, or parts that each begin with a slash; a tilde only as ~0 or ~1.
std::optional<std::string> read_pointer(const Parse& parse, const Field& field) {
  auto pointer = read_string(parse, field);
  if (!pointer)
    return std::nullopt;
  bool right = pointer->front() == '/';
  for (size_t at = 0; (at = pointer->find('~', at)) != std::string::npos; ++at)
    right = right && at + 1 < pointer->size() && ((*pointer)[at + 1] == '0' || (*pointer)[at + 1] == '1');
  if (right)
    return pointer;
  refuse(parse, field, "bad-pointer", pointer->front() == '/' ? "" : std::string("/").append(*pointer),
         "/lots/0/free");
  return std::nullopt;
}

/// `row: { lot: A }`
void parse_row(const Parse& parse, const Node& node, DataValue& value) {
  if (!node.is_map() || node.entries.size() != 1) {
    parse.error("wrong-type", node,
                say("'row'에는 '열 이름: 그 열의 글' 한 줄이 와야 합니다.",
                    "'row' should be one 'column: what it says'."),
                say("'row: {{ lot: A }}'처럼 쓰세요.", "write it like 'row: {{ lot: A }}'."));
    return;
  }
  const Node::Entry& entry = node.entries.front();
  value.row_column = entry.key->text;
  value.row_text = read_string(parse, {*entry.value, entry.key->text}).value_or("");
}

void warn_of_no_effect(const Parse& parse, const Fields& fields, std::string_view key,
                       DataSource::Format format) {
  const Node* node = fields.find(key);
  if (node == nullptr)
    return;
  const std::string_view other = format == DataSource::Format::json ? "csv" : "json";
  parse.warning("no-effect", *node,
                say("'{0}'은(는) 'format: {1}'과 함께 쓸 때만 뜻이 있습니다.",
                    "'{0}' means something only with 'format: {1}'.", key, other));
}

/// Where it stands in what the source sends.
void parse_place(const Parse& parse, const Fields& fields, DataSource::Format format, DataValue& value) {
  if (format == DataSource::Format::json) {
    if (fields.require("pointer", "/lots/0/free") != nullptr)
      fields.take("pointer", value.pointer, read_pointer);
    warn_of_no_effect(parse, fields, "row", format);
    warn_of_no_effect(parse, fields, "column", format);
  } else {
    if (fields.require("column", "free") != nullptr)
      fields.take("column", value.column, read_string);
    if (const Node* row = fields.find("row"))
      parse_row(parse, *row, value);
    warn_of_no_effect(parse, fields, "pointer", format);
  }
}

DataValue parse_value(const Parse& parse, const Node& node, DataSource::Format format) {
  DataValue value;
  const Fields fields(parse, node, keys::source_value);
  if (!fields.valid())
    return value;
  fields.take("type", value.type, [](const Parse& p, const Field& f) {
    return read_choice<DataValue::Type>(
        p, f, {{"number", DataValue::Type::number}, {"text", DataValue::Type::text}});
  });
  parse_place(parse, fields, format, value);
  return value;
}

std::optional<DataValue> parse_taken(const Parse& parse, const Node& node, DataSource::Format format) {
  const Fields fields(parse, node, keys::source_taken);
  if (!fields.valid())
    return std::nullopt;
  DataValue value;
  parse_place(parse, fields, format, value);
  return value;
}

void parse_values(const Parse& parse, const Node& node, DataSource& source) {
  if (!node.is_map() || node.entries.empty()) {
    parse.error("wrong-type", node,
                say("'values'에는 '이름: 어디에 있는지' 줄들이 와야 합니다.",
                    "'values' should be lines of 'name: where it stands'."),
                say("'lot-a: {{ pointer: /lots/0/free, type: number }}'처럼 쓰세요.",
                    "write them like 'lot-a: {{ pointer: /lots/0/free, type: number }}'."));
    return;
  }
  for (const Node::Entry& entry : node.entries) {
    if (source.values.size() == k_most_source_values) {
      parse.error("out-of-range", *entry.key,
                  say("값은 {}개까지 적을 수 있습니다.", "there may be {} values.", k_most_source_values));
      return;
    }
    const auto name = read_id(parse, {*entry.key, "values"});
    DataValue value = parse_value(parse, *entry.value, source.format);
    if (name)
      source.values.insert_or_assign(*name, std::move(value));
  }
}

/// What is asked too often, or would be stale before it is asked again.
void check_times(const Parse& parse, const Fields& fields, const DataSource& source) {
  const auto refuse_time = [&](std::string_view key, Millis least, Millis most) {
    const Node* node = fields.find(key);
    if (node == nullptr)
      return;
    parse.error(
        "out-of-range", *node,
        say("'{0}' 값 '{1}'이(가) 범위를 벗어났습니다.", "'{0}' is out of range: '{1}'.", key, node->text),
        say("{}초부터 {}초까지 쓸 수 있습니다.", "it may be {} s to {} s.", least.count() / 1000,
            most.count() / 1000));
  };
  if (source.every < k_least_every)
    refuse_time("every", k_least_every, std::chrono::hours{24});
  if (source.stale_after < source.every)
    refuse_time("stale_after", source.every, k_longest_keep);
  if (source.gone_after < source.stale_after)
    refuse_time("gone_after", source.stale_after, k_longest_keep);
}

DataSource parse_source(const Parse& parse, const Node& node, const std::string& zone) {
  DataSource source;
  source.zone = zone;
  source.mark = parse.mark(node);
  const Fields fields(parse, node, keys::source);
  if (!fields.valid())
    return source;
  if (fields.require("id", "parking") != nullptr && fields.take("id", source.id, read_id))
    parse.links.named.push_back({Named::What::source, source.id, parse.at(*fields.find("id"))});
  if (fields.require("url", "https://parking.example.kr/lots.json") != nullptr)
    fields.take("url", source.url, read_url);
  fields.take("format", source.format, [](const Parse& p, const Field& f) {
    return read_choice<DataSource::Format>(
        p, f, {{"json", DataSource::Format::json}, {"csv", DataSource::Format::csv}});
  });
  fields.take("every", source.every, read_duration);
  source.stale_after = source.every * k_rounds_to_stale;
  fields.take("stale_after", source.stale_after, read_duration);
  source.gone_after = source.stale_after * k_stale_to_gone;
  fields.take("gone_after", source.gone_after, read_duration);
  check_times(parse, fields, source);
  if (const Node* taken = fields.find("taken"))
    source.taken = parse_taken(parse, *taken, source.format);
  if (const Node* values = fields.require("values", "{ lot-a: { pointer: /lots/0/free } }"))
    parse_values(parse, *values, source);
  return source;
}

}  // namespace

std::optional<std::vector<DataSource>> parse_data(const Parse& parse, const Node& root, const std::string& zone) {
  const Fields fields(parse, root, keys::data);
  if (!check_header(parse, fields, "data"))
    return std::nullopt;
  std::vector<DataSource> sources;
  const Node* list = fields.require("sources", "[ ]");
  if (list == nullptr || (list->is_list() && list->items.empty()))
    return sources;
  for (const Node* node : elements(parse, {*list, "sources"}, Single::refused)) {
    if (sources.size() == k_most_sources) {
      parse.error("out-of-range", *node,
                  say("자료원은 {}개까지 적을 수 있습니다.", "there may be {} sources.", k_most_sources));
      break;
    }
    sources.push_back(parse_source(parse, *node, zone));
  }
  return sources;
}

}  // namespace madang::yaml
