// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>
#include <array>

#include "content-schema/yaml/parse.h"

namespace madang::yaml {
namespace {

/// The names among the values that a source gives.
std::vector<std::string> live_names(const Values& values) {
  std::vector<std::string> names;
  for (const auto& [name, value] : values) {
    if (std::holds_alternative<LiveName>(value.what))
      names.push_back(name);
  }
  return names;
}

std::optional<double> read_bound(const Parse& parse, const Field& field) {
  return read_number(parse, field, -1e15, 1e15);
}

std::optional<double> take_bound(const Fields& fields, std::string_view key) {
  double bound = 0;
  return fields.take(key, bound, read_bound) ? std::optional(bound) : std::nullopt;
}

std::optional<Threshold> parse_threshold(const Parse& parse, const Node& node, const Values& values,
                                         const std::vector<std::string>& live) {
  const Fields fields(parse, node, keys::threshold);
  if (!fields.valid())
    return std::nullopt;
  Threshold threshold;
  if (fields.require("colour", "tangerine") != nullptr)
    fields.take("colour", threshold.colour, read_colour);
  threshold.from = take_bound(fields, "from");
  threshold.below = take_bound(fields, "below");
  if (fields.find("from") == nullptr && fields.find("below") == nullptr) {
    parse.error("missing-key", node,
                say("어느 수에서 색이 바뀌는지 적지 않았습니다.", "it does not say from which number on."),
                say("'below: 10'이나 'from: 10'을 더하세요.", "add 'below: 10' or 'from: 10'."));
  }
  if (threshold.from && threshold.below && *threshold.below <= *threshold.from) {
    parse.error("ends-early", *fields.find("below"),
                say("'below'가 'from'보다 크지 않습니다.", "'below' is not above 'from'."),
                say("작은 수를 'from'에 쓰세요.", "write the smaller number as 'from'."));
  }
  if (fields.take("value", threshold.value, read_string)) {
    if (std::find(live.begin(), live.end(), threshold.value) == live.end()) {
      parse.error("unknown-value", *fields.find("value"),
                  say("이 항목의 values에 'data'로 적은 값 {}이(가) 없습니다.",
                      "no value {} of this item is written with 'data'.", in_quotes(threshold.value)),
                  advise(threshold.value, live));
      return threshold;
    }
  } else if (live.size() == 1) {
    threshold.value = live.front();
  } else if (fields.find("value") == nullptr) {
    parse.error("missing-key", node,
                say("어느 값을 보고 색을 정하는지 적지 않았습니다.", "it does not say which value decides."),
                live.empty() ? say("values에 'free: {{ data: parking.lot-a }}'처럼 적으세요.",
                                   "write the value like 'free: {{ data: parking.lot-a }}'.")
                             : say("'value: {}'처럼 더하세요.", "add it like 'value: {}'.", live.front()));
  }
  const auto value = values.find(threshold.value);
  const auto* name = value != values.end() ? std::get_if<LiveName>(&value->second.what) : nullptr;
  if (name != nullptr)
    parse.link(Link::To::live_number, name->name, node, "thresholds");
  return threshold;
}

}  // namespace

std::optional<LiveName> read_live_name(const Parse& parse, const Field& field) {
  const auto name = read_string(parse, field);
  if (!name)
    return std::nullopt;
  parse.link(Link::To::live_value, *name, field.node, field.key);
  return LiveName{*name};
}

LiveStyle parse_live(const Parse& parse, const Fields& fields, const Values& values) {
  LiveStyle style;
  const std::vector<std::string> live = live_names(values);
  fields.take("stale", style.stale, [](const Parse& p, const Field& f) {
    using S = LiveStyle::Stale;
    return read_choice<S>(p, f, {{"hide", S::hide}, {"grey", S::grey}, {"as-of", S::as_of}});
  });
  fields.take("missing", style.missing, read_text);
  if (const Node* node = fields.find("thresholds")) {
    const auto list = node->is_map() ? std::vector<const Node*>{node}  // one alone needs no dash
                                     : elements(parse, {*node, "thresholds"}, Single::refused);
    for (const Node* each : list) {
      if (auto threshold = parse_threshold(parse, *each, values, live))
        style.thresholds.push_back(std::move(*threshold));
    }
  }
  for (const std::string_view key : {"stale", "missing"}) {
    if (const Node* node = fields.find(key); node != nullptr && live.empty()) {
      parse.warning("no-effect", *node,
                    say("'{}'은(는) 'data'로 적은 값이 있을 때만 뜻이 있습니다.",
                        "'{}' means something only with a value that is written with 'data'.", key));
    }
  }
  return style;
}

}  // namespace madang::yaml
