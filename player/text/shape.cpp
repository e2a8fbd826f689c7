// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/shape.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>

#include <algorithm>

#include "player/text/face.h"
#include "player/text/itemize.h"
#include "player/text/spacing.h"

namespace madang {
namespace {

constexpr size_t k_most_missing = 100;
constexpr float k_most_added = 0.25F;  // em: more than what spacing adds, less than what it takes

class Shaper {
 public:
  Shaper(ShapedText& out, std::string_view language, FontSet::Faces& faces)
      : out_(out),
        faces_(faces),
        buffer_(hb_buffer_create()),
        language_(hb_language_from_string(language.data(), static_cast<int>(language.size()))),
        advances_(out.text.size(), 0.0) {}

  ShapedRun shape(const TextRun& run, const ShapedParagraph& paragraph) {
    ShapedRun shaped{paragraph.begin + run.begin, paragraph.begin + run.end, run.face, run.level, {}};
    Face& face = faces_[run.face];
    hb_buffer_clear_contents(buffer_.get());
    // With the whole paragraph as context, Arabic joins across a change of face.
    const auto* units = reinterpret_cast<const std::uint16_t*>(out_.text.data() + paragraph.begin);
    hb_buffer_add_utf16(buffer_.get(), units, static_cast<int>(paragraph.end - paragraph.begin), run.begin,
                        static_cast<int>(run.end - run.begin));
    hb_buffer_set_direction(buffer_.get(), run.level % 2 != 0 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(
        buffer_.get(), hb_script_from_string(uscript_getShortName(static_cast<UScriptCode>(run.script)), -1));
    hb_buffer_set_language(buffer_.get(), language_);
    hb_buffer_set_flags(buffer_.get(), HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
    hb_shape(face.font.get(), buffer_.get(), nullptr, 0);
    keep(shaped, face, paragraph.begin);
    if (!after_.empty())
      space(shaped);
    return shaped;
  }

  /// The spacing of the paragraph that begins at `base`, for the runs that follow.
  void use(const Spacing& spacing, std::uint32_t base) {
    if (spacing.empty())
      return;
    after_.resize(out_.text.size(), 0);
    out_.head.resize(out_.text.size(), 0);
    out_.tail.resize(out_.text.size(), 0);
    std::copy(spacing.after.begin(), spacing.after.end(), after_.begin() + base);
    std::copy(spacing.head.begin(), spacing.head.end(), out_.head.begin() + base);
    std::copy(spacing.tail.begin(), spacing.tail.end(), out_.tail.begin() + base);
  }

  /// Prefix sums of the advances of everything shaped.
  std::vector<double> positions() const {
    std::vector<double> sums(advances_.size() + 1, 0.0);
    for (size_t i = 0; i < advances_.size(); ++i)
      sums[i + 1] = sums[i] + advances_[i];
    return sums;
  }

 private:
  void keep(ShapedRun& run, const Face& face, std::uint32_t base) {
    unsigned count = 0;
    const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer_.get(), &count);
    const hb_glyph_position_t* places = hb_buffer_get_glyph_positions(buffer_.get(), &count);
    run.glyphs.reserve(count);
    const auto em = [&](hb_position_t units) { return static_cast<float>(units / face.units); };
    for (unsigned i = 0; i < count; ++i) {
      const std::uint32_t unit = base + infos[i].cluster;
      const auto& place = places[i];
      run.glyphs.push_back(
          {infos[i].codepoint, unit, em(place.x_advance), em(place.x_offset), em(place.y_offset)});
      advances_[unit] += place.x_advance / face.units;
      if (infos[i].codepoint == 0)
        report_missing(unit, run.end, face);
    }
  }

  /// Adds what Japanese and Chinese want between their characters. Such text runs from left to right.
  void space(ShapedRun& run) {
    if (run.level % 2 != 0)
      return;
    for (size_t i = 0; i < run.glyphs.size(); ++i) {
      ShapedGlyph& glyph = run.glyphs[i];
      const std::uint32_t next = i + 1 < run.glyphs.size() ? run.glyphs[i + 1].unit : run.end;
      const bool em_wide = advances_[glyph.unit] > 0.9;
      for (std::uint32_t unit = glyph.unit; unit < next; ++unit) {
        if (!em_wide) {
          // A proportional mark has nothing to give.
          out_.head[unit] = 0;
          out_.tail[unit] = std::min(out_.tail[unit], k_most_added);
          after_[unit] = std::max(after_[unit], 0.0F);
        }
        glyph.advance += after_[unit];
        advances_[glyph.unit] += static_cast<double>(after_[unit]);
        if (unit != glyph.unit && after_[unit] > 0)
          out_.tail[glyph.unit] = after_[unit];
      }
    }
  }

  /// A cluster may hold several code points; those that the face lacks are the ones meant.
  void report_missing(std::uint32_t unit, std::uint32_t end, const Face& face) {
    if (out_.missing.size() >= k_most_missing)
      return;
    for (const auto& known : out_.missing) {
      if (known.unit == unit)
        return;
    }
    std::uint32_t cluster_end = unit + 1;
    while (cluster_end < end && out_.breaks[cluster_end] == BreakLevel::never)
      ++cluster_end;
    UChar32 missing = -1;
    for (std::uint32_t i = unit; i < cluster_end;) {
      UChar32 c = 0;
      U16_NEXT(out_.text.data(), i, cluster_end, c);
      if (missing < 0 || (!face.has(static_cast<char32_t>(c)) && face.has(static_cast<char32_t>(missing))))
        missing = c;
    }
    out_.missing.push_back({unit, static_cast<char32_t>(missing)});
  }

  ShapedText& out_;
  FontSet::Faces& faces_;
  HbBuffer buffer_;
  hb_language_t language_;
  std::vector<double> advances_;  // em, by UTF-16 unit
  std::vector<float> after_;      // em, by UTF-16 unit; empty without spacing
};

void shape_paragraph(ShapedText& out, std::uint32_t begin, std::uint32_t end, const ShapeRequest& request,
                     const std::vector<FaceId>& chain, Shaper& shaper, FontSet::Faces& faces) {
  const std::u16string_view text = std::u16string_view(out.text).substr(begin, end - begin);
  ShapedParagraph paragraph{begin, end, 0, {}, {}};
  const auto breaks = find_breaks(text, request.text.language, request.line_break, faces.segmenter);
  std::transform(breaks.begin(), breaks.end(), out.breaks.begin() + begin,
                 [](const Break& place) { return place.level; });
  for (std::uint32_t i = 1; i < text.size(); ++i) {
    if (breaks[i].level == BreakLevel::word)
      paragraph.words.push_back(begin + i);
  }
  paragraph.words.push_back(end);
  shaper.use(find_spacing(text, request.text.language), begin);
  const auto itemized = itemize(text, request.text.language, chain, faces);
  paragraph.level = itemized.level;
  for (const auto& run : itemized.runs)
    paragraph.runs.push_back(shaper.shape(run, paragraph));
  out.paragraphs.push_back(std::move(paragraph));
}

std::string cache_key(const ShapeRequest& request) {
  std::string key(request.font);
  key += request.weight == Weight::bold ? "\nb" : "\nr";
  key += request.line_break == TextBreak::word ? "w\n" : "s\n";
  key += request.text.language;
  key += '\n';
  key += std::string_view(request.text.text).substr(0, k_most_units * 4 + 8);
  return key;
}

}  // namespace

ShapedTextPtr shape(const ShapeRequest& request, FontSet::Faces& faces) {
  std::string key = cache_key(request);
  if (const auto* known = faces.shaped.find(key))
    return *known;

  auto out = std::make_shared<ShapedText>();
  CleanText clean = clean_utf8(request.text.text, k_most_units);
  out->text = std::move(clean.text);
  out->bytes = std::move(clean.bytes);
  out->bad = std::move(clean.bad);
  out->cut = clean.cut;
  out->breaks.resize(out->text.size() + 1, BreakLevel::word);
  out->space.resize(out->text.size(), false);
  for (size_t i = 0; i < out->text.size(); ++i)
    out->space[i] = u_isUWhiteSpace(out->text[i]) != 0;

  const auto& chain = faces.chain(request.font, request.weight, request.text.language);
  out->middle = faces[chain.front()].middle();
  Shaper shaper(*out, request.text.language, faces);
  for (size_t begin = 0; begin <= out->text.size();) {
    const size_t newline = std::min(out->text.find(u'\n', begin), out->text.size());
    shape_paragraph(*out, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(newline), request,
                    chain, shaper, faces);
    begin = newline + 1;
  }
  out->position = shaper.positions();
  const size_t cost = out->text.size() + 100;
  return faces.shaped.put(std::move(key), std::move(out), cost);
}

}  // namespace madang
