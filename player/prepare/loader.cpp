// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/prepare/loader.h"

#include <fmt/format.h>

#include <algorithm>

#include "content-schema/yaml/load.h"
#include "player/media/still.h"
#include "player/scene/qr.h"

namespace madang {
Remark remark_on(const TextProblem& problem, const TextRequest& request) {
  const TaggedText empty;
  const TaggedText& block = problem.block < request.blocks.size() ? request.blocks[problem.block] : empty;
  switch (problem.kind) {
    case TextProblem::Kind::missing_glyph:
      return {Remark::Kind::missing_glyph,
              say("U+{:04X} 글자를 그릴 글꼴이 없습니다 ({}): \"{}\"",
                  "no font has a glyph for U+{:04X} ({}): \"{}\"", static_cast<unsigned>(problem.code_point),
                  block.language, block.text)};
    case TextProblem::Kind::invalid_utf8:
      return {Remark::Kind::invalid_utf8,
              say("글에 올바른 UTF-8이 아닌 바이트가 있습니다 ({}): \"{}\"",
                  "the text has bytes that are not UTF-8 ({}): \"{}\"", block.language, block.text)};
    case TextProblem::Kind::does_not_fit:
      return {Remark::Kind::does_not_fit,
              say("글이 자리에 다 들어가지 않습니다 ({}): \"{}\"",
                  "the text does not fit its place ({}): \"{}\"", block.language, block.text)};
  }
  return {};
}

Result<Typesetter> Typesetter::open(const std::filesystem::path& fonts_yaml) {
  const auto config = load_fonts(fonts_yaml);
  if (!config)
    return fail(config.error());
  auto files = std::make_unique<Files>();
  const auto bytes = [&files =
                          *files](const std::filesystem::path& path) -> Result<std::span<const std::byte>> {
    const auto known = files.find(path);
    if (known != files.end())
      return known->second.bytes();
    auto file = MappedFile::open(path);
    if (!file)
      return fail(file.error());
    return files.emplace(path, std::move(*file)).first->second.bytes();
  };
  auto fonts = FontSet::create(*config, bytes);
  if (!fonts)
    return fail(fonts.error());
  return Typesetter(std::move(files), std::move(*fonts));
}

PlacedTextPtr Typesetter::place(const TextRequest& request, std::vector<TextProblem>* problems) {
  TextLayout layout = lay_out(request, fonts_);
  if (problems != nullptr)
    *problems = std::move(layout.problems);
  return rasterise(layout, fonts_, glyphs_);
}

PlacedTextPtr Typesetter::place_strip(const TextRequest& request, double gap,
                                      std::vector<TextProblem>* problems) {
  TextLayout layout = lay_out_strip(request, gap, fonts_);
  if (problems != nullptr)
    *problems = std::move(layout.problems);
  return rasterise(layout, fonts_, glyphs_);
}

PicturePtr Loader::picture(const std::string& path, Size box) {
  const auto asset = inventory_.find(path);
  if (asset == inventory_.end())
    return nullptr;
  const std::string key = picture_key(asset->second, box);
  if (const auto known = cache_.find(key))
    return std::get<PicturePtr>(*known);
  PicturePtr made;
  auto loaded = load_picture(asset->second.file, box);
  if (loaded)
    made = std::move(*loaded);
  else
    broken_.emplace(path, loaded.error());
  cache_.put(key, made);
  return made;
}

PicturePtr Loader::qr(const QrItem& item, int side) {
  const std::string key = qr_key(item, side);
  if (const auto known = cache_.find(key))
    return std::get<PicturePtr>(*known);
  PicturePtr made;
  auto drawn = draw_qr(item, side);
  if (drawn)
    made = std::move(*drawn);
  else
    remarks_.push_back({Remark::Kind::bad_qr, drawn.error().message});
  cache_.put(key, made);
  return made;
}

PicturePtr Loader::ground(const MapRequest& request, const MapView& view, MapLook look) {
  const std::string key = ground_key(request);
  if (const auto known = cache_.find(key))
    return std::get<PicturePtr>(*known);
  const MarketMap& map = *request.map;
  if (const auto plan = inventory_.find(map.plan); plan != inventory_.end()) {
    const Size size = plan->second.facts.size;
    look.plan_metres = size.width * map.metres_per_pixel;
    const double shown = look.plan_metres * view.scale;  // px
    const int wide = static_cast<int>(std::clamp(shown, 1.0, 4096.0));
    look.plan = picture(map.plan, {wide, std::max(1, wide * size.height / std::max(1, size.width))});
  }
  PicturePtr made = paint_ground(map, view, request.box, look);
  cache_.put(key, made);
  return made;
}

MapFacePtr Loader::map(const MapRequest& request) {
  const std::string key = map_key(request);
  if (const auto known = cache_.find(key))
    return std::get<MapFacePtr>(*known);
  const MapTools tools{[&](const TextRequest& text) {
                         std::vector<TextProblem> problems;
                         SetText set{typesetter_.place(text, &problems), true};
                         for (const TextProblem& problem : problems) {
                           if (problem.kind == TextProblem::Kind::does_not_fit)
                             set.fits = false;  // it gets another place, or none: no fault of the text
                           else
                             remarks_.push_back(remark_on(problem, text));
                         }
                         return set;
                       },
                       [&](const MapView& view, const MapLook& look) { return ground(request, view, look); },
                       [&](const std::string& name, const std::function<MapSprite()>& make) {
                         const std::string part = ground_key(request) + " " + name;
                         if (const auto known = cache_.find(part))
                           return *std::get<MapSpritePtr>(*known);
                         const auto sprite = std::make_shared<const MapSprite>(make());
                         cache_.put(part, sprite);
                         return *sprite;
                       }};
  auto made = std::make_shared<const MapFace>(make_face(request, tools));
  cache_.put(key, made);
  return made;
}

PlacedTextPtr Loader::text(const TextRequest& request) {
  const std::string key = text_key(request);
  if (const auto known = cache_.find(key))
    return std::get<PlacedTextPtr>(*known);
  std::vector<TextProblem> problems;
  PlacedTextPtr made = typesetter_.place(request, &problems);
  remark_on_all(problems, request);
  cache_.put(key, made);
  return made;
}

void Loader::remark_on_all(const std::vector<TextProblem>& problems, const TextRequest& request) {
  for (const TextProblem& problem : problems)
    remarks_.push_back(remark_on(problem, request));
}

PlacedTextPtr Loader::strip(const TextRequest& request, double gap) {
  const std::string key = strip_key(request, gap);
  if (const auto known = cache_.find(key))
    return std::get<PlacedTextPtr>(*known);
  std::vector<TextProblem> problems;
  PlacedTextPtr made = typesetter_.place_strip(request, gap, &problems);
  remark_on_all(problems, request);
  cache_.put(key, made);
  return made;
}

WidthsPtr Loader::widths(const MeasureRequest& request) {
  const std::string key = widths_key(request);
  if (const auto known = cache_.find(key))
    return std::get<WidthsPtr>(*known);
  auto made = std::make_shared<const std::vector<double>>(measure(request, typesetter_.fonts()));
  cache_.put(key, WidthsPtr(made));
  return made;
}

std::string picture_key(const Asset& asset, Size box) {
  return fmt::format("picture {}x{} {}", box.width, box.height, asset.file.string());
}

std::string qr_key(const QrItem& item, int side) {
  return fmt::format("qr {} {} {} {} {}", side, item.level ? static_cast<int>(*item.level) : -1,
                     to_string(item.dark), to_string(item.light), item.data);
}

namespace {

/// Lengths stand before the words, so that no words can imitate another request.
void append(std::string& key, const std::vector<TaggedText>& texts) {
  for (const TaggedText& text : texts)
    fmt::format_to(std::back_inserter(key), " {}:{} {}:{}", text.language.size(), text.language,
                   text.text.size(), text.text);
}

}  // namespace

std::string text_key(const TextRequest& r) {
  std::string key =
      fmt::format("text {}x{} {} {} {} {} {} {} {} {} {} {} {} {}", r.box.width, r.box.height, r.font,
                  static_cast<int>(r.weight), r.size, r.least_size, r.line_height, static_cast<int>(r.align),
                  static_cast<int>(r.vertical_align), static_cast<int>(r.fit), static_cast<int>(r.line_break),
                  static_cast<int>(r.direction), static_cast<int>(r.writing), r.block_gap);
  append(key, r.blocks);
  for (const double scale : r.scales)
    fmt::format_to(std::back_inserter(key), " {}", scale);
  return key;
}

std::string strip_key(const TextRequest& request, double gap) {
  return fmt::format("strip {} {}", gap, text_key(request));
}

std::string widths_key(const MeasureRequest& request) {
  std::string key = fmt::format("widths {} {}", request.font, static_cast<int>(request.weight));
  append(key, request.texts);
  return key;
}

}  // namespace madang
