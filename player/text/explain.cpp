// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/explain.h"

#include <unicode/uscript.h>

#include <algorithm>
#include <set>
#include <utility>

#include "player/text/shape.h"

namespace madang {

std::vector<ExplainedBreak> explain_breaks(const TextRequest& request, const TextLayout& layout) {
  std::set<std::pair<std::size_t, std::uint32_t>> heads;
  for (const LaidLine& line : layout.lines)
    heads.emplace(line.block, line.begin);
  std::vector<ExplainedBreak> out;
  Segmenter segmenter;
  for (std::size_t block = 0; block < request.blocks.size(); ++block) {
    const CleanText clean = clean_utf8(request.blocks[block].text, k_most_units);
    const std::u16string_view text = clean.text;
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find(u'\n', begin), text.size());
      const auto breaks = find_breaks(text.substr(begin, end - begin), request.blocks[block].language,
                                      request.line_break, segmenter);
      for (std::size_t i = 1; i + 1 < breaks.size(); ++i) {
        const std::uint32_t offset = clean.bytes[begin + i];
        if (breaks[i].level != BreakLevel::never)
          out.push_back({block, offset, breaks[i], heads.contains({block, offset})});
      }
      begin = end + 1;
    }
  }
  return out;
}

std::vector<ExplainedRun> explain_runs(const TextRequest& request, FontSet& fonts) {
  std::vector<ExplainedRun> out;
  for (std::size_t block = 0; block < request.blocks.size(); ++block) {
    const auto text = shape(shape_request(request, request.blocks[block]), fonts.faces());
    for (const ShapedParagraph& paragraph : text->paragraphs) {
      for (const ShapedRun& run : paragraph.runs) {
        out.push_back({block, text->bytes[run.begin], text->bytes[run.end], run.face,
                       uscript_getName(static_cast<UScriptCode>(run.script)), run.level % 2 != 0,
                       run.turned});
      }
    }
  }
  return out;
}

std::string_view to_string(BreakRule rule) {
  switch (rule) {
    case BreakRule::edge:
      return "edge";
    case BreakRule::cluster:
      return "cluster";
    case BreakRule::allowed:
      return "uax14-allows";
    case BreakRule::forbidden:
      return "uax14-forbids";
    case BreakRule::line_head:
      return "line-head";
    case BreakRule::line_end:
      return "line-end";
    case BreakRule::dashes:
      return "dashes";
    case BreakRule::number:
      return "number";
    case BreakRule::range:
      return "range";
    case BreakRule::currency:
      return "currency";
    case BreakRule::phrase:
      return "phrase";
    case BreakRule::joint:
      return "joint";
    case BreakRule::eojeol:
      return "eojeol";
    case BreakRule::torn:
      return "inside-word";
  }
  return "";
}

Bilingual describe(BreakRule rule) {
  switch (rule) {
    case BreakRule::edge:
      return {"문단의 처음이나 끝입니다.", "the paragraph begins or ends here"};
    case BreakRule::cluster:
      return {"한 글자의 속입니다 (UAX #29).", "inside one character (UAX #29)"};
    case BreakRule::allowed:
      return {"줄을 바꿀 수 있습니다 (UAX #14).", "a line may begin here (UAX #14)"};
    case BreakRule::forbidden:
      return {"줄을 바꾸지 않습니다 (UAX #14).", "no line begins here (UAX #14)"};
    case BreakRule::line_head:
      return {"뒤 글자는 줄의 처음에 오지 않습니다.", "the next character does not begin a line"};
    case BreakRule::line_end:
      return {"앞 글자는 줄의 끝에 오지 않습니다.", "the last character does not end a line"};
    case BreakRule::dashes:
      return {"긴 줄표나 말줄임표의 속입니다.", "inside one long dash or ellipsis"};
    case BreakRule::number:
      return {"수와 시각, 그리고 수와 단위는 나누지 않습니다.",
              "numbers, times, and a number and its unit stay whole"};
    case BreakRule::range:
      return {"앞말에 붙은 물결표는 줄의 처음에 오지 않습니다.", "a tilde stays with what it follows"};
    case BreakRule::currency:
      return {"통화 기호와 수는 나누지 않습니다.", "a currency sign stays with its number"};
    case BreakRule::phrase:
      return {"일본어 구절의 속입니다. 한 줄보다 긴 구절만 여기에서 나눕니다.",
              "inside a Japanese phrase, which breaks here only where it is longer than a line"};
    case BreakRule::joint:
      return {"어절 속의 이음표 뒤입니다. 한 줄보다 긴 어절은 먼저 여기에서 나눕니다.",
              "behind a mark that joins parts of an eojeol: one longer than a line breaks here first"};
    case BreakRule::eojeol:
      return {"어절의 속입니다. 한 줄보다 긴 어절만 여기에서 나눕니다.",
              "inside an eojeol, which breaks here only where it is longer than a line"};
    case BreakRule::torn:
      return {"낱말의 속입니다. 다른 자리가 마땅하지 않을 때만 줄을 바꿉니다.",
              "inside a word: a line begins here only where no other place is as good"};
  }
  return {};
}

}  // namespace madang
