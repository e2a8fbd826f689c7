// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>

#include "content-schema/yaml/fields.h"
#include "content-schema/yaml/nearest.h"
#include "content-schema/yaml/utf8.h"
#include "content-schema/yaml/values.h"

namespace madang::yaml {
namespace {

/// One scalar that is not empty, or a problem.
const std::string* scalar(const Parse& parse, const Field& field) {
  if (field.node.is_null() || (field.node.is_scalar() && field.node.text.empty())) {
    parse.error("empty", field.node, say("'{}' 값이 비어 있습니다.", "'{}' is empty.", field.key),
                say("값을 적거나 이 항목을 지우세요. '#'으로 시작하는 값은 따옴표로 감싸야 합니다.",
                    "write a value or remove the key. A value that starts with '#' needs quotation marks."));
    return nullptr;
  }
  if (!field.node.is_scalar()) {
    parse.error(
        "wrong-type", field.node,
        say("'{}'에는 값 하나가 와야 합니다.", "'{}' should be a single value.", field.key),
        say("목록이나 묶음을 쓰지 말고 값 하나만 적으세요.", "write one value, not a list or a map."));
    return nullptr;
  }
  return &field.node.text;
}

void refuse_number(const Parse& parse, const Field& field, bool only_quoted, std::string_view example) {
  if (!only_quoted)
    return refuse(parse, field, "bad-number", "", example);
  parse.error("bad-number", field.node,
              say("'{}'에는 수가 와야 하는데 따옴표 때문에 글이 되었습니다.",
                  "'{}' should be a number, and the quotation marks make it text.", field.key),
              say("따옴표를 지우세요.", "remove the quotation marks."));
}

void out_of_range(const Parse& parse, const Field& field, std::string_view least, std::string_view most) {
  parse.error("out-of-range", field.node,
              say("'{0}' 값 '{1}'이(가) 범위를 벗어났습니다.", "'{0}' is out of range: '{1}'.", field.key,
                  clipped(field.node.text)),
              say("{}부터 {}까지 쓸 수 있습니다.", "it may be {} to {}.", least, most));
}

}  // namespace

void refuse(const Parse& parse, const Field& field, std::string_view code, std::string_view proposal,
            std::string_view example) {
  const std::string value = in_quotes(field.node.text);
  parse.error(code, field.node,
              say("'{0}' 값 {1}을(를) 알아볼 수 없습니다.", "'{0}' cannot be {1}.", field.key, value),
              proposal.empty() ? say("{} 처럼 쓰세요.", "write it like {}.", example)
                               : say("'{}'(으)로 쓰세요.", "write '{}'.", proposal));
}

std::optional<std::string> read_string(const Parse& parse, const Field& field) {
  const std::string* text = scalar(parse, field);
  return text != nullptr ? std::optional(*text) : std::nullopt;
}

std::optional<std::string> read_id(const Parse& parse, const Field& field) {
  const std::string* text = scalar(parse, field);
  if (text == nullptr)
    return std::nullopt;
  if (is_id(*text))
    return *text;
  const std::string value = in_quotes(*text);
  parse.error("bad-id", field.node,
              say("'{0}' 값으로 {1}은(는) 쓸 수 없습니다.", "'{0}' cannot be {1}.", field.key, value),
              say("영문자, 숫자, 붙임표(-)만 64자까지 쓸 수 있습니다. 보기: gate-1",
                  "use letters a-z, digits and hyphens, at most 64. Example: gate-1"));
  return std::nullopt;
}

std::optional<std::string> read_font_role(const Parse& parse, const Field& field) {
  auto role = read_id(parse, field);
  if (role)
    parse.link(Link::To::font_role, *role, field.node, field.key);
  return role;
}

std::optional<std::string> read_path(const Parse& parse, const Field& field) {
  const std::string* text = scalar(parse, field);
  if (text == nullptr)
    return std::nullopt;
  const auto bad = [&](std::string_view code, Bilingual what, Bilingual instead) {
    parse.error(code, field.node, std::move(what), std::move(instead));
    return std::nullopt;
  };
  if (text->find("://") != std::string::npos) {
    return bad("bad-path", say("인터넷 주소는 쓸 수 없습니다.", "an internet address cannot be used here."),
               say("파일을 media 폴더에 내려받고 'media/파일이름'을 쓰세요.",
                   "put the file into the media folder and write 'media/name'."));
  }
  if (text->find('\\') != std::string::npos) {
    std::string slashed = *text;
    std::replace(slashed.begin(), slashed.end(), '\\', '/');
    return bad("bad-path", say("경로에 역빗금(\\)이 있습니다.", "the path contains a backslash."),
               say("{}처럼 빗금(/)을 쓰세요.", "use a slash: {}.", in_quotes(slashed)));
  }
  std::string_view rest = *text;
  bool leaves = rest.front() == '/' || (rest.size() > 1 && rest[1] == ':');
  for (size_t end = 0; end != std::string_view::npos && !leaves;) {
    end = rest.find('/');
    const std::string_view part = rest.substr(0, end);
    leaves = part == "..";
    if (part.empty() || part == ".") {
      return bad("bad-path",
                 say("경로 {}에 빈 부분이나 '.'이 있습니다.", "the path {} has an empty part or a '.'.",
                     in_quotes(*text)),
                 say("'media/autumn.png'처럼 쓰세요.", "write it like 'media/autumn.png'."));
    }
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  if (leaves) {
    return bad(
        "path-leaves",
        say("{}은(는) 콘텐츠 폴더 밖의 경로입니다.", "{} is outside the content folder.", in_quotes(*text)),
        say("파일을 콘텐츠 폴더 안에 넣고 'media/파일이름'처럼 쓰세요.",
            "put the file into the content folder and write 'media/name'."));
  }
  return compose_hangul(*text);
}

std::optional<int> read_integer(const Parse& parse, const Field& field, int least, int most) {
  const std::string* text = scalar(parse, field);
  if (text == nullptr)
    return std::nullopt;
  const auto value = field.node.plain ? parse_integer(*text) : std::nullopt;
  if (!value) {
    refuse_number(parse, field, parse_integer(*text).has_value(), "10");
    return std::nullopt;
  }
  if (*value >= least && *value <= most)
    return value;
  out_of_range(parse, field, std::to_string(least), std::to_string(most));
  return std::nullopt;
}

std::optional<double> read_number(const Parse& parse, const Field& field, double least, double most) {
  const std::string* text = scalar(parse, field);
  if (text == nullptr)
    return std::nullopt;
  const auto value = field.node.plain ? parse_number(*text) : std::nullopt;
  if (!value) {
    refuse_number(parse, field, parse_number(*text).has_value(), "1.35");
    return std::nullopt;
  }
  if (*value >= least && *value <= most)
    return value;
  out_of_range(parse, field, fmt::format("{}", least), fmt::format("{}", most));
  return std::nullopt;
}

std::optional<Millis> read_duration(const Parse& parse, const Field& field) {
  const std::string* text = scalar(parse, field);
  if (text == nullptr)
    return std::nullopt;
  const auto value = parse_duration(*text);
  if (!value) {
    refuse(parse, field, "bad-duration", suggest_duration(*text), "8s, 400ms, 1m30s, 1h");
    return std::nullopt;
  }
  if (*value >= Millis(1) && *value <= std::chrono::hours(24))
    return value;
  out_of_range(parse, field, "1ms", "24h");
  return std::nullopt;
}

std::optional<Size> read_size(const Parse& parse, const Field& field) {
  constexpr int k_largest = 16384;  // what any decoder and any GPU we know of can hold
  const std::string* text = scalar(parse, field);
  if (text == nullptr)
    return std::nullopt;
  const auto value = parse_size(*text);
  if (!value) {
    refuse(parse, field, "bad-size", suggest_size(*text), "1920x1080");
    return std::nullopt;
  }
  if (value->width <= k_largest && value->height <= k_largest)
    return value;
  out_of_range(parse, field, "1x1", "16384x16384");
  return std::nullopt;
}

std::optional<double> read_distance_mm(const Parse& parse, const Field& field) {
  const std::string* text = scalar(parse, field);
  if (text == nullptr)
    return std::nullopt;
  const auto value = parse_distance_mm(*text);
  if (!value)
    refuse(parse, field, "bad-distance", "", "1210mm, 121cm, 4m");
  return value;
}

std::optional<Length> read_length(const Parse& parse, const Field& field, Sign sign) {
  const std::string* text = scalar(parse, field);
  if (text == nullptr)
    return std::nullopt;
  const auto value = parse_length(*text);
  if (!value) {
    refuse(parse, field, "bad-length", "", "12%, 120px");
    return std::nullopt;
  }
  const double least = sign == Sign::any ? -100'000 : sign == Sign::positive ? 0.001 : 0;
  if (value->value >= least && value->value <= 100'000)
    return value;
  out_of_range(parse, field, fmt::format("{}", least), "100000");
  return std::nullopt;
}

std::optional<Colour> read_colour(const Parse& parse, const Field& field) {
  const std::string* text = scalar(parse, field);
  if (text == nullptr)
    return std::nullopt;
  if (const auto colour = parse_colour(*text))
    return colour;
  if (text->front() == '#') {
    refuse(parse, field, "bad-colour", "", "\"#f58220\"");
    return std::nullopt;
  }
  if (parse.site == nullptr)
    return Colour{};
  const auto named = parse.site->colours.find(*text);
  if (named != parse.site->colours.end())
    return named->second;
  const std::string value = in_quotes(*text);
  std::vector<std::string> names;
  for (const auto& [name, colour] : parse.site->colours)
    names.push_back(name);
  const bool only_hash_missing = parse_colour("#" + *text).has_value();
  parse.error("unknown-colour", field.node,
              say("{0}은(는) 모르는 색입니다.", "{0} is no known colour.", value),
              only_hash_missing ? say("\"#{}\"처럼 쓰세요.", "write \"#{}\".", *text)
              : names.empty() ? say("\"#f58220\"처럼 쓰거나 site.yaml의 colours에 이름을 더하세요.",
                                    "write it like \"#f58220\", or add the name to colours in site.yaml.")
                              : advise(*text, names));
  return std::nullopt;
}

std::optional<LanguageTag> read_language(const Parse& parse, const Field& field) {
  const std::string* text = scalar(parse, field);
  if (text == nullptr)
    return std::nullopt;
  const std::string value = in_quotes(*text);
  if (!is_language_tag(*text)) {
    parse.error(
        "bad-language", field.node, say("{0}은(는) 언어 표시가 아닙니다.", "{0} is no language tag.", value),
        say("ko, en, zh-Hans, zh-Hant, ja 처럼 쓰세요.", "write it like ko, en, zh-Hans, zh-Hant, ja."));
    return std::nullopt;
  }
  if (parse.site == nullptr || parse.site->languages.empty())
    return *text;
  const auto& languages = parse.site->languages;
  if (std::find(languages.begin(), languages.end(), *text) != languages.end())
    return *text;
  const std::string_view near = nearest(*text, languages);
  parse.error("unknown-language", field.node,
              say("{0}은(는) site.yaml의 languages에 없는 언어입니다.",
                  "{0} is not among the languages of site.yaml.", value),
              near.empty()
                  ? say("languages에 더하거나 여기에서 지우세요.", "add it to languages, or remove it here.")
                  : advise(*text, languages));
  return std::nullopt;
}

namespace {

/// A block scalar (`|`) ends in a line feed that nobody meant as an empty line.
std::string without_last_break(std::string_view text) {
  const size_t last = text.find_last_not_of('\n');
  return std::string(text.substr(0, last == std::string_view::npos ? text.size() : last + 1));
}

}  // namespace

std::optional<LocalText> read_text(const Parse& parse, const Field& field) {
  const bool site_known = parse.site != nullptr && !parse.site->languages.empty();
  LocalText out;
  if (!field.node.is_map()) {
    const std::string* text = scalar(parse, field);
    if (text == nullptr)
      return std::nullopt;
    out.versions.push_back({site_known ? parse.site->languages.front() : "ko", without_last_break(*text)});
    return out;
  }
  bool right = true;
  for (const Node::Entry& entry : field.node.entries) {
    const auto language = read_language(parse, {*entry.key, field.key});
    const std::string* text = scalar(parse, {*entry.value, entry.key->text});
    if (language && text != nullptr)
      out.versions.push_back({*language, without_last_break(*text)});
    else
      right = false;
  }
  if (field.node.entries.empty()) {
    parse.error("empty", field.node, say("'{}' 글이 비어 있습니다.", "'{}' has no text.", field.key),
                say("'ko: ...' 줄을 적으세요.", "write a 'ko: ...' line."));
    return std::nullopt;
  }
  if (!right)
    return std::nullopt;
  if (site_known) {
    const auto& order = parse.site->languages;
    const auto rank = [&](const TaggedText& v) {
      return std::find(order.begin(), order.end(), v.language) - order.begin();
    };
    std::stable_sort(out.versions.begin(), out.versions.end(),
                     [&](const TaggedText& a, const TaggedText& b) { return rank(a) < rank(b); });
  }
  return out;
}

}  // namespace madang::yaml
