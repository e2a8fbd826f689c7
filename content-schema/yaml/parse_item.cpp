// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>
#include <array>

#include "content-schema/yaml/nearest.h"
#include "content-schema/yaml/parse.h"
#include "content-schema/yaml/values.h"

namespace madang::yaml {
namespace {

constexpr Millis k_default_duration{8000};
constexpr Millis k_usual_finish{60'000};    // `finish: true`

struct ItemKind {
  std::string_view key;
  const Keys& keys;
};

const std::array<ItemKind, 10>& item_kinds() {
  static const std::array<ItemKind, 10> kinds{{{"text", keys::text_item},
                                               {"image", keys::image_item},
                                               {"video", keys::video_item},
                                               {"ticker", keys::ticker_item},
                                               {"clock", keys::clock_item},
                                               {"qr", keys::qr_item},
                                               {"layout", keys::layout_item},
                                               {"map", keys::map_item},
                                               {"table", keys::table_item},
                                               {"countdown", keys::countdown_item}}};
  return kinds;
}

std::optional<MediaFit> read_media_fit(const Parse& parse, const Field& field) {
  return read_choice<MediaFit>(
      parse, field,
      {{"cover", MediaFit::cover}, {"contain", MediaFit::contain}, {"stretch", MediaFit::stretch}});
}

/// `on`, `off` or a part of how loud it was recorded; 0 for `off`.
std::optional<double> read_volume(const Parse& parse, const Field& field) {
  const auto word = read_string(parse, field);
  if (!word)
    return std::nullopt;
  if (*word == "on" || *word == "off")
    return *word == "on" ? 1 : 0;
  const auto part = parse_length(*word);
  if (!part || part->unit != Length::Unit::percent) {
    // What the person meant, where it can be told: `60`, `true`.
    const bool plain_part = part && part->value >= 0 && part->value <= 100 && is_decimal(*word);
    refuse(parse, field, "bad-choice",
           plain_part                          ? *word + "%"
           : *word == "true" || *word == "yes" ? "on"
           : *word == "false" || *word == "no" ? "off"
                                               : "",
           "on, off, 60%");
    return std::nullopt;
  }
  if (part->value >= 0 && part->value <= 100)
    return part->value / 100;
  parse.error(
      "out-of-range", field.node,
      say("'sound' 값 {}은(는) 범위를 벗어났습니다.", "'sound' is out of range: {}.", in_quotes(*word)),
      say("0%부터 100%까지 쓸 수 있습니다. 100%는 녹음된 그대로입니다.",
          "it may be 0% to 100%; 100% is as recorded."));
  return std::nullopt;
}

std::optional<LocalText> read_shown_text(const Parse& parse, const Field& field) {
  return read_text(parse, field);
}

TextItem parse_text(const Parse& parse, const Fields& fields, const Node& content,
                    std::string_view playlist) {
  TextItem item;
  fields.take("text", item.text, read_shown_text);
  item.values = parse_values(parse, fields);
  match_values(parse, content, playlist, item.text, item.values, fields.find("values"));
  parse_turns(parse, fields, item.languages, item.rotate_every);
  item.style = parse_style(parse, fields);
  item.live = parse_live(parse, fields, item.values);
  return item;
}

TickerItem parse_ticker(const Parse& parse, const Fields& fields, const Node& content,
                        std::string_view playlist) {
  TickerItem item;
  fields.take("ticker", item.text, read_shown_text);
  item.values = parse_values(parse, fields);
  match_values(parse, content, playlist, item.text, item.values, fields.find("values"));
  const auto any = [](const Parse& p, const Field& f) { return read_length(p, f, Sign::any); };
  if (fields.take("speed", item.speed, any) && item.speed.value == 0) {
    parse.error("out-of-range", *fields.find("speed"),
                say("'speed'가 0이면 움직이지 않습니다.", "with a speed of 0 nothing moves."),
                say("'speed: 8%'처럼 쓰거나, 서 있는 글이면 text를 쓰세요.",
                    "write 'speed: 8%', or use a text item for text that stands still."));
  }
  item.style = parse_style(parse, fields);
  item.live = parse_live(parse, fields, item.values);
  return item;
}

ClockItem parse_clock(const Parse& parse, const Fields& fields) {
  ClockItem item;
  fields.take("clock", item.show, [](const Parse& p, const Field& f) {
    return read_choice<ClockItem::Show>(p, f,
                                        {{"time", ClockItem::Show::time},
                                         {"date", ClockItem::Show::date},
                                         {"date-time", ClockItem::Show::date_time}});
  });
  item.languages = parse_languages(parse, fields);
  if (fields.take("every", item.rotate_every, read_duration) && item.languages.size() < 2) {
    parse.warning("no-effect", *fields.find("every"),
                  say("'every'는 'languages'에 언어가 둘 이상일 때만 뜻이 있습니다.",
                      "'every' means something only with two or more 'languages'."));
  }
  item.style = parse_style(parse, fields);
  return item;
}

std::string parse_medium(const Parse& parse, const Field& field, Link::To to) {
  auto path = read_path(parse, field);
  if (path)
    parse.link(to, *path, field.node, field.key);
  return path.value_or("");
}

std::optional<Transition> read_transition(const Parse& parse, const Field& field) {
  using Kind = Transition::Kind;
  using Side = Transition::Side;
  if (field.node.is_map()) {
    static constexpr std::array<std::string_view, 3> words{"fade", "slide", "wipe"};
    static constexpr std::array<Kind, 3> kinds{Kind::fade, Kind::slide, Kind::wipe};
    const Fields fields(parse, field.node, keys::transition);
    const Node::Entry* way = fields.exactly_one(
        words, say("어떻게 바뀌는지 적지 않았습니다.", "it does not say how the item takes over."));
    if (way == nullptr)
      return std::nullopt;
    const auto word = std::find(words.begin(), words.end(), way->key->text);
    Transition transition;
    transition.kind = kinds[static_cast<size_t>(word - words.begin())];
    fields.take("from", transition.from, [](const Parse& p, const Field& f) {
      return read_choice<Side>(
          p, f, {{"left", Side::left}, {"right", Side::right}, {"top", Side::top}, {"bottom", Side::bottom}});
    });
    if (const Node* from = fields.find("from"); from != nullptr && transition.kind == Kind::fade) {
      parse.warning("no-effect", *from,
                    say("'from'은 'slide'나 'wipe'와 함께 쓸 때만 뜻이 있습니다.",
                        "'from' means something only with 'slide' or 'wipe'."));
    }
    if (!fields.take(*word, transition.length, read_duration))
      return std::nullopt;
    return transition;
  }
  const auto word = read_string(parse, field);
  if (!word)
    return std::nullopt;
  if (*word == "cut")
    return Transition{};
  parse.error(
      "bad-choice", field.node,
      say("'transition' 값으로 {}은(는) 쓸 수 없습니다.", "'transition' cannot be {}.", in_quotes(*word)),
      say("'transition: cut' 또는 'transition: {{ fade: 400ms }}'로 쓰세요. 'fade' 대신 'slide'나 'wipe'도 "
          "됩니다.",
          "write 'transition: cut' or 'transition: {{ fade: 400ms }}'; 'slide' and 'wipe' are written like "
          "'fade'."));
  return std::nullopt;
}

/// `..2026-11-30`, `2026-10-01..`, `2026-10-01..2026-11-30`, or a day.
std::optional<Validity> read_validity(const Parse& parse, const Field& field) {
  const auto text = read_string(parse, field);
  if (!text)
    return std::nullopt;
  const auto valid = parse_validity(*text);
  if (!valid) {
    refuse(parse, field, "bad-date", suggest_date_range(*text), "..2026-11-30");
    return std::nullopt;
  }
  for (const auto& day : {valid->from, valid->to}) {
    if (day && !day->ok()) {
      parse.error("no-such-day", field.node,
                  say("{}에는 달력에 없는 날이 있습니다.", "{} contains a day that does not exist.",
                      in_quotes(*text)),
                  last_day_of_month(*day));
      return std::nullopt;
    }
  }
  if (valid->from && valid->to && *valid->to < *valid->from) {
    parse.error(
        "ends-early", field.node,
        say("{}: 끝나는 날이 시작하는 날보다 앞섭니다.", "{} ends before it begins.", in_quotes(*text)),
        say("이른 날을 앞에 쓰세요.", "write the earlier day first."));
    return std::nullopt;
  }
  return valid;
}

/// `true`, or the longest that it may take.
std::optional<Millis> read_finish(const Parse& parse, const Field& field) {
  const auto word = read_string(parse, field);
  if (!word)
    return std::nullopt;
  if (*word == "true" || *word == "false")
    return *word == "true" ? k_usual_finish : Millis{0};
  const auto limit = parse_duration(*word);
  if (!limit) {
    refuse(parse, field, "bad-duration", suggest_duration(*word), "true, 20s");
    return std::nullopt;
  }
  if (*limit > k_longest_finish) {
    parse.error("out-of-range", field.node,
                say("'finish' 값 {}은(는) 너무 깁니다.", "'finish' is too long: {}.", in_quotes(*word)),
                say("10m 이하로 쓰세요. 더 길게 보이려면 일정의 시각을 늦추세요.",
                    "write 10m or less; to show it for longer, let the entry of the schedule end later."));
    return std::nullopt;
  }
  return limit;
}

Item::What parse_what(const Parse& parse, const Fields& fields, const Node::Entry& content,
                      std::string_view playlist) {
  const std::string& kind = content.key->text;
  const Field field{*content.value, kind};
  if (kind == "text")
    return parse_text(parse, fields, *content.value, playlist);
  if (kind == "ticker")
    return parse_ticker(parse, fields, *content.value, playlist);
  if (kind == "clock")
    return parse_clock(parse, fields);
  if (kind == "qr")
    return parse_qr(parse, fields);
  if (kind == "map")
    return parse_map_item(parse, fields);
  if (kind == "table")
    return parse_table(parse, fields);
  if (kind == "countdown")
    return parse_countdown(parse, fields, playlist);
  if (kind == "layout")
    return LayoutItem{parse_medium(parse, field, Link::To::layout)};
  MediaFit fit = MediaFit::cover;
  fields.take("fit", fit, read_media_fit);
  if (kind == "image")
    return ImageItem{parse_medium(parse, field, Link::To::image), fit};
  VideoItem video{parse_medium(parse, field, Link::To::video), fit, std::nullopt};
  double volume = 0;
  if (fields.take("sound", volume, read_volume) && volume > 0)
    video.volume = volume;
  return video;
}

/// The entry that says which kind of item it is, and the keys of that kind.
std::pair<const Node::Entry*, const Keys*> find_kind(const Parse& parse, const Node& node) {
  std::vector<std::string_view> words;
  for (const ItemKind& kind : item_kinds())
    words.push_back(kind.key);
  if (!node.is_map()) {
    parse.error("wrong-type", node,
                say("항목 하나는 'text: ...'나 'image: ...'처럼 시작해야 합니다.",
                    "an item begins like 'text: ...' or 'image: ...'."),
                say("{} 가운데 하나를 쓰세요.", "write one of {}.", listed(words)));
    return {};
  }
  std::pair<const Node::Entry*, const Keys*> found;
  for (const Node::Entry& entry : node.entries) {
    const auto kind = std::find(words.begin(), words.end(), entry.key->text);
    if (kind == words.end())
      continue;
    if (found.first != nullptr) {
      parse.error("one-of", *entry.key,
                  say("한 항목에 '{0}'과(와) '{1}'이(가) 함께 있습니다.",
                      "one item has both '{0}' and '{1}'.", found.first->key->text, entry.key->text),
                  say("'- '로 시작하는 줄을 더해 두 항목으로 나누세요.",
                      "divide it into two items, each beginning with '- '."));
      return {};
    }
    found = {&entry, &item_kinds()[static_cast<size_t>(kind - words.begin())].keys};
  }
  if (found.first != nullptr)
    return found;
  // The first key is the likeliest to be the misspelt one.
  std::string_view first =
      node.entries.empty() ? std::string_view() : std::string_view(node.entries.front().key->text);
  const std::string_view near = nearest(first, words);
  parse.error("one-of", node,
              say("무엇을 보이는 항목인지 알 수 없습니다.", "it does not say what this item shows."),
              near.empty() ? say("{} 가운데 하나를 쓰세요.", "write one of {}.", listed(words))
                           : advise(first, words));
  return {};
}

}  // namespace

void parse_turns(const Parse& parse, const Fields& fields, Languages& languages, Millis& every) {
  fields.take("languages", languages, [](const Parse& p, const Field& f) {
    return read_choice<Languages>(p, f, {{"stack", Languages::stack}, {"rotate", Languages::rotate}});
  });
  if (fields.take("every", every, read_duration) && languages == Languages::stack) {
    parse.warning("no-effect", *fields.find("every"),
                  say("'every'는 'languages: rotate'와 함께 쓸 때만 뜻이 있습니다.",
                      "'every' means something only with 'languages: rotate'."));
  }
}

std::vector<LanguageTag> parse_languages(const Parse& parse, const Fields& fields, Single single) {
  std::vector<LanguageTag> languages;
  if (const Node* node = fields.find("languages")) {
    for (const Node* each : elements(parse, {*node, "languages"}, single)) {
      if (auto language = read_language(parse, {*each, "languages"}))
        languages.push_back(std::move(*language));
    }
  }
  return languages;
}

TextStyle parse_style(const Parse& parse, const Fields& fields, TextStyle style) {
  if (parse.site != nullptr)
    style.font = parse.site->font;
  const auto positive = [](const Parse& p, const Field& f) { return read_length(p, f, Sign::positive); };
  const auto not_negative = [](const Parse& p, const Field& f) {
    return read_length(p, f, Sign::not_negative);
  };
  fields.take("font", style.font, read_font_role);
  fields.take("weight", style.weight, [](const Parse& p, const Field& f) {
    return read_choice<Weight>(p, f, {{"regular", Weight::regular}, {"bold", Weight::bold}});
  });
  fields.take("size", style.size, positive);
  fields.take("colour", style.colour, read_colour);
  fields.take("align", style.align, [](const Parse& p, const Field& f) {
    return read_choice<Align>(p, f,
                              {{"start", Align::start}, {"centre", Align::centre}, {"end", Align::end}});
  });
  fields.take("valign", style.vertical_align, [](const Parse& p, const Field& f) {
    return read_choice<VerticalAlign>(
        p, f,
        {{"top", VerticalAlign::top}, {"middle", VerticalAlign::middle}, {"bottom", VerticalAlign::bottom}});
  });
  fields.take("fit", style.fit, [](const Parse& p, const Field& f) {
    return read_choice<TextFit>(p, f, {{"shrink", TextFit::shrink}, {"none", TextFit::none}});
  });
  fields.take("break", style.line_break, [](const Parse& p, const Field& f) {
    return read_choice<TextBreak>(p, f, {{"word", TextBreak::word}, {"syllable", TextBreak::syllable}});
  });
  fields.take("dir", style.direction, [](const Parse& p, const Field& f) {
    return read_choice<TextDirection>(p, f,
                                      {{"auto", TextDirection::automatic},
                                       {"ltr", TextDirection::left_to_right},
                                       {"rtl", TextDirection::right_to_left}});
  });
  fields.take("writing", style.writing, [](const Parse& p, const Field& f) {
    return read_choice<Writing>(p, f, {{"horizontal", Writing::horizontal}, {"vertical", Writing::vertical}});
  });
  fields.take("line-height", style.line_height,
              [](const Parse& p, const Field& f) { return read_number(p, f, 0.5, 5); });
  fields.take("padding", style.padding, not_negative);
  return style;
}

void match_values(const Parse& parse, const Node& node, std::string_view playlist, const LocalText& text,
                  const Values& values, const Node* values_node) {
  std::vector<std::string> used;
  std::map<std::string, std::vector<LanguageTag>> languages;
  for (const TaggedText& version : text.versions) {
    for (std::string& name : value_names(version.text)) {
      languages[name].push_back(version.language);
      if (std::find(used.begin(), used.end(), name) == used.end())
        used.push_back(std::move(name));
    }
  }
  for (const std::string& name : used) {
    if (!values.contains(name))
      parse.links.needed.push_back({name, std::string(playlist), parse.at(node), languages[name]});
  }
  if (values_node == nullptr || text.empty())
    return;
  for (const Node::Entry& entry : values_node->entries) {
    const std::string& name = entry.key->text;
    if (std::find(used.begin(), used.end(), name) != used.end())
      continue;
    const std::string_view near = nearest(name, used);
    parse.warning(
        "unused-value", *entry.key,
        say("값 {}은(는) 글에서 쓰이지 않습니다.", "the value {} is not used in the text.", in_quotes(name)),
        near.empty() ? say("글 안에 {{{0}}} 라고 쓰면 그 자리에 들어갑니다.",
                           "write {{{0}}} in the text where it should stand.", name)
                     : advise(name, used));
  }
}

std::optional<Item> parse_item(const Parse& parse, const Node& node, std::string_view playlist) {
  const auto [content, known] = find_kind(parse, node);
  if (content == nullptr)
    return std::nullopt;
  const Fields fields(parse, node, *known);
  Item item;
  item.what = parse_what(parse, fields, *content, playlist);
  item.mark = parse.mark(node);
  fields.take("duration", item.duration, read_duration);
  if (!item.duration && content->key->text != "video")
    item.duration = k_default_duration;
  fields.take("background", item.background, read_colour);
  fields.take("valid", item.valid, read_validity);
  fields.take("finish", item.finish, read_finish);
  if (fields.take("transition", item.transition, read_transition) && item.duration &&
      item.transition.length > *item.duration) {
    parse.error(
        "out-of-range", *fields.find("transition"),
        say("바뀌는 시간이 보이는 시간보다 깁니다.", "the transition is longer than the item is shown."),
        say("{}ms 이하로 줄이세요.", "make it {}ms or less.", item.duration->count()));
  }
  return item;
}

std::vector<Item> parse_items(const Parse& parse, const Field& field, std::string_view playlist) {
  std::vector<Item> items;
  for (const Node* node : elements(parse, field, Single::refused)) {
    if (auto item = parse_item(parse, *node, playlist))
      items.push_back(std::move(*item));
  }
  return items;
}

}  // namespace madang::yaml
