// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "content-schema/model/text.h"
#include "player/text/segment.h"

namespace madang {

/// Whether a line may begin at a place of the text, from never to gladly.
enum class BreakLevel : std::uint8_t {
  never,     ///< inside a grapheme cluster
  grapheme,  ///< only where nothing else lets a word longer than the line be shown
  inner,     ///< inside an eojeol or phrase, where it hurts least; only for one longer than the line
  joint,  ///< inside an eojeol, behind what joins its parts (카페·베이커리): before `inner` where one must be
  tight,  ///< a line may begin here, but a word is torn: Chinese, Japanese compounds, Korean by syllables
  word,   ///< an ordinary place to break
};

/// Which rule decided about a place.
enum class BreakRule : std::uint8_t {
  edge,       ///< the paragraph begins or ends here
  cluster,    ///< UAX #29: inside a grapheme cluster
  allowed,    ///< UAX #14 allows it, and no rule of ours minds
  forbidden,  ///< UAX #14 forbids it
  line_head,  ///< the next character may not begin a line
  line_end,   ///< the last character may not end a line
  dashes,     ///< between the parts of one long dash or ellipsis
  number,     ///< inside a number, time or date, or between a number and its unit
  range,      ///< before ~ that follows something
  currency,   ///< between a currency sign and its number
  phrase,     ///< inside a Japanese phrase (bunsetsu)
  joint,      ///< inside an eojeol, behind a dot or stroke that joins its parts
  eojeol,     ///< inside an eojeol (klreq; CSS Text 4 keep-all)
  torn,       ///< UAX #14 allows it inside a word: the last choice where lines are evened
};

struct Break {
  BreakLevel level = BreakLevel::never;
  BreakRule rule = BreakRule::forbidden;
  friend bool operator==(const Break&, const Break&) = default;
};

/// For each UTF-16 unit of one paragraph (no newlines in it), and one more for its end, whether a line may
/// begin there; 0 and the end are `word`.
///
/// UAX #14 by ICU, then ours:
///  - Korean breaks between eojeol (klreq; CSS Text 4 word-break: keep-all), which ICU cannot do
///  (`lw=keepall` does
///    not change `ko`); with TextBreak::syllable between syllables as well.
///  - Japanese breaks between phrases (CSS Text 4 word-break: auto-phrase); with TextBreak::syllable between
///    all characters that may part.
///  - Chinese breaks between all characters that may part, but inside a word (ICU's dictionary) only at need,
///  as
///    Japanese does inside a compound of Han characters.
///  - Never at a line's head: closing brackets, · : ; , . ? ! and their wide forms, ~ that follows something,
///  ー 々.
///    Never at its end: opening brackets.
///  - Never split: —— ……, numbers (9:00~18:00), number and unit (3,000원, 2층, 10kg), currency and number.
std::vector<Break> find_breaks(std::u16string_view paragraph, std::string_view language, TextBreak mode,
                               Segmenter& segmenter);

}  // namespace madang
