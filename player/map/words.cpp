// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/map/words.h"

#include <array>
#include <utility>

namespace madang {
namespace {

using Word = std::pair<std::string_view, std::string_view>;

/// The entry of the language itself, or of its primary subtag; else the last one.
template <size_t N>
std::string_view find(const std::array<Word, N>& words, std::string_view language) {
  const std::string_view primary = language.substr(0, language.find('-'));
  for (const std::string_view wanted : {language, primary}) {
    for (const auto& [tag, word] : words) {
      if (tag == wanted)
        return word;
    }
  }
  return words.back().second;
}

}  // namespace

std::string_view here_word(std::string_view language) {
  static constexpr std::array<Word, 13> k_words{{{"ko", "현 위치"},
                                                 {"zh-Hant", "您在此"},
                                                 {"zh", "您在此处"},
                                                 {"ja", "現在地"},
                                                 {"th", "คุณอยู่ที่นี่"},
                                                 {"vi", "Bạn ở đây"},
                                                 {"ar", "أنت هنا"},
                                                 {"id", "Anda di sini"},
                                                 {"es", "Usted está aquí"},
                                                 {"fr", "Vous êtes ici"},
                                                 {"de", "Ihr Standort"},
                                                 {"ru", "Вы здесь"},
                                                 {"en", "You are here"}}};
  return find(k_words, language);
}

std::string_view closed_word(std::string_view language) {
  static constexpr std::array<Word, 13> k_words{{{"ko", "오늘 휴무"},
                                                 {"zh-Hant", "今日公休"},
                                                 {"zh", "今日休息"},
                                                 {"ja", "本日休業"},
                                                 {"th", "วันนี้ปิด"},
                                                 {"vi", "Hôm nay nghỉ"},
                                                 {"ar", "مغلق اليوم"},
                                                 {"id", "Tutup hari ini"},
                                                 {"es", "Cerrado hoy"},
                                                 {"fr", "Fermé aujourd'hui"},
                                                 {"de", "Heute zu"},
                                                 {"ru", "Сегодня закрыто"},
                                                 {"en", "Closed today"}}};
  return find(k_words, language);
}

}  // namespace madang
