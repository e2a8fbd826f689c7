// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "content-schema/base/file.h"
#include "scheduler/alarm/cap.h"
#include "scheduler/alarm/cap_meaning.h"
#include "tools/madang/command.h"
#include "tools/madang/table.h"

namespace madang::tool {
namespace {

using namespace alarm;

struct Options {
  std::string message;
  std::string geocode;
  std::string point;
  std::string at;
};

constexpr std::size_t k_most_columns = 60;

Result<CapPlace> place_of(const Options& options) {
  CapPlace place;
  if (!options.geocode.empty())
    place.geocodes.push_back({"KRDSTGeocode", options.geocode});
  if (options.point.empty())
    return place;
  const auto point = parse_point(options.point);
  if (!point) {
    return fail(ErrorKind::invalid, "'{}' 대신 위도와 경도를 33.512,126.528처럼 적어 주세요.",
                "instead of '{}' write latitude and longitude, like 33.512,126.528.", options.point);
  }
  place.point = point;
  return place;
}

Bilingual deed_text(const CapMeaning& meaning) {
  switch (meaning.deed) {
    case CapDeed::raise:
      return say("화면에 보여 줍니다.", "it is shown.");
    case CapDeed::replace:
      return say("앞의 것을 거두고 이것을 보여 줍니다.", "it takes the place of earlier ones.");
    case CapDeed::end:
      return say("앞의 것을 끝냅니다.", "it ends earlier ones.");
    case CapDeed::nothing:
      return say("보여 주지 않습니다 ({}).", "nothing is shown ({}).", word(meaning.reason));
  }
  return {};
}

void print_events(const Context& context, const CapMeaning& meaning) {
  std::vector<std::vector<std::string>> table{
      {context(say("비상", "INCIDENT")), context(say("종류", "KIND")), context(say("끝", "UNTIL")),
       context(say("언어", "LANGUAGE")), context(say("한 줄", "LINE"))}};
  for (const CapEvent& event : meaning.events) {
    const std::string until = event.expires ? to_iso8601(*event.expires) : "-";
    for (std::size_t i = 0; i < event.words.size(); ++i) {
      const CapWords& words = event.words[i];
      table.push_back({i == 0 ? event.id.value : "", i == 0 ? event.kind : "", i == 0 ? until : "",
                       words.language, one_line(words.line, k_most_columns)});
    }
  }
  if (table.size() > 1)
    fmt::print("{}", to_table(table));
}

Result<Exit> read(const Context& context, const Options& options) {
  const auto place = place_of(options);
  if (!place)
    return fail(place.error());
  const auto at = options.at.empty() ? Result<SysTime>(Clock().now()) : parse_iso8601(options.at);
  if (!at)
    return fail(at.error());
  const auto bytes = read_file(options.message, k_most_cap_bytes);
  if (!bytes)
    return fail(bytes.error());
  const auto alert = parse_cap(*bytes);
  if (!alert)
    return fail(alert.error());
  for (const Bilingual& remark : alert->remarks)
    fmt::print(stderr, "madang: {}\n", context(remark));

  const CapMeaning meaning = meaning_of(*alert, *place, *at);
  fmt::print("{}{}\n", context(deed_text(meaning)),
             meaning.exercise == Exercise::actual ? "" : context(say(" (훈련)", " (a drill)")));
  print_events(context, meaning);
  for (const IncidentId& each : meaning.ends)
    fmt::print("{}\n", context(say("끝나는 것: {}", "ends: {}", each.value)));
  return meaning.deed == CapDeed::nothing ? Exit::wrong : Exit::fine;
}

}  // namespace

void add_cap(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand(
      "cap", context(say("기관의 CAP 1.2 재난 문자가 이 시장에서 어떻게 되는지 봅니다. 화면은 바꾸지 않습니다.",
                         "see what an authority's CAP 1.2 message would become here; changes no screen")));
  command->add_option("MESSAGE", options->message, context(say("CAP 파일 (XML)", "the message (XML)")))->required();
  command->add_option("--geocode", options->geocode,
                      context(say("시장의 행정 구역 코드 열 자리 (KRDSTGeocode), 예: 5011000000",
                                  "the market's administrative code of ten digits (KRDSTGeocode)")));
  command->add_option("--point", options->point,
                      context(say("시장의 위도,경도, 예: 33.512,126.528", "the market's latitude,longitude")));
  command->add_option("--at", options->at,
                      context(say("이때라면: 2026-11-22T06:00:00Z (기본: 지금)", "as if it were then (default: now)")));
  command->callback([&context, options] {
    const auto exit = read(context, *options);
    context.exit = exit ? *exit : tell(context, exit.error());
  });
}

}  // namespace madang::tool
