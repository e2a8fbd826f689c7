// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/alarm/cap_kind.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "scheduler/alarm/cap_words.h"

namespace madang::alarm {
namespace {

struct Row {
  std::string_view words;  ///< codes, or words, with spaces between
  const char* kind;
};

constexpr std::array k_codes{
    Row{"FRW", "fire"},
    Row{"WFW WFA IFW", "wildfire"},
    Row{"EQW", "earthquake"},
    Row{"TSW TSA", "tsunami"},
    Row{"VOW", "volcano"},
    Row{"HUW HUA HLS TRW TRA TYW TYA", "typhoon"},
    Row{"TOR TOA", "tornado"},
    Row{"SVR SVA SVS", "thunderstorm"},
    Row{"HWW HWA EWW", "wind"},
    Row{"HRW HRA", "rain"},
    Row{"FFW FFA FFS FLW FLA FLS CFW CFA DBW DBA", "flood"},
    Row{"AVW AVA", "landslide"},
    Row{"WSW WSA BZW SQW ISW", "snow"},
    Row{"DSW", "dust"},
    Row{"HMW CHW CBR", "hazmat"},
    Row{"NUW RHW", "radiation"},
    Row{"BHW DEW", "health"},
    Row{"CAE", "missing-child"},
    Row{"AL1 AL2 RDY CDW EAN", "civil-defence"},
    Row{"EVI EVA", "evacuation"},
};

/// The first row that fits wins, so what is nearer stands first: 지진해일 before 지진, 산불 before 불.
constexpr std::array k_words{
    Row{"산불 wildfire wildfires bushfire bushfires", "wildfire"},
    Row{"화재 fire fires", "fire"},
    Row{"지진해일 쓰나미 해일 tsunami", "tsunami"},
    Row{"지진 earthquake", "earthquake"},
    Row{"화산 volcano volcanic", "volcano"},
    Row{"태풍 typhoon hurricane cyclone", "typhoon"},
    Row{"토네이도 tornado", "tornado"},
    Row{"낙뢰 뇌우 thunderstorm thunderstorms lightning", "thunderstorm"},
    Row{"대설 폭설 눈보라 빙판 snow snowfall blizzard icing ice freezing", "snow"},
    Row{"한파 cold frost", "cold"},
    Row{"폭염 heat heatwave", "heat"},
    Row{"산사태 landslide avalanche mudslide", "landslide"},
    Row{"홍수 침수 flood floods flooding", "flood"},
    Row{"호우 폭우 rain rainfall downpour", "rain"},
    Row{"강풍 풍랑 wind winds gale", "wind"},
    Row{"황사 미세먼지 dust sandstorm", "dust"},
    Row{"방사능 방사선 원전 radiation radiological nuclear", "radiation"},
    Row{"가스 화생방 화학 유해물질 gas chemical hazmat", "hazmat"},
    Row{"감염병 전염병 epidemic pandemic disease", "health"},
    Row{"유괴 abduction amber", "missing-child"},
    Row{"실종 missing", "missing-person"},
    Row{"공습 민방공 raid", "civil-defence"},
    Row{"테러 terror terrorism shooter", "attack"},
    Row{"폭발 explosion", "explosion"},
    Row{"붕괴 collapse", "collapse"},
    Row{"정전 blackout outage", "blackout"},
    Row{"대피 evacuation evacuate", "evacuation"},
};

constexpr std::array k_categories{
    Row{"Fire", "fire"},
    Row{"Met", k_kind_of_weather},
    Row{"Health", "health"},
    Row{"CBRNE", "hazmat"},
};

bool has_word(std::string_view words, std::string_view word) {
  const auto all = split_at_space(words);
  return std::find(all.begin(), all.end(), word) != all.end();
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

/// `text` in small letters. Korean glues its words together, so a piece of one counts; in English only a
/// whole.
bool says(std::string_view text, std::string_view word) {
  const bool whole = static_cast<unsigned char>(word.front()) < 0x80;
  for (size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const bool open = at == 0 || !is_letter(text[at - 1]);
    const bool close = at + word.size() == text.size() || !is_letter(text[at + word.size()]);
    if (!whole || (open && close))
      return true;
  }
  return false;
}

AlarmKind kind_in_words(std::string_view written) {
  const std::string text = small_letters(written);
  for (const auto& row : k_words) {
    const auto words = split_at_space(row.words);
    if (std::any_of(words.begin(), words.end(), [&](const std::string& word) { return says(text, word); }))
      return row.kind;
  }
  return {};
}

bool is_code_list(std::string_view name) {
  return same_letters(name, "SAME") || same_letters(name, "KRDSTCode");
}

}  // namespace

AlarmKind named_kind(const CapInfo& info) {
  for (const auto& code : info.event_codes) {
    if (!is_code_list(code.name))
      continue;
    for (const auto& row : k_codes) {
      if (has_word(row.words, code.value))
        return row.kind;
    }
  }
  for (const auto& code : info.event_codes) {
    if (is_code_list(code.name))
      continue;
    if (auto kind = kind_in_words(code.value); !kind.empty())
      return kind;
  }
  return kind_in_words(info.event);
}

AlarmKind kind_of_category(const CapInfo& info) {
  for (const auto& category : info.categories) {
    for (const auto& row : k_categories) {
      if (same_letters(row.words, category))
        return row.kind;
    }
  }
  return k_kind_of_anything;
}

std::vector<AlarmKind> cap_kinds() {
  std::set<AlarmKind> kinds{k_kind_of_anything};
  const auto add = [&](const auto& rows) {
    for (const auto& row : rows)
      kinds.insert(row.kind);
  };
  add(k_codes);
  add(k_words);
  add(k_categories);
  return {kinds.begin(), kinds.end()};
}

CapCodeSays code_says(const CapInfo& info) {
  for (const auto& code : info.event_codes) {
    if (same_letters(code.name, "KRDSTCode") && code.value == "CLR")
      return CapCodeSays::all_clear;
    if (is_code_list(code.name) && has_word("DMO RMT RWT NPT", code.value))
      return CapCodeSays::test;
  }
  return CapCodeSays::event;
}

}  // namespace madang::alarm
