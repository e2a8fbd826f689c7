// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace madang {

/// The languages that Madang speaks to staff and operators. What visitors read is content, not this.
enum class Lang { ko, en };

/// `ko`, `ko_KR.UTF-8`, `en-GB`... as in --lang or LC_MESSAGES. Nothing for a language we do not speak.
std::optional<Lang> parse_lang(std::string_view tag);

/// From LC_ALL, LC_MESSAGES, LANG in POSIX's order; English where they say nothing.
Lang lang_of_environment();

/// A sentence for a person, in both languages from birth, so that whoever shows it chooses and no
/// sentence exists in one language only.
struct Bilingual {
  std::string ko;
  std::string en;

  const std::string& in(Lang lang) const { return lang == Lang::ko ? ko : en; }
  friend bool operator==(const Bilingual&, const Bilingual&) = default;
};

/// Korean particles depend on the sound before them: 화면'이' but 나무'가'. Which pair is meant:
enum class Josa { topic /*은 는*/, subject /*이 가*/, object /*을 를*/, with /*과 와*/, toward /*으로 로*/ };

/// The particle that follows `word`, judged by its last letter or digit: Hangul by its final
/// consonant, digits as they are read in Korean, Latin letters by the usual reading of the letter.
/// Quotes and brackets at the end are looked through. Where it cannot be known: the form `은(는)`.
std::string_view josa(std::string_view word, Josa kind);

/// Every 은(는) 이(가) 을(를) 과(와) (으)로 in its place: the form that the sound before it asks for.
std::string with_particles(std::string korean);

/// The two format strings stand side by side and both are checked against the arguments by the
/// compiler; a catalogue file could drift, these cannot. Arguments may be used out of order ({1}, {0}).
/// After an argument the Korean writes both forms of a particle, '{}'을(를), and the right one is chosen.
template <class... Args>
Bilingual say(fmt::format_string<Args...> ko, fmt::format_string<Args...> en, Args&&... args) {
  return {with_particles(fmt::vformat(ko, fmt::make_format_args(args...))),
          fmt::vformat(en, fmt::make_format_args(args...))};
}

}  // namespace madang
