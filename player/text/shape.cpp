// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/shape.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <optional>
#include <span>

#include "player/text/face.h"
#include "player/text/itemize.h"
#include "player/text/spacing.h"
#include "player/text/vertical.h"

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
    const hb_direction_t direction = run.level % 2 != 0 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR;
    ShapedRun shaped = prepared(run, paragraph);
    shape_with_face(run, paragraph, direction, {});
    keep(shaped, paragraph.begin);
    if (!after_.empty())
      space(shaped);
    return shaped;
  }

  /// A run of a line that runs down, of one stance.
  ShapedRun shape(const TextRun& run, const ShapedParagraph& paragraph, Stance stance) {
    if (stance == Stance::turned || run.level % 2 != 0) {
      ShapedRun shaped = shape(run, paragraph);
      shaped.turned = true;
      return shaped;
    }
    ShapedRun shaped = prepared(run, paragraph);
    if (stance == Stance::across) {
      // Half as wide, where the face has them so: two digits then fill one em.
      static constexpr hb_feature_t k_half_width{HB_TAG('h', 'w', 'i', 'd'), 1, HB_FEATURE_GLOBAL_START,
                                                 HB_FEATURE_GLOBAL_END};
      const bool pair = run.end - run.begin > 1;
      shape_with_face(run, paragraph, HB_DIRECTION_LTR, {&k_half_width, pair ? size_t{1} : size_t{0}});
      keep(shaped, paragraph.begin);
      lay_across(shaped);
    } else {
      shape_with_face(run, paragraph, HB_DIRECTION_TTB, {});
      keep(shaped, paragraph.begin);
      if (!after_.empty())
        space(shaped);
    }
    return shaped;
  }

  /// Whether the face has a form of its own for the character at `unit` in a line that runs down.
  bool has_vertical_form(const TextRun& run, const ShapedParagraph& paragraph) {
    shape_with_face(run, paragraph, HB_DIRECTION_LTR, {});
    const auto level = first_glyph();
    shape_with_face(run, paragraph, HB_DIRECTION_TTB, {});
    return first_glyph() != level;
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
  static ShapedRun prepared(const TextRun& run, const ShapedParagraph& paragraph) {
    return {
        paragraph.begin + run.begin, paragraph.begin + run.end, run.face, run.level, run.script, false, {}};
  }

  void shape_with_face(const TextRun& run, const ShapedParagraph& paragraph, hb_direction_t direction,
                       std::span<const hb_feature_t> features) {
    hb_buffer_clear_contents(buffer_.get());
    // With the whole paragraph as context, Arabic joins across a change of face.
    const auto* units = reinterpret_cast<const std::uint16_t*>(out_.text.data() + paragraph.begin);
    hb_buffer_add_utf16(buffer_.get(), units, static_cast<int>(paragraph.end - paragraph.begin), run.begin,
                        static_cast<int>(run.end - run.begin));
    hb_buffer_set_direction(buffer_.get(), direction);
    hb_buffer_set_script(
        buffer_.get(), hb_script_from_string(uscript_getShortName(static_cast<UScriptCode>(run.script)), -1));
    hb_buffer_set_language(buffer_.get(), language_);
    hb_buffer_set_flags(buffer_.get(), HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
    hb_shape(faces_[run.face].font.get(), buffer_.get(), features.data(),
             static_cast<unsigned>(features.size()));
  }

  std::optional<std::uint32_t> first_glyph() const {
    unsigned count = 0;
    const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer_.get(), &count);
    return count > 0 ? std::optional(infos[0].codepoint) : std::nullopt;
  }

  void keep(ShapedRun& run, std::uint32_t base) {
    const Face& face = faces_[run.face];
    const bool down = hb_buffer_get_direction(buffer_.get()) == HB_DIRECTION_TTB;
    unsigned count = 0;
    const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer_.get(), &count);
    const hb_glyph_position_t* places = hb_buffer_get_glyph_positions(buffer_.get(), &count);
    run.glyphs.reserve(count);
    const auto em = [&](hb_position_t units) { return static_cast<float>(units / face.units); };
    for (unsigned i = 0; i < count; ++i) {
      const std::uint32_t unit = base + infos[i].cluster;
      const auto& place = places[i];
      // HarfBuzz counts upward, and hangs upright glyphs below the middle of their top. The line's middle is
      // as far above its baseline as its strut says.
      if (down)
        run.glyphs.push_back({infos[i].codepoint, unit, em(-place.y_advance), em(-place.y_offset),
                              em(place.x_offset) + static_cast<float>(out_.middle)});
      else
        run.glyphs.push_back(
            {infos[i].codepoint, unit, em(place.x_advance), em(place.x_offset), em(place.y_offset)});
      advances_[unit] += (down ? -place.y_advance : place.x_advance) / face.units;
      if (infos[i].codepoint == 0)
        report_missing(unit, run.end, face);
    }
  }

  /// Glyphs side by side in one em of a line that runs down, in the middle of it both ways.
  void lay_across(ShapedRun& run) {
    const auto middle = static_cast<float>(out_.middle);
    float width = 0;
    for (const ShapedGlyph& glyph : run.glyphs)
      width += glyph.advance;
    float x = -width / 2;
    for (ShapedGlyph& glyph : run.glyphs) {
      const float advance = glyph.advance;
      glyph.dy = x + glyph.dx + middle;
      glyph.dx = 0.5F + middle;
      glyph.advance = 0;
      x += advance;
    }
    std::fill(advances_.begin() + run.begin, advances_.begin() + run.end, 0.0);
    std::fill(out_.breaks.begin() + run.begin + 1, out_.breaks.begin() + run.end, BreakLevel::never);
    advances_[run.begin] = 1;
    if (!run.glyphs.empty())
      run.glyphs.back().advance = 1;
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

/// Runs where stance changes as well. What a face has no form for is turned, as brackets are.
void shape_down(const std::vector<TextRun>& runs, const std::vector<Stance>& stances,
                const std::vector<BreakLevel>& breaks, ShapedParagraph& paragraph, Shaper& shaper) {
  for (const TextRun& run : runs) {
    for (std::uint32_t begin = run.begin; begin < run.end;) {
      std::uint32_t end = begin + 1;
      const auto continues = [&](std::uint32_t unit) {
        const bool same_cluster = breaks[paragraph.begin + unit] == BreakLevel::never;
        return stances[unit] == stances[begin] && (stances[begin] != Stance::formed || same_cluster);
      };
      while (end < run.end && continues(end))
        ++end;
      TextRun part = run;
      part.begin = begin;
      part.end = end;
      Stance stance = stances[begin];
      if (stance == Stance::formed)
        stance = shaper.has_vertical_form(part, paragraph) ? Stance::upright : Stance::turned;
      paragraph.runs.push_back(shaper.shape(part, paragraph, stance));
      begin = end;
    }
  }
}

void shape_paragraph(ShapedText& out, std::uint32_t begin, std::uint32_t end, const ShapeRequest& request,
                     const std::vector<FaceId>& chain, Shaper& shaper, FontSet::Faces& faces) {
  const std::u16string_view text = std::u16string_view(out.text).substr(begin, end - begin);
  ShapedParagraph paragraph{begin, end, 0, {}, {}};
  const auto breaks = find_breaks(text, request.text.language, request.line_break, faces.segmenter);
  std::transform(breaks.begin(), breaks.end(), out.breaks.begin() + begin,
                 [](const Break& place) { return place.level; });
  for (std::uint32_t i = 1; i < text.size(); ++i) {
    if (breaks[i].level >= BreakLevel::tight)
      paragraph.words.push_back(begin + i);
  }
  paragraph.words.push_back(end);
  const auto itemized = itemize(text, request.text.language, request.direction, chain, faces);
  paragraph.level = itemized.level;
  Spacing spacing = find_spacing(text, request.text.language);
  if (request.writing == Writing::vertical) {
    const auto stances = find_stances(text, faces.segmenter);
    for (size_t i = 0; i + 1 < spacing.after.size(); ++i) {
      if (stances[i] == Stance::across || stances[i + 1] == Stance::across)
        spacing.after[i] = spacing.tail[i] = 0;  // set like a Han character
    }
    shaper.use(spacing, begin);
    shape_down(itemized.runs, stances, out.breaks, paragraph, shaper);
  } else {
    shaper.use(spacing, begin);
    for (const auto& run : itemized.runs)
      paragraph.runs.push_back(shaper.shape(run, paragraph));
  }
  out.paragraphs.push_back(std::move(paragraph));
}

std::string cache_key(const ShapeRequest& request) {
  std::string key(request.font);
  key += request.weight == Weight::bold ? "\nb" : "\nr";
  key += request.line_break == TextBreak::word ? 'w' : 's';
  key += static_cast<char>('0' + static_cast<int>(request.direction));
  key += request.writing == Writing::vertical ? "v\n" : "h\n";
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
