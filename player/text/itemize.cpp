// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/itemize.h"

#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>

#include "player/text/bidi.h"
#include "player/text/face.h"
#include "player/text/icu_locale.h"

namespace madang {
namespace {

/// Calls `visit(code point, begin, end)` for each code point.
template <class Visit>
void each_code_point(std::u16string_view text, Visit visit) {
  for (size_t i = 0; i < text.size();) {
    const size_t begin = i;
    UChar32 c = 0;
    U16_NEXT(text.data(), i, text.size(), c);
    visit(c, begin, i);
  }
}

bool needs_no_glyph(UChar32 c) {
  return u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

/// The scripts that a language is written in: Hangul and Han for Korean.
std::vector<UScriptCode> scripts_of(std::string_view language) {
  std::array<UScriptCode, 8> codes{};
  UErrorCode status = U_ZERO_ERROR;
  const int count =
      uscript_getCode(icu_locale(language).c_str(), codes.data(), static_cast<int>(codes.size()), &status);
  if (U_FAILURE(status) || count <= 0)
    return {USCRIPT_LATIN};
  return {codes.begin(), codes.begin() + count};
}

/// The script of a character that several share (Script=Common or Inherited), within text of `current`;
/// Common at a text's beginning, where it will be that of the first letter.
///
/// Where its Script_Extensions leave out what it stands in, a script of the language keeps it all the same:
/// Unicode 15.1 gave U+00B7 a list without Hangul, and the dot of 감귤·과일 is Korean.
UScriptCode shared_script(UChar32 c, UScriptCode current, const std::vector<UScriptCode>& own) {
  std::array<UScriptCode, 32> extensions{};
  UErrorCode status = U_ZERO_ERROR;
  const int count =
      uscript_getScriptExtensions(c, extensions.data(), static_cast<int>(extensions.size()), &status);
  const bool is_particular =
      U_SUCCESS(status) && count > 0 && extensions[0] != USCRIPT_COMMON && extensions[0] != USCRIPT_INHERITED;
  if (!is_particular || current == USCRIPT_COMMON || uscript_hasScript(c, current) ||
      std::find(own.begin(), own.end(), current) != own.end()) {
    return current;
  }
  const auto fitting =
      std::find_if(own.begin(), own.end(), [&](UScriptCode s) { return uscript_hasScript(c, s); });
  if (fitting != own.end())
    return *fitting;
  return current;
}

std::vector<UScriptCode> scripts(std::u16string_view text, std::string_view language) {
  std::vector<UScriptCode> out(text.size(), USCRIPT_COMMON);
  const std::vector<UScriptCode> own = scripts_of(language);
  struct Bracket {
    UChar32 close;
    UScriptCode script;
  };
  std::vector<Bracket> open;
  constexpr size_t k_deepest = 32;
  UScriptCode current = USCRIPT_COMMON;
  each_code_point(text, [&](UChar32 c, size_t begin, size_t end) {
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript(c, &status);
    if (U_FAILURE(status))
      script = USCRIPT_COMMON;
    if (script == USCRIPT_COMMON || script == USCRIPT_INHERITED) {
      script = shared_script(c, current, own);
      const auto type = u_getIntPropertyValue(c, UCHAR_BIDI_PAIRED_BRACKET_TYPE);
      if (type == U_BPT_OPEN && open.size() < k_deepest)
        open.push_back({u_getBidiPairedBracket(c), script});
      if (type == U_BPT_CLOSE) {
        const auto match =
            std::find_if(open.rbegin(), open.rend(), [&](const Bracket& b) { return b.close == c; });
        if (match != open.rend()) {
          if (match->script != USCRIPT_COMMON)
            script = match->script;
          open.erase(match.base() - 1, open.end());
        }
      }
    }
    current = script;
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(begin),
              out.begin() + static_cast<std::ptrdiff_t>(end), script);
  });
  // What stands before the first letter belongs to it.
  const auto first = std::find_if(out.begin(), out.end(), [](UScriptCode s) { return s != USCRIPT_COMMON; });
  std::fill(out.begin(), first, first == out.end() ? own.front() : *first);
  return out;
}

bool has_all(const Face& face, std::u16string_view cluster) {
  bool all = true;
  each_code_point(cluster, [&](UChar32 c, size_t, size_t) {
    all = all && (needs_no_glyph(c) || face.has(static_cast<char32_t>(c)));
  });
  return all;
}

/// HarfBuzz makes any space of a font's U+0020, and what is ignorable needs nothing.
bool fits_any_face(std::u16string_view cluster) {
  bool fits = true;
  each_code_point(
      cluster, [&](UChar32 c, size_t, size_t) { fits = fits && (u_isUWhiteSpace(c) || needs_no_glyph(c)); });
  return fits;
}

FaceId choose_face(std::u16string_view cluster, const std::vector<FaceId>& chain, const FontSet::Faces& set) {
  const auto whole = [&](const std::vector<FaceId>& faces) {
    return std::find_if(faces.begin(), faces.end(), [&](FaceId id) { return has_all(set[id], cluster); });
  };
  if (is_emoji_picture(cluster)) {
    if (const auto found = whole(set.emoji); found != set.emoji.end())
      return *found;
  }
  if (const auto found = whole(chain); found != chain.end())
    return *found;
  if (const auto found = whole(set.emoji); found != set.emoji.end())
    return *found;
  // No face has all of it: the one that has its base shows the most.
  UChar32 base = 0;
  U16_GET(cluster.data(), 0, size_t{0}, cluster.size(), base);
  const auto with_base = std::find_if(chain.begin(), chain.end(),
                                      [&](FaceId id) { return set[id].has(static_cast<char32_t>(base)); });
  return with_base != chain.end() ? *with_base : chain.front();
}

std::vector<FaceId> faces_of(std::u16string_view text, const std::vector<FaceId>& chain,
                             FontSet::Faces& set) {
  std::vector<FaceId> out(text.size(), chain.front());
  const auto bounds = set.segmenter.graphemes(text);
  const auto is_emoji_face = [&](FaceId id) {
    return std::find(set.emoji.begin(), set.emoji.end(), id) != set.emoji.end();
  };
  FaceId current = chain.front();
  for (size_t i = 0; i + 1 < bounds.size(); ++i) {
    const auto cluster = text.substr(bounds[i], bounds[i + 1] - bounds[i]);
    const bool keep = fits_any_face(cluster) && !is_emoji_face(current);
    if (!keep)
      current = fits_any_face(cluster) ? chain.front() : choose_face(cluster, chain, set);
    std::fill(out.begin() + bounds[i], out.begin() + bounds[i + 1], current);
  }
  return out;
}

BaseDirection base_direction(TextDirection direction, std::string_view language) {
  switch (direction) {
    case TextDirection::left_to_right:
      return BaseDirection::left_to_right;
    case TextDirection::right_to_left:
      return BaseDirection::right_to_left;
    case TextDirection::automatic:
      break;
  }
  const bool rtl = uloc_isRightToLeft(icu_locale(language).c_str()) != 0;
  return rtl ? BaseDirection::auto_right_to_left : BaseDirection::auto_left_to_right;
}

}  // namespace

bool is_emoji_picture(std::u16string_view cluster) {
  bool picture = false;
  bool first = true;
  bool text_form = false;
  each_code_point(cluster, [&](UChar32 c, size_t, size_t) {
    // Digits, # and * have the property Emoji, but only the keycap sequence (with U+FE0F) is a picture.
    if (first)
      picture = u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION) != 0;
    if (c == 0xFE0F || u_hasBinaryProperty(c, UCHAR_EMOJI_MODIFIER))
      picture = true;
    if (c == 0xFE0E)
      text_form = true;
    first = false;
  });
  return picture && !text_form;
}

ItemizedParagraph itemize(std::u16string_view paragraph, std::string_view language, TextDirection direction,
                          const std::vector<FaceId>& chain, FontSet::Faces& set) {
  ItemizedParagraph out;
  const auto bidi = find_bidi_levels(paragraph, base_direction(direction, language));
  out.level = bidi.paragraph;
  const auto script = scripts(paragraph, language);
  const auto face = faces_of(paragraph, chain, set);
  for (std::uint32_t i = 0; i < paragraph.size(); ++i) {
    auto* run = out.runs.empty() ? nullptr : &out.runs.back();
    if (run != nullptr && run->face == face[i] && run->script == script[i] && run->level == bidi.levels[i]) {
      run->end = i + 1;
    } else {
      out.runs.push_back({i, i + 1, face[i], script[i], bidi.levels[i]});
    }
  }
  return out;
}

}  // namespace madang
