// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/base/message.h"

#include <cstdlib>

namespace madang {
namespace {

struct Particle {
  std::string_view after_consonant, after_vowel, unknown;
};

Particle particle(Josa kind) {
  switch (kind) {
    case Josa::topic:
      return {"은", "는", "은(는)"};
    case Josa::subject:
      return {"이", "가", "이(가)"};
    case Josa::object:
      return {"을", "를", "을(를)"};
    case Josa::with:
      return {"과", "와", "과(와)"};
    case Josa::toward:
      return {"으로", "로", "(으)로"};
  }
  return {};
}

/// The last code point of well-formed UTF-8; U+FFFD for anything else.
char32_t last_code_point(std::string_view text) {
  size_t start = text.size();
  do {
    if (start == 0 || text.size() - start >= 4)
      return 0xFFFD;
    --start;
  } while ((static_cast<unsigned char>(text[start]) & 0xC0) == 0x80);
  const auto lead = static_cast<unsigned char>(text[start]);
  const size_t length = text.size() - start;
  if (length == 1)
    return lead < 0x80 ? lead : 0xFFFD;
  char32_t code = lead & (0xFF >> (length + 1));
  for (size_t i = start + 1; i < text.size(); ++i)
    code = (code << 6) | (static_cast<unsigned char>(text[i]) & 0x3F);
  return code;
}

/// The Latin letters at the end that are heard together: 타임 (time) and 파일 (file) end in a consonant.
char32_t heard_last(std::string_view word) {
  if (word.size() > 2 && word.back() == 'e') {
    const char before = word[word.size() - 2];
    if (before == 'm' || before == 'n' || before == 'l')
      return static_cast<char32_t>(before);
  }
  return word.ends_with("ng") ? U'n' : last_code_point(word);
}

enum class Ending { consonant, rieul, vowel, unknown };

Ending ending_of(char32_t code) {
  if (code >= 0xAC00 && code <= 0xD7A3) {
    const auto final_consonant = (code - 0xAC00) % 28;
    if (final_consonant == 0)
      return Ending::vowel;
    return final_consonant == 8 ? Ending::rieul : Ending::consonant;
  }
  switch (code) {  // 영 일 이 삼 사 오 육 칠 팔 구
    case '0':
    case '3':
    case '6':
      return Ending::consonant;
    case '1':
    case '7':
    case '8':
      return Ending::rieul;
    case '2':
    case '4':
    case '5':
    case '9':
      return Ending::vowel;
    default:
      break;
  }
  if (code >= 'A' && code <= 'Z')
    code = code - 'A' + 'a';
  if (code >= 'a' && code <= 'z') {
    if (code == 'l')
      return Ending::rieul;  // r ends in a vowel: 컬러, 페이퍼
    return std::string_view("mn").find(static_cast<char>(code)) != std::string_view::npos ? Ending::consonant
                                                                                          : Ending::vowel;
  }
  return Ending::unknown;
}

}  // namespace

std::optional<Lang> parse_lang(std::string_view tag) {
  const std::string_view primary = tag.substr(0, tag.find_first_of("-_.@"));
  if (primary == "ko")
    return Lang::ko;
  if (primary == "en" || primary == "C" || primary == "POSIX")
    return Lang::en;
  return std::nullopt;
}

Lang lang_of_environment() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0')
      return parse_lang(value).value_or(Lang::en);
  }
  return Lang::en;
}

std::string_view josa(std::string_view word, Josa kind) {
  while (!word.empty() && std::string_view("'\"`)]}> ").find(word.back()) != std::string_view::npos)
    word.remove_suffix(1);
  const Particle forms = particle(kind);
  switch (word.empty() ? Ending::unknown : ending_of(heard_last(word))) {
    case Ending::consonant:
      return forms.after_consonant;
    case Ending::rieul:
      return kind == Josa::toward ? forms.after_vowel : forms.after_consonant;
    case Ending::vowel:
      return forms.after_vowel;
    case Ending::unknown:
      return forms.unknown;
  }
  return forms.unknown;
}

std::string with_particles(std::string korean) {
  for (const Josa kind : {Josa::topic, Josa::subject, Josa::object, Josa::with, Josa::toward}) {
    const std::string_view both = particle(kind).unknown;
    for (size_t at = korean.find(both); at != std::string::npos; at = korean.find(both, at)) {
      const std::string_view fitting = josa(std::string_view(korean).substr(0, at), kind);
      korean.replace(at, both.size(), fitting);
      at += fitting.size();
    }
  }
  return korean;
}

}  // namespace madang
