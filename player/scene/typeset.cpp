// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/scene/typeset.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "content-schema/base/message.h"
#include "player/text/bidi.h"
#include "player/text/format.h"

namespace madang {
namespace {

constexpr Length k_usual_size{12, Length::Unit::percent};
constexpr double k_note_em = 1.0 / 3;  // of the text it belongs to
constexpr double k_note_px = 36;       // of the canvas, at least
constexpr double k_gap_em = 2.5;  // between the rounds of a ticker: a breath, clearly wider than any space

TextRequest styled(const TextStyle& style, const TypeArea& area) {
  const Rect inside = area.inside(style);
  TextRequest request;
  request.box = inside.size();
  request.font = style.font;
  request.weight = style.weight;
  request.size = style.size ? style.size->resolve(area.zone.height, area.pixel)
                            : std::max(k_usual_size.resolve(area.zone.height, area.pixel), area.legible);
  request.size = std::max(1.0, request.size);
  request.least_size = std::min(request.size, std::max(8.0, request.size / 8));
  request.line_height = style.line_height;
  request.align = style.align;
  request.vertical_align = style.vertical_align;
  request.fit = style.fit;
  request.line_break = style.line_break;
  request.direction = style.direction;
  request.writing = style.writing;
  return request;
}

/// `values` over the item's own over those of the way out over the screen's. In a text of both directions
/// each value is isolated: a price or a gate's name must not take the words beside it along.
TaggedText with_values(const TaggedText& version, const Values& own, const Screen* screen, const WayOut* way,
                       std::map<std::string, std::string> values = {}) {
  for (const auto& [name, value] : own)
    values.emplace(name, format_value(value, version.language));
  if (way != nullptr && !way->exit.empty()) {
    values.emplace("exit", way->exit.in(version.language)->text);
    values.emplace("arrow", way->arrow);
    values.emplace("metres", format_metres(std::max(1.0, std::round(way->metres)), version.language));
  }
  if (screen != nullptr) {
    for (const auto& [name, text] : screen->values) {
      if (const TaggedText* local = text.in(version.language))
        values.emplace(name, local->text);
    }
  }
  const bool turns =
      has_right_to_left(version.text) ||
      std::any_of(values.begin(), values.end(), [](const auto& v) { return has_right_to_left(v.second); });
  if (turns) {
    for (auto& [name, text] : values)
      text = isolated(text);
  }
  std::string text = insert_values(version.text, values);
  if (version.language.starts_with("ko") && text != version.text)
    text = with_particles(std::move(text));  // "{exit}(으)로" reads 2번 출입구로, but 중앙광장으로
  return {version.language, std::move(text)};
}

/// What the item says in this language now.
struct Spoken {
  TaggedText text;
  std::string tail;  ///< from when the text is, where that is to be said
};

Spoken spoken(const TaggedText& version, const Values& values, const LiveStyle& style, const Screen* screen,
              const LiveView& live, const WayOut* way) {
  LiveWords words = live_words(version, values, style, live);
  return {with_values(words.text, words.values, screen, way), std::move(words.tail)};
}

/// `separator` between what is said and from when it is.
TaggedText joined(Spoken words, std::string_view separator) {
  if (!words.tail.empty())
    words.text.text.append(separator).append(words.tail);
  return std::move(words.text);
}

/// What is said, and below it, as a note, from when it is: the number is what people look for.
void add_blocks(Spoken words, const TypeArea& area, TextRequest& request) {
  const double note = std::max({request.size * k_note_em, k_note_px * area.pixel, area.legible});
  const LanguageTag language = words.text.language;
  request.blocks.push_back(std::move(words.text));
  if (words.tail.empty())
    return;
  request.scales.resize(request.blocks.size(), 1);
  request.scales.push_back(std::min(1.0, note / request.size));
  request.blocks.push_back({language, std::move(words.tail)});
}

/// In whole seconds, rounded up.
std::chrono::seconds left_of(const CountdownItem& item, const Cue& cue) {
  using namespace std::chrono_literals;
  constexpr std::chrono::seconds k_longest = 888 * 24h + 20h + 58min;  // wide digits, all units
  if (!item.ends)
    return k_longest;
  return std::chrono::ceil<std::chrono::seconds>(
      std::max(Millis{0}, *item.ends - (cue.start + cue.position)));
}

}  // namespace

Rect TypeArea::inside(const TextStyle& style) const {
  const double shorter = std::min(zone.width, zone.height);
  const int padding = static_cast<int>(std::lround(style.padding.resolve(shorter, pixel)));
  const int across = std::clamp(padding, 0, std::max(0, (zone.width - 1) / 2));
  const int down = std::clamp(padding, 0, std::max(0, (zone.height - 1) / 2));
  return {zone.x + across, zone.y + down, zone.width - 2 * across, zone.height - 2 * down};
}

double legible_size(const Screen& screen, Size viewport) {
  if (!screen.width_mm || !screen.viewing_distance_m)
    return 0;
  return *screen.viewing_distance_m * 1000 * k_legible_em * viewport.width / *screen.width_mm;
}

size_t rotation_index(size_t count, Millis every, const Cue& cue) {
  if (count < 2)
    return 0;
  Millis each = std::max(every, Millis{100});
  if (cue.length > Millis{0})
    each = std::max(Millis{100}, std::min(each, cue.length / static_cast<Millis::rep>(count)));
  const auto turn = std::max(Millis{0}, cue.position) / each;
  return static_cast<size_t>(turn) % count;
}

TextRequest request_for(const TextItem& item, const Cue& cue, const TypeArea& area, const Screen* screen,
                        const LiveView& live, const WayOut* way) {
  TextRequest request = styled(item.style, area);
  const auto& versions = item.text.versions;
  if (item.languages == Languages::rotate && !versions.empty()) {
    const TaggedText& due = versions[rotation_index(versions.size(), item.rotate_every, cue)];
    add_blocks(spoken(due, item.values, item.live, screen, live, way), area, request);
  } else {
    for (const TaggedText& version : versions)
      add_blocks(spoken(version, item.values, item.live, screen, live, way), area, request);
  }
  return request;
}

bool is_over(const CountdownItem& item, const Cue& cue) {
  return item.ends && cue.start + cue.position >= *item.ends;
}

TextRequest request_for(const CountdownItem& item, const Cue& cue, const TypeArea& area,
                        const Screen* screen) {
  TextRequest request = styled(item.style, area);
  const bool over = is_over(item, cue);
  const auto& versions = over ? item.after.versions : item.text.versions;
  const bool turns = item.languages == Languages::rotate && !versions.empty();
  const size_t due = turns ? rotation_index(versions.size(), item.rotate_every, cue) : 0;
  for (size_t i = due; i < (turns ? due + 1 : versions.size()); ++i) {
    std::map<std::string, std::string> values;
    if (!over)
      values.emplace("left", format_left(left_of(item, cue), item.seconds, versions[i].language));
    request.blocks.push_back(with_values(versions[i], item.values, screen, nullptr, std::move(values)));
  }
  return request;
}

TextRequest request_for(const ClockItem& item, const Cue& cue, const TypeArea& area, const Site& site) {
  TextRequest request = styled(item.style, area);
  const auto& languages = item.languages.empty() ? site.languages : item.languages;
  const size_t count = item.languages.empty() ? 1 : languages.size();
  const LanguageTag language =
      languages.empty() ? "ko" : languages[rotation_index(count, item.rotate_every, cue)];
  request.blocks = {{language, format_clock(cue.start + cue.position, site.zone, language, item.show)}};
  return request;
}

TickerRequest request_for(const TickerItem& item, const TypeArea& area, const Screen* screen,
                          const LiveView& live, const WayOut* way) {
  TickerRequest ticker;
  ticker.text = styled(item.style, area);
  // A strip is one line: it cannot be taller than its zone, however large the author wished it.
  ticker.text.size =
      std::min(ticker.text.size, ticker.text.box.height / std::max(1.0, item.style.line_height));
  for (const TaggedText& version : item.text.versions) {
    TaggedText block = joined(spoken(version, item.values, item.live, screen, live, way), " ");
    std::replace(block.text.begin(), block.text.end(), '\n', ' ');
    ticker.text.blocks.push_back(std::move(block));
  }
  ticker.gap = ticker.text.size * k_gap_em;
  return ticker;
}

std::string live_note(const std::string& value, std::string_view language, const LiveView& live) {
  Value named;
  named.what = LiveName{value};
  LiveStyle style;
  style.stale = LiveStyle::Stale::as_of;
  return joined(spoken({LanguageTag(language), "{value}"}, {{"value", named}}, style, nullptr, live, nullptr),
                "\n")
      .text;
}

double speed_of(const TickerItem& item, const TypeArea& area) {
  return item.speed.resolve(area.zone.width, area.pixel);
}

std::int64_t version_at(const TextItem& item, const Cue& cue, const LiveView& live) {
  constexpr std::int64_t k_most_languages = 1000;
  const size_t language = item.languages == Languages::rotate
                              ? rotation_index(item.text.versions.size(), item.rotate_every, cue)
                              : 0;
  return live_version(item.values, live) * k_most_languages + static_cast<std::int64_t>(language);
}

std::int64_t version_at(const TickerItem& item, const LiveView& live) {
  return live_version(item.values, live);
}

std::int64_t version_at(const ClockItem& item, const Cue& cue) {
  constexpr std::int64_t k_most_languages = 1000;
  const auto minute =
      std::chrono::floor<std::chrono::minutes>(cue.start + cue.position).time_since_epoch().count();
  const size_t language = rotation_index(item.languages.size(), item.rotate_every, cue);
  return minute * k_most_languages + static_cast<std::int64_t>(language);
}

std::int64_t version_at(const CountdownItem& item, const Cue& cue) {
  constexpr std::int64_t k_most_languages = 1000;
  const bool over = is_over(item, cue);
  const auto& versions = over ? item.after.versions : item.text.versions;
  const size_t language =
      item.languages == Languages::rotate ? rotation_index(versions.size(), item.rotate_every, cue) : 0;
  const std::int64_t left = over ? -1 : shown_left(left_of(item, cue), item.seconds).count();
  return left * k_most_languages + static_cast<std::int64_t>(language);
}

}  // namespace madang
