// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "player/page.h"
#include "player/render/flatten.h"
#include "player/render/software.h"
#include "tools/madang/command.h"
#include "tools/madang/page_options.h"
#include "tools/madang/png_file.h"

namespace madang::tool {
namespace {

struct Options {
  PageOptions page;
  std::filesystem::path out;
};

/// What the screen shows at that instant, drawn as the player would.
Status shoot(const Options& options, const Context& context) {
  const auto opened = open_page(options.page, context);
  if (!opened)
    return fail(opened.error());
  auto typesetter = open_typesetter(context);
  if (!typesetter)
    return fail(typesetter.error());
  const auto page = page_of(opened->content, opened->wish, *typesetter);
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
  command->add_option("CONTENT", options->page.content, context(say("콘텐츠 폴더", "the content folder")))
      ->required();
  add_page_options(*command, options->page, context);
  command->add_option("-o,--out", options->out, context(say("그림 파일 (PNG)", "the picture (PNG)")))
      ->required();
  command->add_option(
      "--size", options->page.size,
      context(say("그림 크기 (기본: 화면 해상도)", "size of the picture (default: the screen's)")));
  command->callback([options, &context] {
    const auto done = shoot(*options, context);
    if (!done)
      context.exit = tell(context, done.error());
  });
}

}  // namespace madang::tool
