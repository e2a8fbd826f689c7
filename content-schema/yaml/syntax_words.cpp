// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/yaml/syntax_words.h"

#include <algorithm>
#include <array>
#include <optional>

#include "content-schema/yaml/utf8.h"

namespace madang::yaml {
namespace {

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

std::string_view trimmed(std::string_view text) {
  const size_t from = text.find_first_not_of(" \t");
  if (from == std::string_view::npos)
    return {};
  return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

/// `key: value` or `- key: value`: where the value starts, in bytes; npos where there is none.
size_t value_start(std::string_view line) {
  size_t at = line.find_first_not_of(" \t");
  while (at != std::string_view::npos && line.substr(at, 2) == "- ")
    at = line.find_first_not_of(' ', at + 2);
  if (at == std::string_view::npos)
    return at;
  const size_t key = at;
  while (at < line.size() && is_word(line[at]))
    ++at;
  if (at == key || line.substr(at, 2) != ": ")
    return std::string_view::npos;
  return line.find_first_not_of(' ', at + 1);
}

struct Hint {
  Bilingual what, instead;
  size_t at;  ///< bytes into the line
};

std::optional<Hint> tab_hint(std::string_view line) {
  const size_t first = line.find_first_not_of(' ');
  if (first == std::string_view::npos || line[first] != '\t')
    return std::nullopt;
  return Hint{say("들여쓰기에 탭 문자가 있습니다.", "the indentation contains a tab."),
              say("탭 대신 빈칸 두 개씩 쓰세요.", "indent with two spaces instead."), first};
}

std::optional<Hint> value_hint(std::string_view line) {
  const size_t at = value_start(line);
  if (at == std::string_view::npos)
    return std::nullopt;
  const std::string_view value = trimmed(line.substr(at));
  if (value.empty())
    return std::nullopt;
  const auto quote = [&](std::string_view why_ko, std::string_view why_en) {
    std::string quoted(value);
    for (size_t i = 0; (i = quoted.find('"', i)) != std::string::npos; i += 2)
      quoted.insert(i, "\\");
    return Hint{
        say("값을 따옴표로 감싸야 합니다: {0}", "the value needs quotation marks: {1}", why_ko, why_en),
        say("\"{}\"처럼 쓰세요.", "write \"{}\".", clipped(quoted)), at};
  };
  const char first = value.front();
  if (first == '%' || first == '@' || first == '`' || first == '*' || first == '&' || first == '!' ||
      first == '|' || first == '>') {
    if ((first == '|' || first == '>') && value.size() <= 3)
      return std::nullopt;
    return quote("이 문자로 시작하는 값은 YAML에서 다른 뜻이 됩니다.",
                 "in YAML a value that starts with this character means something else.");
  }
  if (first == '{' && value.find('}') != std::string_view::npos && value.back() != '}') {
    return quote("중괄호로 시작하는 글입니다.", "it is text that starts with a brace.");
  }
  if (first == '"' || first == '\'') {
    const size_t end = value.find(first, 1);
    if (end == std::string_view::npos) {
      return Hint{say("따옴표를 열고 닫지 않았습니다.", "a quotation mark is opened and not closed."),
                  say("줄 끝에 {} 를 넣으세요.", "put {} at the end.", first), at};
    }
    const std::string_view rest = trimmed(value.substr(end + 1));
    if (!rest.empty() && rest.front() != '#' && rest.front() != ',') {
      return Hint{
          say("닫는 따옴표 뒤에 글이 더 있습니다.", "there is more text after the closing quotation mark."),
          say("글 안의 따옴표는 \\\" 로 쓰세요.", "write a quotation mark inside the text as \\\"."), at};
    }
    return std::nullopt;
  }
  if (first != '{' && first != '[' && (value.find(": ") != std::string_view::npos || value.back() == ':')) {
    return quote("글 안에 쌍점과 빈칸이 있습니다.", "it contains a colon followed by a space.");
  }
  return std::nullopt;
}

/// `duration:8s`
std::optional<Hint> colon_hint(std::string_view line) {
  size_t at = line.find_first_not_of(" \t-");
  if (at == std::string_view::npos)
    return std::nullopt;
  const size_t key = at;
  while (at < line.size() && is_word(line[at]))
    ++at;
  if (at == key || at + 1 >= line.size() || line[at] != ':' || line[at + 1] == ' ' || line[at + 1] == '/')
    return std::nullopt;
  return Hint{say("쌍점(:) 뒤에 빈칸이 없습니다.", "there is no space after the colon."),
              say("'{}: {}'처럼 한 칸 띄어 쓰세요.", "write '{}: {}'.", clipped(line.substr(key, at - key)),
                  clipped(trimmed(line.substr(at + 1)))),
              at};
}

/// A line in which no key is ended by a colon, where one is expected: `duration 8s`.
std::optional<Hint> missing_colon_hint(std::string_view line) {
  const std::string_view text = trimmed(line);
  const size_t space = text.find(' ');
  if (text.empty() || text.front() == '-' || text.front() == '#' || space == std::string_view::npos)
    return std::nullopt;
  if (!std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(space), is_word))
    return std::nullopt;
  if (text.find(':') != std::string_view::npos)
    return std::nullopt;
  return Hint{say("쌍점(:)이 빠졌습니다.", "a colon is missing."),
              say("'{}: {}'처럼 쓰세요.", "write '{}: {}'.", clipped(text.substr(0, space)),
                  clipped(trimmed(text.substr(space)))),
              line.find_first_not_of(" \t")};
}

struct Translation {
  std::string_view start;  ///< of the parser's message
  Bilingual what;
  Bilingual instead;
};

const std::array<Translation, 15>& translations() {
  static const Bilingual indent = say("들여쓰기와 쌍점(:)을 윗줄과 견주어 보세요.",
                                      "compare its indentation and colons with the lines above.");
  static const std::array<Translation, 15> table{{
      {"end of map not found",
       say("여기에서 '항목: 값' 모양이 깨졌습니다.", "this does not fit the 'key: value' lines around it."),
       indent},
      {"end of map flow not found",
       say("중괄호 {{ 를 열고 닫지 않았습니다.", "a brace {{ is opened and not closed."),
       say("끝에 }} 를 넣으세요.", "put }} at the end.")},
      {"end of sequence not found",
       say("여기에서 '- ' 목록의 모양이 깨졌습니다.", "this does not fit the '- ' list around it."), indent},
      {"end of sequence flow not found",
       say("대괄호 [ 를 열고 닫지 않았습니다.", "a bracket [ is opened and not closed."),
       say("끝에 ] 를 넣으세요.", "put ] at the end.")},
      {"illegal EOF in scalar",
       say("따옴표를 열고 닫지 않았습니다.", "a quotation mark is opened and not closed."),
       {}},
      {"illegal document indicator",
       say("따옴표를 열고 닫지 않았습니다.", "a quotation mark is opened and not closed."),
       {}},
      {"unknown escape character",
       say("따옴표 안에 알 수 없는 \\ 표시가 있습니다.",
           "there is an unknown \\ sequence inside quotation marks."),
       say("역빗금은 \\\\ 로 쓰세요.", "write a backslash as \\\\.")},
      {"illegal map value", say("여기에 쌍점(:)이 올 수 없습니다.", "a colon cannot stand here."),
       say("들여쓰기를 살피고, 글 안의 쌍점이면 글 전체를 따옴표로 감싸세요.",
           "check the indentation; if the colon is part of a text, put the whole text in quotation marks.")},
      {"illegal map key", say("여기에 항목 이름이 올 수 없습니다.", "a key cannot stand here."), indent},
      {"illegal block entry", say("여기에 '- ' 가 올 수 없습니다.", "a '- ' cannot stand here."), indent},
      {"illegal flow end",
       say("여는 괄호 없이 닫는 괄호가 있습니다.", "a closing bracket has no opening one."),
       {}},
      {"the referenced anchor is not defined",
       say("'*' 로 부른 이름이 앞에 없습니다.", "the name after '*' was not given before."),
       say("별표로 시작하는 글이라면 따옴표로 감싸세요.",
           "if it is text that starts with an asterisk, put it in quotation marks.")},
      {"invalid unicode",
       say("따옴표 안의 \\u 문자 번호가 잘못되었습니다.", "the \\u character number is wrong."),
       {}},
      {"bad character found while scanning hex",
       say("따옴표 안의 \\x 나 \\u 문자 번호가 잘못되었습니다.", "the \\x or \\u character number is wrong."),
       {}},
      {"unknown token", say("여기에 올 수 없는 문자입니다.", "this character cannot stand here."),
       say("글이라면 따옴표로 감싸세요.", "if it is text, put it in quotation marks.")},
  }};
  return table;
}

}  // namespace

SyntaxWords explain_syntax(std::string_view message, const std::vector<std::string_view>& lines, int line,
                           int column) {
  line = std::clamp(line, 1, std::max(1, static_cast<int>(lines.size())));
  // The parser stumbles on the line after the mistake as often as on it.
  for (const int candidate : {line, line - 1}) {
    if (candidate < 1 || candidate > static_cast<int>(lines.size()))
      continue;
    const std::string_view text = lines[static_cast<size_t>(candidate - 1)];
    for (const auto look : {tab_hint, value_hint, colon_hint, missing_colon_hint}) {
      if (const auto hint = look(text)) {
        return {hint->what, hint->instead, candidate,
                static_cast<int>(count_characters(text.substr(0, hint->at))) + 1};
      }
    }
  }
  for (const Translation& translation : translations()) {
    if (message.starts_with(translation.start))
      return {translation.what, translation.instead, line, column};
  }
  return {say("YAML 문법에 맞지 않습니다 ({}).", "this is not valid YAML ({}).", message),
          say("들여쓰기, 쌍점, 따옴표를 살펴보세요.", "check indentation, colons and quotation marks."), line,
          column};
}

}  // namespace madang::yaml
