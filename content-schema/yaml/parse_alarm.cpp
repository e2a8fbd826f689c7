// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>

#include "content-schema/yaml/parse.h"

namespace madang::yaml {
namespace {

/// What a gateway sends and a file name can hold: a-z, digits, hyphens.
std::optional<std::string> read_alarm_kind(const Parse& parse, const Field& field) {
  auto kind = read_id(parse, field);
  if (!kind)
    return std::nullopt;
  if (std::none_of(kind->begin(), kind->end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
    return kind;
  std::string lower = *kind;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  parse.error("bad-id", field.node,
              say("'alarm'에는 대문자를 쓸 수 없습니다.", "'alarm' cannot have capital letters."),
              say("'{}'처럼 쓰세요.", "write '{}'.", lower));
  return std::nullopt;
}

constexpr std::string_view k_tone = "tone";

/// `tone`, or a file. A word that is neither is told here: "there is no file 'on'" would help nobody.
std::optional<AlarmSound> read_sound(const Parse& parse, const Field& field) {
  const auto word = read_string(parse, field);
  if (!word)
    return std::nullopt;
  if (*word == k_tone)
    return AlarmSound{};
  if (word->find_first_of("./\\") == std::string::npos) {
    const bool means_yes = *word == "on" || *word == "yes" || *word == "true";
    refuse(parse, field, "bad-choice", means_yes ? k_tone : "", "tone, media/fire-ko.opus");
    return std::nullopt;
  }
  auto path = read_path(parse, field);
  if (!path)
    return std::nullopt;
  parse.link(Link::To::sound, *path, field.node, field.key);
  return AlarmSound{*std::move(path)};
}

std::vector<AlarmSound> parse_sounds(const Parse& parse, const Field& field) {
  std::vector<AlarmSound> sounds;
  const auto nodes = elements(parse, field, Single::allowed);
  if (nodes.size() > k_most_alarm_sounds) {
    parse.error(
        "too-many", *nodes[k_most_alarm_sounds],
        say("'sound'에 소리가 {}개 있습니다.", "'sound' has {} sounds.", nodes.size()),
        say("{}개까지 쓸 수 있습니다. 모두 한 번 듣는 데 너무 오래 걸립니다.",
            "up to {} may be there: hearing them all once would take too long.", k_most_alarm_sounds));
    return sounds;
  }
  for (const Node* node : nodes) {
    if (auto sound = read_sound(parse, {*node, field.key}))
      sounds.push_back(*std::move(sound));
  }
  return sounds;
}

}  // namespace

std::optional<AlarmPage> parse_alarm(const Parse& parse, const Node& root) {
  const Fields fields(parse, root, keys::alarm_page);
  if (!check_header(parse, fields, "alarm-page"))
    return std::nullopt;
  AlarmPage page;
  page.mark = parse.mark(root);
  if (fields.require("alarm", "fire") != nullptr && fields.take("alarm", page.alarm, read_alarm_kind)) {
    parse.links.named.push_back({Named::What::alarm, page.alarm, parse.at(*fields.find("alarm"))});
  }
  page.show = parse_show(parse, fields, "playlist").value_or(Show{});
  if (const Node* sound = fields.find("sound")) {
    page.sound = parse_sounds(parse, {*sound, "sound"});
    if (page.alarm == k_all_clear) {
      parse.warning("unheard-sound", *sound,
                    say("상황이 끝났다는 화면에서는 소리가 나지 않습니다.", "an all-clear is never heard."),
                    say("이 줄을 지우세요.", "remove this line."));
    }
  }
  return page;
}

}  // namespace madang::yaml
