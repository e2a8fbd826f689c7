// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>
#include <array>

#include "content-schema/yaml/parse.h"
#include "content-schema/yaml/utf8.h"
#include "content-schema/yaml/values.h"

namespace madang::yaml {
namespace {

std::string without_commas(std::string text) {
  std::erase(text, ',');
  return text;
}

std::optional<Number> read_amount(const Parse& parse, const Field& field) {
  const auto text = read_string(parse, field);
  if (!text)
    return std::nullopt;
  if (is_decimal(*text))
    return Number{*text};
  const std::string bare = without_commas(*text);
  refuse(parse, field, "bad-number", is_decimal(bare) ? bare : "", "30000");
  return std::nullopt;
}

std::optional<std::chrono::year_month_day> read_day(const Parse& parse, const Field& field) {
  const auto text = read_string(parse, field);
  if (!text)
    return std::nullopt;
  const auto day = parse_date(*text);
  if (!day) {
    refuse(parse, field, "bad-date", suggest_date_range(*text), "2026-11-30");
    return std::nullopt;
  }
  if (!day->ok()) {
    parse.error("no-such-day", field.node,
                say("{}은(는) 달력에 없는 날입니다.", "{} is a day that does not exist.", in_quotes(*text)));
    return std::nullopt;
  }
  return day;
}

std::optional<std::chrono::minutes> read_time_of_day(const Parse& parse, const Field& field) {
  const auto text = read_string(parse, field);
  if (!text)
    return std::nullopt;
  const auto time = parse_time(*text);
  if (!time)
    refuse(parse, field, "bad-time", "", "\"18:00\"");
  return time;
}

template <class T>
std::optional<Value> as_value(std::optional<T> read) {
  return read ? std::optional(Value(Value::What(*std::move(read)))) : std::nullopt;
}

}  // namespace

std::optional<std::string> read_currency(const Parse& parse, const Field& field) {
  auto text = read_string(parse, field);
  if (!text)
    return std::nullopt;
  if (text->size() == 3 &&
      std::all_of(text->begin(), text->end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
    return text;
  parse.error("bad-currency", field.node,
              say("'currency' 값으로 {}은(는) 쓸 수 없습니다.", "'currency' cannot be {}.", in_quotes(*text)),
              say("ISO 4217의 세 글자를 쓰세요: KRW, USD, JPY, CNY.",
                  "write the three letters of ISO 4217: KRW, USD, JPY, CNY."));
  return std::nullopt;
}

std::optional<Value> parse_quantity(const Parse& parse, const Node& node) {
  const Fields fields(parse, node, keys::value);
  static constexpr std::array<std::string_view, 5> kinds{"number", "money", "date", "time", "data"};
  const Node::Entry* kind = fields.exactly_one(kinds);
  if (kind == nullptr)
    return std::nullopt;
  const Field field{*kind->value, kind->key->text};
  if (const Node* currency = fields.find("currency"); currency != nullptr && field.key != "money") {
    parse.warning("no-effect", *currency,
                  say("'currency'는 'money'와 함께 쓸 때만 뜻이 있습니다.",
                      "'currency' means something only with 'money'."));
  }
  if (field.key == "number")
    return as_value(read_amount(parse, field));
  if (field.key == "date")
    return as_value(read_day(parse, field));
  if (field.key == "time")
    return as_value(read_time_of_day(parse, field));
  if (field.key == "data")
    return as_value(read_live_name(parse, field));
  auto amount = read_amount(parse, field);
  Money money{amount.value_or(Number{}), "KRW"};
  fields.take("currency", money.currency, read_currency);
  return amount ? as_value(std::optional(std::move(money))) : std::nullopt;
}

Values parse_values(const Parse& parse, const Fields& fields) {
  Values values;
  const Node* node = fields.find("values");
  if (node == nullptr)
    return values;
  if (!node->is_map()) {
    parse.error("wrong-type", *node,
                say("'values'에는 '이름: 값' 줄들이 와야 합니다.", "'values' should be 'name: value' lines."),
                say("'price: \"30,000\"'처럼 쓰세요.", "write them like 'price: \"30,000\"'."));
    return values;
  }
  for (const Node::Entry& entry : node->entries) {
    Value& value = values[entry.key->text];
    if (entry.value->is_map())
      value = parse_quantity(parse, *entry.value).value_or(Value());
    else
      value = read_string(parse, {*entry.value, entry.key->text}).value_or("");
  }
  return values;
}

}  // namespace madang::yaml
