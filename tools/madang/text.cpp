// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "content-schema/yaml/values.h"
#include "player/local_content.h"
#include "player/prepare/loader.h"
#include "player/text/dump.h"
#include "player/text/explain.h"
#include "player/text/ink.h"
#include "tools/madang/command.h"
#include "tools/madang/page_options.h"
#include "tools/madang/table.h"

namespace madang::tool {
namespace {

struct Options {
  PageOptions page;
  std::string text;
  std::string language = "ko";
  std::string box = "1920x1080";
  double size = 96;
  std::string font = "body";
  bool bold = false;
  bool syllable = false;
  bool keep_size = false;
  bool vertical = false;
  std::string direction = "auto";
  bool json = false;
};

Result<TextRequest> request_of(const Options& options) {
  TextRequest request;
  const auto box = yaml::parse_size(options.box);
  if (!box)
    return fail(not_a_size(options.box));
  request.box = *box;
  request.blocks = {{options.language, options.text}};
  request.font = options.font;
  request.weight = options.bold ? Weight::bold : Weight::regular;
  request.size = options.size;
  request.fit = options.keep_size ? TextFit::none : TextFit::shrink;
  request.line_break = options.syllable ? TextBreak::syllable : TextBreak::word;
  request.writing = options.vertical ? Writing::vertical : Writing::horizontal;
  request.direction = options.direction == "rtl"   ? TextDirection::right_to_left
                      : options.direction == "ltr" ? TextDirection::left_to_right
                                                   : TextDirection::automatic;
  return request;
}

/// The bytes of one character on either side, for a table.
std::string around(const std::string& text, std::uint32_t offset) {
  const auto is_tail = [&](size_t at) { return (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80; };
  size_t begin = offset - 1;
  while (begin > 0 && is_tail(begin))
    --begin;
  size_t end = offset + 1;
  while (end < text.size() && is_tail(end))
    ++end;
  return text.substr(begin, offset - begin) + "|" + text.substr(offset, end - offset);
}

std::string level_word(BreakLevel level, Lang lang) {
  switch (level) {
    case BreakLevel::never:
      return say("결코", "never").in(lang);
    case BreakLevel::grapheme:
      return say("아니요", "no").in(lang);
    case BreakLevel::inner:
    case BreakLevel::joint:
      return say("부득이하면", "at need").in(lang);
    case BreakLevel::tight:
    case BreakLevel::word:
      return say("예", "yes").in(lang);
  }
  return {};
}

std::string as_text(const TextRequest& request, const TextLayout& layout, FontSet& fonts,
                    const Context& context) {
  std::vector<std::vector<std::string>> rows{{context(say("자리", "PLACE")), context(say("바이트", "BYTE")),
                                              context(say("줄바꿈", "BREAK")), context(say("까닭", "WHY"))}};
  for (const ExplainedBreak& place : explain_breaks(request, layout)) {
    // Between two Latin letters there is nothing to ask.
    if (place.decided.rule == BreakRule::forbidden && !place.taken)
      continue;
    rows.push_back({around(request.blocks[place.block].text, place.offset), std::to_string(place.offset),
                    level_word(place.decided.level, context.lang) + (place.taken ? " *" : ""),
                    context(describe(place.decided.rule))});
  }
  std::vector<std::vector<std::string>> runs{{context(say("토막", "RUN")), context(say("문자", "SCRIPT")),
                                              context(say("방향", "DIRECTION")),
                                              context(say("글꼴", "FONT"))}};
  for (const ExplainedRun& run : explain_runs(request, fonts)) {
    runs.push_back({request.blocks[run.block].text.substr(run.begin, run.end - run.begin), run.script,
                    run.right_to_left ? "<-"
                    : run.turned      ? context(say("-> 눕힘", "-> turned"))
                                      : "->",
                    fonts.name(run.face)});
  }
  const Rect ink = ink_of(layout, fonts);
  const Rect box{0, 0, layout.box.width, layout.box.height};
  std::string overflow;
  if (!ink.empty() && unite(ink, box) != box)
    overflow = context(say("글자가 자리 밖으로 나갑니다: {} {} {}x{}\n", "ink leaves the box: {} {} {}x{}\n",
                           ink.x, ink.y, ink.width, ink.height));
  return dump(request, layout, fonts) + overflow + "\n" + to_table(runs) + "\n" + to_table(rows) +
         context(say("(*: 여기에서 줄이 바뀌었습니다)\n", "(*: the line broke here)\n"));
}

nlohmann::ordered_json as_json(const TextRequest& request, const TextLayout& layout, FontSet& fonts) {
  using nlohmann::ordered_json;
  ordered_json lines = ordered_json::array();
  for (const LaidLine& line : layout.lines) {
    ordered_json glyphs = ordered_json::array();
    for (const LaidGlyph& glyph : line.glyphs) {
      glyphs.push_back({{"glyph", glyph.glyph},
                        {"font", fonts.name(glyph.face)},
                        {"x", glyph.x},
                        {"y", glyph.y},
                        {"turned", glyph.turned},
                        {"byte", glyph.cluster}});
    }
    lines.push_back({{"block", line.block},
                     {"text", request.blocks[line.block].text.substr(line.begin, line.end - line.begin)},
                     {"x", line.x},
                     {"baseline", line.baseline},
                     {"width", line.width},
                     {"begin", line.begin},
                     {"end", line.end},
                     {"glyphs", std::move(glyphs)}});
  }
  ordered_json runs = ordered_json::array();
  for (const ExplainedRun& run : explain_runs(request, fonts)) {
    runs.push_back({{"block", run.block},
                    {"begin", run.begin},
                    {"end", run.end},
                    {"script", run.script},
                    {"direction", run.right_to_left ? "rtl" : "ltr"},
                    {"turned", run.turned},
                    {"font", fonts.name(run.face)}});
  }
  ordered_json breaks = ordered_json::array();
  for (const ExplainedBreak& place : explain_breaks(request, layout)) {
    breaks.push_back({{"block", place.block},
                      {"byte", place.offset},
                      {"break", level_word(place.decided.level, Lang::en)},
                      {"rule", to_string(place.decided.rule)},
                      {"taken", place.taken}});
  }
  ordered_json problems = ordered_json::array();
  for (const TextProblem& problem : layout.problems) {
    constexpr std::array k_kinds{"invalid-utf8", "missing-glyph", "does-not-fit"};
    problems.push_back({{"kind", k_kinds[static_cast<size_t>(problem.kind)]},
                        {"byte", problem.offset},
                        {"code_point", static_cast<std::uint32_t>(problem.code_point)}});
  }
  const Rect ink = ink_of(layout, fonts);
  return ordered_json{{"size", layout.size},
                      {"box", {layout.box.width, layout.box.height}},
                      {"ink", {ink.x, ink.y, ink.width, ink.height}},
                      {"vertical", layout.writing == Writing::vertical},
                      {"lines", std::move(lines)},
                      {"runs", std::move(runs)},
                      {"breaks", std::move(breaks)},
                      {"problems", std::move(problems)}};
}

std::string to_string(const nlohmann::ordered_json& json) {
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

nlohmann::ordered_json as_json(const TextRequest& request) {
  constexpr std::array k_aligns{"start", "centre", "end"};
  constexpr std::array k_valigns{"top", "middle", "bottom"};
  nlohmann::ordered_json blocks = nlohmann::ordered_json::array();
  for (const TaggedText& block : request.blocks)
    blocks.push_back({{"language", block.language}, {"text", block.text}});
  return {{"blocks", std::move(blocks)},
          {"font", request.font},
          {"bold", request.weight == Weight::bold},
          {"line_height", request.line_height},
          {"align", k_aligns[static_cast<size_t>(request.align)]},
          {"valign", k_valigns[static_cast<size_t>(request.vertical_align)]},
          {"syllable", request.line_break == TextBreak::syllable}};
}

/// Every text of a page, as it is laid out there.
Result<Exit> show_page(const Options& options, Typesetter& typesetter, const Context& context) {
  const auto opened = open_page(options.page, context);
  if (!opened)
    return fail(opened.error());
  const auto texts = texts_of(opened->content, opened->wish);
  if (!texts)
    return fail(texts.error());
  Exit exit = Exit::fine;
  auto all = nlohmann::ordered_json::array();
  for (const PageText& text : *texts) {
    const TextLayout layout = lay_out(text.request, typesetter.fonts());
    if (!layout.problems.empty())
      exit = Exit::wrong;
    if (options.json) {
      all.push_back({{"file", text.mark.file},
                     {"line", text.mark.line},
                     {"place", {text.place.x, text.place.y, text.place.width, text.place.height}},
                     {"colour", to_string(text.colour)},
                     {"request", as_json(text.request)},
                     {"layout", as_json(text.request, layout, typesetter.fonts())}});
    } else {
      fmt::print("== {}:{}\n{}\n", text.mark.file, text.mark.line,
                 as_text(text.request, layout, typesetter.fonts(), context));
    }
  }
  if (options.json)
    fmt::print("{}", to_string(all));
  return exit;
}

Result<Exit> show(const Options& options, const Context& context) {
  auto typesetter = open_typesetter(context);
  if (!typesetter)
    return fail(typesetter.error());
  if (!options.page.content.empty())
    return show_page(options, *typesetter, context);
  const auto request = request_of(options);
  if (!request)
    return fail(request.error());
  const TextLayout layout = lay_out(*request, typesetter->fonts());
  fmt::print("{}", options.json ? to_string(as_json(*request, layout, typesetter->fonts()))
                                : as_text(*request, layout, typesetter->fonts(), context));
  return layout.problems.empty() ? Exit::fine : Exit::wrong;
}

}  // namespace

void add_text(CLI::App& app, Context& context) {
  const auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand(
      "text",
      context(say("글을 어떻게 놓는지 보여 줍니다: 줄, 글꼴, 자리, 그리고 줄이 왜 거기에서 바뀌는지.",
                  "show how a text is laid out: lines, fonts, places, and why a line breaks where it does")));
  auto* text = command->add_option("TEXT", options->text, context(say("글", "the text")));
  auto* content =
      command->add_option("--content", options->page.content,
                          context(say("글 대신, 이 콘텐츠 폴더의 한 화면에 나오는 모든 글",
                                      "instead of a text: every text of a page of this content folder")));
  content->excludes(text);
  add_page_options(*command, options->page, context);
  for (const char* of_page : {"--screen", "--at", "--alarm"})
    command->get_option(of_page)->needs(content);
  command->add_option("--language", options->language,
                      context(say("글의 언어 (ko, en, zh-Hans...; 기본 ko)",
                                  "its language (ko, en, zh-Hans...; default ko)")));
  command->add_option(
      "--box", options->box,
      context(say("자리의 크기, 픽셀 (기본 1920x1080)", "the box in pixels (default 1920x1080)")));
  command
      ->add_option("--size", options->size,
                   context(say("글자 크기, 픽셀 (기본 96)", "size of the text in pixels (default 96)")))
      ->check(CLI::Range(1.0, 4096.0));
  command->add_option("--font", options->font,
                      context(say("글꼴의 역할 (기본 body)", "the font's role (default body)")));
  command->add_flag("--bold", options->bold, context(say("굵게", "bold")));
  command->add_flag("--syllable", options->syllable,
                    context(say("음절 사이에서도 줄을 바꿉니다", "break between syllables as well")));
  command->add_flag("--keep-size", options->keep_size,
                    context(say("자리에 맞추어 줄이지 않습니다", "do not shrink to fit")));
  command->add_flag("--vertical", options->vertical, context(say("세로쓰기", "lines that run down")));
  command
      ->add_option("--dir", options->direction,
                   context(say("글이 흐르는 쪽: auto, ltr, rtl (기본 auto)",
                               "direction: auto, ltr, rtl (default auto)")))
      ->check(CLI::IsMember({"auto", "ltr", "rtl"}));
  command->add_flag("--json", options->json, context(say("JSON으로", "as JSON")));
  command->callback([options, text, content, &context] {
    if (text->count() + content->count() != 1)
      throw CLI::RequiredError(context(say("글 또는 --content", "TEXT or --content")));
    const auto exit = show(*options, context);
    context.exit = exit ? *exit : tell(context, exit.error());
  });
}

}  // namespace madang::tool
