// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string_view>
#include <vector>

namespace madang {

/// How Japanese, Chinese and Korean lines are spaced beyond the advances of their glyphs, in em by UTF-16
/// unit of one paragraph. All three are empty where the language has no such rules. In Korean only the white
/// of full-width brackets goes: Hangul and Latin stand beside each other as they are (klreq).
struct Spacing {
  std::vector<float>
      after;  ///< to add behind the character: 1/8 between Han or kana and Latin or digits (CSS Text 4
              ///< text-autospace); -1/2 where two full-width marks meet (JLREQ 3.1.4, CLREQ 3.1.6)
  std::vector<float> head;  ///< what an opening bracket leaves out at a line's head
  std::vector<float> tail;  ///< what the character leaves out at a line's end
  bool empty() const { return after.empty(); }
};

/// Pure. `paragraph` has no newline in it. Half an em is only taken where the font's glyph is an em wide:
/// whoever shapes must see to that.
Spacing find_spacing(std::u16string_view paragraph, std::string_view language);

}  // namespace madang
