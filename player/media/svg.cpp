// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/svg.h"

#include <librsvg/rsvg.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "player/media/canvas.h"
#include "player/media/limits.h"

namespace madang {
namespace {

using Drawing = Owned<RsvgHandle, g_object_unref>;
using Trouble = Owned<GError, g_error_free>;

constexpr std::size_t k_most_bytes = std::size_t{8} << 20;
constexpr double k_most_side = 8192;    // px, of what is drawn
constexpr double k_dots_per_inch = 96;  // CSS Values 4, 6.2

std::string_view text_of(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// The name of the element that begins at `<`, without its prefix; empty where none does.
std::string_view local_name(std::string_view from) {
  const auto end = std::min(from.find_first_of(" \t\r\n/>", 1), from.size());
  std::string_view name = from.substr(1, end - 1);
  if (const auto colon = name.find(':'); colon != std::string_view::npos)
    name.remove_prefix(colon + 1);
  return name;
}

/// Past what may stand before the first element: XML's declaration, comments, a document type.
std::string_view without_prolog(std::string_view rest) {
  if (rest.starts_with("\xEF\xBB\xBF"))
    rest.remove_prefix(3);
  const auto skip_to = [&](std::string_view end) {
    const auto at = rest.find(end);
    rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + end.size());
  };
  while (!rest.empty()) {
    if (is_space(rest.front()))
      rest.remove_prefix(1);
    else if (rest.starts_with("<!--"))
      skip_to("-->");
    else if (rest.starts_with("<?"))
      skip_to("?>");
    else if (rest.starts_with("<!DOCTYPE"))
      skip_to(rest.substr(0, rest.find('>')).find('[') != std::string_view::npos ? "]>" : ">");
    else
      break;
  }
  return rest;
}

bool has_letters(std::string_view text) {
  static constexpr std::array<std::string_view, 3> k_lettered{"text", "tspan", "foreignObject"};
  for (auto at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    if (std::find(k_lettered.begin(), k_lettered.end(), local_name(text.substr(at, 64))) != k_lettered.end())
      return true;
  }
  return false;
}

Result<Drawing> read(std::span<const std::byte> bytes, std::string_view name) {
  if (bytes.size() > k_most_bytes) {
    return fail(ErrorKind::limit, "'{}' 그림이 너무 큽니다. 8 MB 이하로 단순하게 하거나 PNG로 저장해 주세요.",
                "the drawing '{}' is too large. Make it simpler, up to 8 MB, or save it as PNG.", name);
  }
  if (has_letters(text_of(bytes))) {
    return fail(
        ErrorKind::invalid,
        "'{}' 그림 안에 글자가 있습니다. 화면마다 글꼴이 달라지니 글자를 윤곽선으로 바꿔 주세요(Inkscape: "
        "경로 → 객체를 경로로).",
        "the drawing '{}' has letters, which every machine would set in another font. Turn them into "
        "outlines "
        "(Inkscape: Path, Object to Path).",
        name);
  }
  if (text_of(bytes).find("<!ENTITY") != std::string_view::npos) {
    return fail(ErrorKind::invalid,
                "'{}' 그림에 XML 엔티티(<!ENTITY>)가 있습니다. 일반 SVG로 다시 저장해 주세요(Illustrator: "
                "'Illustrator 편집 기능 유지'를 끄고 저장).",
                "the drawing '{}' declares XML entities (<!ENTITY>). Save it again as plain SVG "
                "(Illustrator: without 'Preserve Illustrator Editing Capabilities').",
                name);
  }
  GError* why = nullptr;
  Drawing drawing(
      rsvg_handle_new_from_data(reinterpret_cast<const guint8*>(bytes.data()), bytes.size(), &why));
  const Trouble trouble(why);
  if (!drawing) {
    return fail(ErrorKind::invalid, "'{}' 그림을 읽지 못했습니다. 일반 SVG로 다시 저장해 주세요: {}",
                "cannot read the drawing '{}'. Save it again as plain SVG: {}", name,
                trouble ? trouble->message : "?");
  }
  rsvg_handle_set_dpi(drawing.get(), k_dots_per_inch);
  return drawing;
}

Result<Size> size_of(RsvgHandle* drawing, std::string_view name) {
  double width = 0, height = 0;
  if (rsvg_handle_get_intrinsic_size_in_pixels(drawing, &width, &height) == FALSE) {
    gboolean has_width = FALSE, has_height = FALSE, has_box = FALSE;
    RsvgLength ignored{};
    RsvgRectangle box{};
    rsvg_handle_get_intrinsic_dimensions(drawing, &has_width, &ignored, &has_height, &ignored, &has_box,
                                         &box);
    width = has_box != FALSE ? box.width : 0;
    height = has_box != FALSE ? box.height : 0;
  }
  if (!(width > 0 && height > 0)) {
    return fail(ErrorKind::invalid,
                "'{}' 그림에 크기가 없습니다. svg 요소에 width와 height, 또는 viewBox를 적어 주세요.",
                "the drawing '{}' has no size. Give its svg element a width and a height, or a viewBox.",
                name);
  }
  if (width > k_max_picture_side || height > k_max_picture_side) {
    return fail(ErrorKind::limit, "'{}' 그림의 크기가 {:.0f}x{:.0f}입니다. 한 변을 {} 이하로 줄여 주세요.",
                "the drawing '{}' is {:.0f}x{:.0f} large. Make each side {} or less.", name, width, height,
                k_max_picture_side);
  }
  return Size{static_cast<int>(std::ceil(width)), static_cast<int>(std::ceil(height))};
}

/// Vectors are as sharp at any size: what covers the box, also where that is larger.
Size covering(Size size, std::optional<Size> box) {
  double scale = 1;
  if (box && !box->empty())
    scale = std::max(static_cast<double>(box->width) / size.width,
                     static_cast<double>(box->height) / size.height);
  scale = std::min({scale, k_most_side / size.width, k_most_side / size.height});
  return {std::max(1, static_cast<int>(std::lround(size.width * scale))),
          std::max(1, static_cast<int>(std::lround(size.height * scale)))};
}

}  // namespace

bool is_svg(std::span<const std::byte> bytes) {
  const std::string_view rest = without_prolog(text_of(bytes));
  return rest.starts_with('<') && local_name(rest.substr(0, 64)) == "svg";
}

Result<Size> svg_size(std::span<const std::byte> bytes, std::string_view name) {
  const auto drawing = read(bytes, name);
  if (!drawing)
    return fail(drawing.error());
  return size_of(drawing->get(), name);
}

Result<PicturePtr> draw_svg(std::span<const std::byte> bytes, std::string_view name,
                            std::optional<Size> box) {
  const auto drawing = read(bytes, name);
  if (!drawing)
    return fail(drawing.error());
  const auto natural = size_of(drawing->get(), name);
  if (!natural)
    return fail(natural.error());
  const Size size = covering(*natural, box);
  Canvas canvas(size);
  const RsvgRectangle whole{0, 0, static_cast<double>(size.width), static_cast<double>(size.height)};
  GError* why = nullptr;
  const bool drawn = rsvg_handle_render_document(drawing->get(), canvas.get(), &whole, &why) != FALSE;
  const Trouble trouble(why);
  if (!drawn) {
    return fail(
        ErrorKind::invalid, "'{}' 그림을 그리지 못했습니다. 더 단순하게 하거나 PNG로 저장해 주세요: {}",
        "cannot draw '{}'. Make it simpler, or save it as PNG: {}", name, trouble ? trouble->message : "?");
  }
  return std::move(canvas).picture();
}

}  // namespace madang
