// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "content-schema/base/clock.h"
#include "content-schema/yaml/values.h"
#include "player/page.h"
#include "player/render/flatten.h"
#include "player/render/software.h"
#include "scheduler/calendar/zone.h"
#include "tools/madang/command.h"
#include "tools/madang/png_file.h"

namespace madang::tool {
namespace {

struct Options {
  std::filesystem::path content;
  std::string screen;
  std::string at;
  std::filesystem::path out;
  std::string alarm;
  std::string size;
};

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
  PageWish wish{{options.screen}, *at, std::nullopt, std::nullopt};
  if (!options.alarm.empty()) {
    wish.alarm = options.alarm;
    if (content->document.alarms.count(options.alarm) == 0) {
      fmt::print(stderr, "madang: {}\n",
                 context(say("'{}' 경보의 화면이 없어 내장 화면을 그립니다.",
                             "no page for the alarm '{}'; drawing the built-in one.", options.alarm)));
    }
  }
  if (!options.size.empty()) {
    wish.size = yaml::parse_size(options.size);
    if (!wish.size)
      return fail(not_a_size(options.size));
  }

  auto typesetter = Typesetter::open(fonts_file());
  if (!typesetter)
    return fail(typesetter.error());
  for (const Bilingual& problem : typesetter->font_problems())
    fmt::print(stderr, "madang: {}\n", context(problem));
  const auto page = page_of(*content, wish, *typesetter);
  if (!page)
    return fail(page.error());
  for (const Bilingual& remark : page->remarks)
    fmt::print(stderr, "madang: {}\n", context(remark));
  for (const auto& [path, error] : page->broken)
    fmt::print(stderr, "madang: {}\n", error.message.in(context.lang));

  const Size size = page->scene.size;
  std::vector<std::uint8_t> pixels(static_cast<size_t>(size.width) * static_cast<size_t>(size.height) * 4);
  SoftwareRenderer renderer;
  renderer.draw(flatten(page->scene, nullptr), {pixels.data(), size.width * 4, size});
  return write_png(options.out, pixels, size);
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
