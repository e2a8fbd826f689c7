// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>

#include "content-schema/yaml/parse.h"

namespace madang::yaml {
namespace {

/// What a gateway sends and a file name can hold: a-z, digits, hyphens.
std::optional<std::string> read_alarm_kind(const Parse& parse, const Field& field) {
  auto kind = read_id(parse, field);
  if (!kind)
    return std::nullopt;
  if (std::none_of(kind->begin(), kind->end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
    return kind;
  std::string lower = *kind;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  parse.error("bad-id", field.node,
              say("'alarm'에는 대문자를 쓸 수 없습니다.", "'alarm' cannot have capital letters."),
              say("'{}'처럼 쓰세요.", "write '{}'.", lower));
  return std::nullopt;
}

}  // namespace

std::optional<AlarmPage> parse_alarm(const Parse& parse, const Node& root) {
  const Fields fields(parse, root, keys::alarm_page);
  if (!check_header(parse, fields, "alarm-page"))
    return std::nullopt;
  AlarmPage page;
  page.mark = parse.mark(root);
  if (fields.require("alarm", "fire") != nullptr && fields.take("alarm", page.alarm, read_alarm_kind)) {
    parse.links.named.push_back({Named::What::alarm, page.alarm, parse.at(*fields.find("alarm"))});
  }
  page.show = parse_show(parse, fields, "playlist").value_or(Show{});
  return page;
}

}  // namespace madang::yaml
