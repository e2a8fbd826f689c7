// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>

#include "content-schema/yaml/parse.h"
#include "content-schema/yaml/utf8.h"
#include "content-schema/yaml/values.h"

namespace madang::yaml {
namespace {

constexpr int k_most_screens = 1000;

std::vector<LanguageTag> parse_spoken(const Parse& parse, const Field& field) {
  std::vector<LanguageTag> languages;
  for (const Node* node : elements(parse, field, Single::allowed)) {
    const auto language = read_language(parse, {*node, field.key});
    if (!language)
      continue;
    if (std::find(languages.begin(), languages.end(), *language) != languages.end()) {
      parse.error("duplicate-id", *node,
                  say("언어 '{}'을(를) 두 번 적었습니다.", "the language '{}' is written twice.", *language),
                  say("하나만 남기세요.", "keep one of them."));
      continue;
    }
    languages.push_back(*language);
  }
  return languages;
}

std::map<std::string, Colour> parse_colours(const Parse& parse, const Field& field) {
  std::map<std::string, Colour> colours;
  if (!field.node.is_map()) {
    parse.error(
        "wrong-type", field.node,
        say("'colours'에는 '이름: 색' 줄들이 와야 합니다.", "'colours' should be 'name: colour' lines."),
        say("'paper: \"#fff8ec\"'처럼 쓰세요.", "write them like 'paper: \"#fff8ec\"'."));
    return colours;
  }
  for (const Node::Entry& entry : field.node.entries) {
    const std::string& name = entry.key->text;
    if (name.empty() || name.front() == '#' || (name.front() >= '0' && name.front() <= '9') ||
        name.find_first_of(" \t\n") != std::string::npos) {
      parse.error(
          "bad-id", *entry.key,
          say("{}은(는) 색 이름으로 쓸 수 없습니다.", "{} cannot be the name of a colour.", in_quotes(name)),
          say("글자로 시작하고 빈칸이 없는 이름을 쓰세요. 보기: paper",
              "begin with a letter and use no spaces. Example: paper"));
    }
    // A colour stands for itself here, never for another name; the name counts even where its colour is
    // wrong.
    Colour& colour = colours[name];
    const auto text = read_string(parse, {*entry.value, name});
    if (!text)
      continue;
    if (const auto value = parse_colour(*text)) {
      colour = *value;
    } else {
      parse.error("bad-colour", *entry.value,
                  say("색 '{0}'의 값 {1}을(를) 알아볼 수 없습니다.", "the colour '{0}' cannot be {1}.",
                      clipped(name), in_quotes(*text)),
                  say("\"#f58220\"처럼 # 뒤에 0-9, a-f 여섯 자를 쓰세요.",
                      "write # and six digits 0-9, a-f, like \"#f58220\"."));
    }
  }
  return colours;
}

void parse_values(const Parse& parse, const Field& field, Screen& screen) {
  if (!field.node.is_map()) {
    parse.error("wrong-type", field.node,
                say("'values'에는 '이름: 값' 줄들이 와야 합니다.", "'values' should be 'name: value' lines."),
                say("'exit: 1번 출입구'처럼 쓰세요.", "write them like 'exit: Gate 1'."));
    return;
  }
  for (const Node::Entry& entry : field.node.entries) {
    const auto text = read_text(parse, {*entry.value, entry.key->text});
    screen.values[entry.key->text] = text.value_or(LocalText{});
    parse.links.given.push_back({entry.key->text, parse.at(*entry.key)});
  }
}

/// `gate-1`, or `[126.5622, 33.2496]`.
void parse_place(const Parse& parse, const Fields& fields, Screen& screen) {
  const auto degrees = [](const Parse& p, const Field& f) { return read_number(p, f, 0, 360); };
  const Node* at = fields.find("at");
  if (at == nullptr) {
    if (const Node* faces = fields.find("faces")) {
      parse.warning(
          "no-effect", *faces,
          say("'faces'는 'at'과 함께 쓸 때만 뜻이 있습니다.", "'faces' means something only with 'at'."));
    }
    return;
  }
  ScreenPlace place;
  if (at->is_list()) {
    const auto numbers = elements(parse, {*at, "at"}, Single::refused);
    const auto number = [&](size_t i) { return read_number(parse, {*numbers[i], "at"}, -1e7, 1e7); };
    const auto x = numbers.size() == 2 ? number(0) : std::nullopt;
    const auto y = numbers.size() == 2 ? number(1) : std::nullopt;
    if (numbers.size() != 2)
      refuse(parse, {*at, "at"}, "wrong-type", "", "gate-1, [126.5622, 33.2496]");
    if (!x || !y)
      return;
    place.x = *x;
    place.y = *y;
  } else if (!fields.take("at", place.feature, read_string)) {
    return;
  }
  double faces = 0;
  if (fields.take("faces", faces, degrees))
    place.faces = faces;
  screen.place = place;
}

Screen parse_screen(const Parse& parse, const Node& node) {
  Screen screen;
  screen.mark = parse.mark(node);
  const Fields fields(parse, node, keys::screen);
  if (!fields.valid())
    return screen;
  if (fields.require("id", "gate-1") != nullptr && fields.take("id", screen.id.value, read_id)) {
    parse.links.named.push_back({Named::What::screen, screen.id.value, parse.at(*fields.find("id"))});
  }
  fields.take("name", screen.name, read_text);
  fields.take("resolution", screen.resolution, read_size);
  fields.take("rotation", screen.rotation, [](const Parse& p, const Field& f) {
    using R = Rotation;
    return read_choice<R>(p, f,
                          {{"0", R::none}, {"90", R::quarter}, {"180", R::half}, {"270", R::three_quarters}});
  });
  fields.take("width", screen.width_mm, read_distance_mm);
  double distance_mm = 0;
  if (fields.take("distance", distance_mm, read_distance_mm))
    screen.viewing_distance_m = distance_mm / 1000;
  if (const Node* groups = fields.find("groups")) {
    for (const Node* group : elements(parse, {*groups, "groups"}, Single::allowed)) {
      if (const auto id = read_id(parse, {*group, "groups"}))
        screen.groups.push_back({*id});
    }
  }
  if (const Node* values = fields.find("values"))
    parse_values(parse, {*values, "values"}, screen);
  parse_place(parse, fields, screen);
  fields.take("speaker", screen.speaker, read_yes_no);
  return screen;
}

/// The day of a holiday: a date, or a map with one.
std::optional<Holiday> parse_holiday(const Parse& parse, const Node& node) {
  Holiday holiday;
  const Node* date = &node;
  if (!node.is_scalar()) {
    const Fields fields(parse, node, keys::holiday);
    date = fields.require("date", "2026-06-03");
    fields.take("name", holiday.name, read_text);
    fields.take("not", holiday.taken_back, read_yes_no);
    if (date == nullptr)
      return std::nullopt;
  }
  const auto text = read_string(parse, {*date, "date"});
  if (!text)
    return std::nullopt;
  const auto day = parse_date(*text);
  if (!day) {
    refuse(parse, {*date, "date"}, "bad-date", "", "2026-06-03");
    return std::nullopt;
  }
  if (!day->ok()) {
    parse.error("no-such-day", *date,
                say("{}은(는) 달력에 없는 날입니다.", "{} is a day that does not exist.", in_quotes(*text)),
                say("있는 날을 적으세요.", "write a day that exists."));
    return std::nullopt;
  }
  holiday.date = *day;
  return holiday;
}

std::vector<Holiday> parse_holidays(const Parse& parse, const Field& field) {
  std::vector<Holiday> holidays;
  for (const Node* node : elements(parse, field, Single::allowed)) {
    auto holiday = parse_holiday(parse, *node);
    if (!holiday)
      continue;
    const auto same = [&](const Holiday& each) { return each.date == holiday->date; };
    if (std::any_of(holidays.begin(), holidays.end(), same)) {
      parse.error("duplicate-day", *node,
                  say("같은 날을 두 번 적었습니다.", "the same day is written twice."),
                  say("하나만 남기세요.", "keep one of them."));
      continue;
    }
    holidays.push_back(*std::move(holiday));
  }
  return holidays;
}

/// A path of a playlist, or `{ layout: path }`.
std::optional<Show> parse_fallback(const Parse& parse, const Node& node) {
  if (node.is_map()) {
    const Fields fields(parse, node, keys::fallback);
    return parse_show(parse, fields, "playlist");
  }
  const auto path = read_path(parse, {node, "default"});
  if (!path)
    return std::nullopt;
  parse.link(Link::To::playlist, *path, node, "default");
  return Show{Show::Kind::playlist, *path};
}

}  // namespace

std::optional<Site> parse_site(const Parse& outer, const Node& root) {
  Site site;
  const Fields fields(outer, root, keys::site);
  if (!check_header(outer, fields, "site"))
    return std::nullopt;
  site.mark = outer.mark(root);

  // Languages and colours first: the rest of the file is read with them, wherever they stand in it.
  if (const Node* node = fields.require("languages", "[ko, en]"))
    site.languages = parse_spoken(outer, {*node, "languages"});
  if (const Node* node = fields.find("colours"))
    site.colours = parse_colours(outer, {*node, "colours"});
  Parse parse{outer.file, outer.report, outer.links, &site};

  if (const Node* name = fields.require("name", "{ ko: 올레시장, en: Olle Market }")) {
    site.name = read_text(parse, {*name, "name"}).value_or(LocalText{});
  }
  if (fields.take("zone", site.zone, read_string))
    parse.link(Link::To::time_zone, site.zone, *fields.find("zone"), "zone");
  fields.take("font", site.font, read_font_role);
  if (const Node* fallback = fields.require("default", "playlists/welcome.yaml")) {
    site.fallback = parse_fallback(parse, *fallback).value_or(Show{});
  }
  if (const Node* holidays = fields.find("holidays"))
    site.holidays = parse_holidays(parse, {*holidays, "holidays"});
  if (const Node* screens = fields.require("screens", "[ { id: gate-1 } ]")) {
    for (const Node* node : elements(parse, {*screens, "screens"}, Single::refused)) {
      if (site.screens.size() == k_most_screens) {
        parse.error("out-of-range", *node,
                    say("화면은 {}개까지 적을 수 있습니다.", "there may be {} screens.", k_most_screens));
        break;
      }
      site.screens.push_back(parse_screen(parse, *node));
    }
  }
  return site;
}

}  // namespace madang::yaml
