// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/dump.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "player/text/face.h"

namespace madang {
namespace {

std::string_view source(const TextRequest& request, const LaidLine& line, std::uint32_t begin,
                        std::uint32_t end) {
  const std::string_view text = request.blocks[line.block].text;
  return text.substr(std::min<size_t>(begin, text.size()), end - begin);
}

/// Where the cluster that begins at `begin` ends: at the next one on the line.
std::uint32_t cluster_end(const LaidLine& line, std::uint32_t begin) {
  std::uint32_t end = line.end;
  for (const auto& glyph : line.glyphs) {
    if (glyph.cluster > begin)
      end = std::min(end, glyph.cluster);
  }
  return end;
}

std::string_view trimmed(std::string_view text) {
  const size_t last = text.find_last_not_of(" \n\r");
  return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

std::string name(const TextRequest& request, const LaidLine& line, const LaidGlyph& glyph, const Face& face) {
  if (glyph.glyph == 0)
    return ".notdef";
  std::array<char, 64> buffer{};
  const bool named = hb_font_get_glyph_name(face.font.get(), glyph.glyph, buffer.data(), buffer.size()) != 0;
  const std::string_view in_font = buffer.data();
  if (named && !in_font.starts_with("cid"))
    return std::string(in_font);
  const auto text = source(request, line, glyph.cluster, cluster_end(line, glyph.cluster));
  return text == " " ? "space" : std::string(trimmed(text));
}

}  // namespace

std::string dump(const TextRequest& request, const TextLayout& layout, FontSet& fonts) {
  const auto& faces = fonts.faces();
  const bool down = layout.writing == Writing::vertical;
  std::string out = fmt::format("size {:.1f}, box {}x{}, lines {}{}\n", layout.size, layout.box.width,
                                layout.box.height, layout.lines.size(), down ? ", vertical" : "");
  for (const auto& line : layout.lines) {
    out += fmt::format("block {} x {:.1f} baseline {:.1f} width {:.1f}{}: {}\n", line.block, line.x,
                       line.baseline, line.width,
                       line.size == layout.size ? "" : fmt::format(" size {:.1f}", line.size),
                       trimmed(source(request, line, line.begin, line.end)));
    const FaceId* face = nullptr;
    for (const auto& glyph : line.glyphs) {
      if (face == nullptr || *face != glyph.face) {
        out += fmt::format("{}  {}:", face == nullptr ? "" : "\n", faces[glyph.face].name);
        face = &glyph.face;
      }
      out += fmt::format(" {}@{}", name(request, line, glyph, faces[glyph.face]),
                         std::lround(down ? glyph.y : glyph.x));
      if (glyph.turned)
        out += '>';
    }
    if (face != nullptr)
      out += '\n';
  }
  for (const auto& problem : layout.problems) {
    constexpr std::array k_names = {"invalid UTF-8", "missing glyph", "does not fit"};
    out += fmt::format("problem: {} in block {} at byte {}, U+{:04X}\n",
                       k_names[static_cast<size_t>(problem.kind)], problem.block, problem.offset,
                       static_cast<std::uint32_t>(problem.code_point));
  }
  return out;
}

}  // namespace madang
