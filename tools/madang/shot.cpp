// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "content-schema/base/clock.h"
#include "player/local_content.h"
#include "player/prepare/patient_resources.h"
#include "player/render/flatten.h"
#include "player/render/software.h"
#include "player/scene/build.h"
#include "player/timeline/timeline.h"
#include "scheduler/calendar/zone.h"
#include "tools/madang/command.h"
#include "tools/madang/png_file.h"

namespace madang::tool {
namespace {

using namespace std::chrono_literals;

struct Options {
  std::filesystem::path content;
  std::string screen;
  std::string at;
  std::filesystem::path out;
  std::string alarm;
  std::string size;
};

Result<Size> parse_size(const std::string& text) {
  Size size;
  char rest = 0;
  if (std::sscanf(text.c_str(), "%5dx%5d%c", &size.width, &size.height, &rest) != 2 || size.empty() ||
      size.width > 16384 || size.height > 16384) {
    return fail(ErrorKind::invalid, "'{}'은(는) 크기가 아닙니다. 1920x1080 처럼 적으세요.",
                "'{}' is no size; write it like 1920x1080.", text);
  }
  return size;
}

/// What the screen shows at that instant, drawn as the player would.
Status shoot(const Options& options, const Context& context) {
  const auto content = open_local_content(options.content);
  if (!content)
    return fail(content.error());
  for (const auto& [path, error] : content->unplayable)
    fmt::print(stderr, "madang: {}\n", error.message.in(context.lang));

  const auto zone = TimeZone::find(content->document.site.zone);
  if (!zone)
    return fail(zone.error());
  const auto at = options.at.empty() ? Result<SysTime>(Clock().now()) : parse_time(options.at, *zone);
  if (!at)
    return fail(at.error());
  const ScreenId id{options.screen.empty() ? content->document.site.screens.front().id.value
                                           : options.screen};
  auto planned = programme_of(*content, id, {*at, *at + 1min});
  if (!planned)
    return fail(planned.error());
  const auto programme = std::make_shared<const Programme>(std::move(*planned));

  AlarmState alarms;
  if (!options.alarm.empty()) {
    if (programme->document.alarms.count(options.alarm) == 0) {
      fmt::print(stderr, "madang: {}\n",
                 context(say("'{}' 경보의 화면이 없어 내장 화면을 그립니다.",
                             "no page for the alarm '{}'; drawing the built-in one.", options.alarm)));
    }
    alarms.active.push_back({{"shot"}, options.alarm, "shot", 1, *at});
  }

  const Screen* screen = programme->document.site.find(id);
  const auto viewport = options.size.empty() ? Result<Size>(screen->resolution) : parse_size(options.size);
  if (!viewport)
    return fail(viewport.error());

  auto typesetter = Typesetter::open(fonts_file());
  if (!typesetter)
    return fail(typesetter.error());
  for (const Bilingual& problem : typesetter->font_problems())
    fmt::print(stderr, "madang: {}\n", context(problem));
  ResourceCache cache(1);
  PatientResources resources(*typesetter, cache, programme->inventory, decoder_program());

  const Timeline timeline(programme);
  const auto cues = timeline.at(*at, alarms);
  const auto parts = build_parts(cues, {*viewport, &programme->document.site, screen}, resources);
  for (const Bilingual& remark : resources.remarks())
    fmt::print(stderr, "madang: {}\n", context(remark));
  for (const auto& [path, error] : resources.broken())
    fmt::print(stderr, "madang: {}\n", error.message.in(context.lang));
  for (const auto& [path, error] : resources.failures())
    fmt::print(stderr, "madang: {}\n", error.message.in(context.lang));

  std::vector<std::uint8_t> pixels(static_cast<size_t>(viewport->width) *
                                   static_cast<size_t>(viewport->height) * 4);
  SoftwareRenderer renderer;
  renderer.draw(flatten(assemble(parts, *viewport), nullptr),
                {pixels.data(), viewport->width * 4, *viewport});
  return write_png(options.out, pixels, *viewport);
}

}  // namespace

void add_shot(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("shot", context(say("한 순간의 화면을 그림 파일로 그립니다.",
                                                         "draw what a screen shows at an instant")));
  command->add_option("CONTENT", options->content, context(say("콘텐츠 폴더", "the content folder")))
      ->required();
  command->add_option("--screen", options->screen,
                      context(say("화면 이름 (기본: 첫 화면)", "the screen's id (default: the first)")));
  command->add_option(
      "--at", options->at,
      context(say("시각: 2026-11-22T15:00 (기본: 지금)", "when: 2026-11-22T15:00 (default: now)")));
  command->add_option("-o,--out", options->out, context(say("그림 파일 (PNG)", "the picture (PNG)")))
      ->required();
  command->add_option("--alarm", options->alarm,
                      context(say("이 종류의 경보가 울린 화면", "with an alarm of this kind")));
  command->add_option(
      "--size", options->size,
      context(say("그림 크기 (기본: 화면 해상도)", "size of the picture (default: the screen's)")));
  command->callback([options, &context] {
    const auto done = shoot(*options, context);
    if (!done)
      context.exit = tell(context, done.error());
  });
}

}  // namespace madang::tool
