// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/timeline/words_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

#include "player/timeline/kind_words.h"
#include "player/timeline/plain_page.h"

namespace madang {
namespace {

// White on each of them, and each on white: the head is printed in the page's own colour.
struct Grounds {
  Colour first;   ///< under the first language
  Colour others;  ///< under the others: another shade, so that two languages do not run into each other
};
constexpr Grounds k_extreme{k_alarm_red, {122, 0, 0, 255}};      // 7.6:1, 11.5:1
constexpr Grounds k_grave{{0, 44, 110, 255}, {0, 28, 72, 255}};  // 13.2:1, 16.5:1

constexpr Millis k_language{5'000};  // two of them in a turn among equals
constexpr double k_head = 13;        // per cent of the page's height
constexpr double k_first = 52;       // where there are others, which get the rest
constexpr double k_margin = 3;

/// How much wider the line is set than what is to do, where both are long.
constexpr double k_line_over_more = 1.7;

/// Roughly, in em: to share out room, not to lay out. Han and Hangul fill an em, other letters half of one.
double width_in_em(const std::string& text) {
  double width = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0xE3)
      width += 1;  // begins a letter from U+3000 on
    else if ((byte & 0xC0U) != 0x80U)
      width += 0.55;
  }
  return width;
}

/// Braces are not for values here.
std::string as_written(const std::string& words) {
  std::string text;
  for (const char c : words) {
    text += c;
    if (c == '{' || c == '}')
      text += c;
  }
  return text;
}

/// What part of its room the line takes. A text of n em at size s covers n s² of it.
double part_of_line(double line, double more) {
  if (more <= 0)
    return 1;
  const double weight = line * k_line_over_more * k_line_over_more;
  return std::clamp(weight / (weight + more), 0.45, 0.75);
}

/// The line and what is to do in one or several languages, within these per cent of the page's height.
void add_block(Document& document, Layout& page, const char* id, std::span<const IncidentWords> words,
               double top, double height, const std::string& name) {
  TextItem line = plain_text({}, 62), more = plain_text({}, 40);
  double line_width = 0, more_width = 0;
  for (const IncidentWords& each : words) {
    line.text.versions.push_back({each.language, as_written(each.line)});
    more.text.versions.push_back({each.language, as_written(each.more)});
    line_width = std::max(line_width, width_in_em(each.line));
    more_width = std::max(more_width, width_in_em(each.more));
  }
  more.style.weight = Weight::regular;
  more.style.vertical_align = VerticalAlign::top;
  const double part = height * part_of_line(line_width, more_width);
  const auto add = [&](TextItem& item, const char* what, double from, double room) {
    item.languages = Languages::rotate;
    item.rotate_every = k_language;
    const std::string playlist = page.path + "#" + id + "-" + what;
    page.zones.push_back(plain_zone(std::string(id) + "-" + what + "/" + name,
                                    {k_margin, from, 100 - 2 * k_margin, room}, playlist));
    add_lone(document, playlist, std::move(item));
  };
  add(line, "line", top, part);
  if (part < height)
    add(more, "more", top + part, height - part);
}

/// A strip of this colour and nothing on it.
void add_ground(Layout& page, const std::string& id, double top, double height, Colour colour) {
  Zone ground = plain_zone(id, {0, top, 100, height}, page.path + "#" + id);
  ground.background = colour;
  page.zones.push_back(std::move(ground));
}

/// In Korean and English.
std::pair<const char*, const char*> gravity_of(const Incident& incident) {
  if (incident.origin == Origin::local)
    return {"비상", "EMERGENCY"};
  if (incident.extreme)
    return {"위급 재난", "EXTREME"};
  return {"안전 안내", "SAFETY ALERT"};
}

/// What it is at the left and how grave at the right, one language above the other: on an upright screen a
/// line of both would be cut in two anywhere. Where the page itself names the kind, the gravity stands alone.
void add_head(Document& document, Layout& page, const Incident& incident, Colour ink,
              const std::string& name) {
  add_ground(page, "head", 0, k_head, k_white);
  const auto add = [&](const char* id, std::string words, const Share& place, Align align) {
    TextItem item = plain_text({{{"ko", std::move(words)}}}, 60);
    item.style.colour = ink;
    item.style.align = align;
    const std::string playlist = page.path + "#" + id;
    page.zones.push_back(plain_zone(std::string(id) + "/" + name, place, playlist));
    add_lone(document, playlist, std::move(item));
  };
  const auto [korean, english] = gravity_of(incident);
  if (incident.words.empty()) {
    add("gravity", fmt::format("{} · {}", korean, english), {k_margin, 0, 100 - 2 * k_margin, k_head},
        Align::centre);
    return;
  }
  const auto kind = words_of_kind(incident.kind).names;
  constexpr double k_middle = 50, k_gap = 3;
  add("kind", kind[0].text + "\n" + kind[1].text, {k_margin, 0, k_middle - k_margin - k_gap, k_head},
      Align::start);
  add("gravity", fmt::format("{}\n{}", korean, english), {k_middle, 0, 100 - k_margin - k_middle, k_head},
      Align::end);
}

}  // namespace

bool has_words_page(const Incident& incident) {
  return incident.origin == Origin::external || !incident.words.empty() ||
         !words_of_kind(incident.kind).evacuates;
}

std::vector<IncidentWords> words_to_show(const Incident& incident) {
  std::vector<IncidentWords> words = incident.words;
  if (words.empty()) {
    const auto staff = staff_words();
    for (const TaggedText& name : words_of_kind(incident.kind).names)
      words.push_back({name.language, name.text, staff[words.size()].text});
  }
  const auto korean = std::find_if(words.begin(), words.end(),
                                   [](const IncidentWords& each) { return each.language.starts_with("ko"); });
  if (korean != words.end())
    std::rotate(words.begin(), korean, korean + 1);
  return words;
}

std::string add_words_page(Document& document, const Incident& incident) {
  const Grounds& grounds = incident.extreme ? k_extreme : k_grave;
  const std::string& name =
      incident.id.value;  // in each zone, so that nothing of another incident is held there
  Layout page;
  page.path = k_words_pages + name;
  page.background = grounds.first;
  add_head(document, page, incident, grounds.first, name);

  const std::vector<IncidentWords> words = words_to_show(incident);
  const std::span<const IncidentWords> all(words);
  const double first = words.size() > 1 ? k_first : 100 - k_head;
  add_block(document, page, "first", all.first(1), k_head, first, name);
  if (words.size() > 1) {
    const double top = k_head + first;
    add_ground(page, "below", top, 100 - top, grounds.others);
    add_block(document, page, "others", all.subspan(1), top, 100 - top, name);
  }
  std::string path = page.path;
  document.layouts[path] = std::move(page);
  return path;
}

}  // namespace madang
