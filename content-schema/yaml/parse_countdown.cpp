// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>

#include "content-schema/yaml/parse.h"
#include "content-schema/yaml/values.h"

namespace madang::yaml {
namespace {

/// `2026-12-31T18:00`.
std::optional<Start> read_until(const Parse& parse, const Field& field) {
  const auto text = read_string(parse, field);
  if (!text)
    return std::nullopt;
  const auto until = parse_start(*text);
  if (!until || !until->time) {
    refuse(parse, field, "bad-date", until ? *text + "T18:00" : "", "2026-12-31T18:00");
    return std::nullopt;
  }
  if (until->day.ok())
    return until;
  parse.error("no-such-day", field.node,
              say("{}은(는) 달력에 없는 날입니다.", "{} is a day that does not exist.", in_quotes(*text)),
              last_day_of_month(until->day));
  return std::nullopt;
}

bool says(const LocalText& text, std::string_view name) {
  return std::all_of(text.versions.begin(), text.versions.end(), [&](const TaggedText& version) {
    const auto names = value_names(version.text);
    return std::find(names.begin(), names.end(), name) != names.end();
  });
}

}  // namespace

CountdownItem parse_countdown(const Parse& parse, const Fields& fields, std::string_view playlist) {
  constexpr std::string_view k_left = "left";
  CountdownItem item;
  Start until;
  if (fields.require("until", "2026-12-31T18:00") != nullptr && fields.take("until", until, read_until)) {
    item.day = until.day;
    item.time = *until.time;
  }
  if (fields.take("countdown", item.text, read_text) && !says(item.text, k_left)) {
    parse.error("no-time-left", *fields.find("countdown"),
                say("글에 {{left}}가 없어서 남은 시간이 나오지 않습니다.",
                    "without {{left}} the text does not say how long it still is."),
                say("남은 시간이 설 자리에 {{left}} 라고 쓰세요. 모든 언어에 있어야 합니다.",
                    "write {{left}} where the time should stand, in every language."));
  }
  fields.take("after", item.after, read_text);
  item.values = parse_values(parse, fields);
  // Of both texts together: a value may be meant for one of them.
  LocalText all = item.text;
  all.versions.insert(all.versions.end(), item.after.versions.begin(), item.after.versions.end());
  Values known = item.values;
  known.emplace(k_left, "");
  match_values(parse, fields.node(), playlist, all, known, fields.find("values"));
  fields.take("seconds", item.seconds, read_yes_no);
  parse_turns(parse, fields, item.languages, item.rotate_every);
  item.style = parse_style(parse, fields);
  return item;
}

}  // namespace madang::yaml
