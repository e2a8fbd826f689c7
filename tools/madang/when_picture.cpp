// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scheduler/calendar/resolve.h"
#include "tools/madang/svg.h"
#include "tools/madang/table.h"
#include "tools/madang/when_forms.h"
#include "tools/madang/when_words.h"

namespace madang::tool {
namespace {

using std::chrono::days, std::chrono::hours, std::chrono::local_days, std::chrono::minutes,
    std::chrono::year_month_day;
using Anchor = SvgText::Anchor;

/// Okabe and Ito's palette (2008), which people tell apart however they see colours, without its black. Where
/// there are more entries it begins again with another pattern over it.
struct Ink {
  std::string_view ground, letters;
};
constexpr std::array<Ink, 7> k_palette{{{"#e69f00", "#1b1b1b"},
                                        {"#56b4e9", "#1b1b1b"},
                                        {"#009e73", "#0d0d0d"},
                                        {"#f0e442", "#1b1b1b"},
                                        {"#0072b2", "#ffffff"},
                                        {"#d55e00", "#0d0d0d"},
                                        {"#cc79a7", "#1b1b1b"}}};
constexpr Ink k_default_ink{"#e9e6df", "#3a3a3a"};
constexpr std::array<std::string_view, 3> k_patterns{"stripes", "dots", "bars"};
constexpr std::string_view k_pattern_definitions =
    "<pattern id=\"stripes\" width=\"10\" height=\"10\" patternUnits=\"userSpaceOnUse\" "
    "patternTransform=\"rotate(45)\"><rect width=\"3\" height=\"10\" fill=\"#ffffff\" "
    "fill-opacity=\"0.55\"/></pattern>\n"
    "<pattern id=\"dots\" width=\"10\" height=\"10\" patternUnits=\"userSpaceOnUse\"><circle cx=\"5\" "
    "cy=\"5\" "
    "r=\"2.4\" fill=\"#ffffff\" fill-opacity=\"0.6\"/></pattern>\n"
    "<pattern id=\"bars\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect width=\"8\" "
    "height=\"3\" "
    "fill=\"#ffffff\" fill-opacity=\"0.55\"/></pattern>\n";

constexpr std::string_view k_grid = "#c9c5bc", k_faint = "#e3e0d9", k_quiet = "#5a5a5a", k_red = "#b3001b",
                           k_blue = "#1a4fa0", k_dark = "#1b1b1b";
constexpr double k_margin = 24, k_axis = 56;
constexpr std::array k_months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr size_t k_most_beside = 5;  // sharers that are named each in its own stripe

Ink ink_of(const WhenView& view, size_t entry) {
  return view.is_default(entry) ? k_default_ink : k_palette[(view.number(entry) - 1) % k_palette.size()];
}

void fill(Svg& svg, const WhenView& view, const Box& box, size_t entry, std::string_view hint) {
  svg.rect(box, ink_of(view, entry).ground, hint);
  const size_t round = view.is_default(entry) ? 0 : (view.number(entry) - 1) / k_palette.size();
  if (round > 0)
    svg.rect(box, fmt::format("url(#{})", k_patterns[(round - 1) % k_patterns.size()]), hint);
}

/// One column of time: what part of a view, how it lies on the wall's clock, and where in the drawing.
struct Column {
  Interval interval;
  LocalTime from;  ///< at the top
  Millis length;   ///< down to the bottom, by the wall's clock
  Box box;
};

struct Block {
  Box box;
  WhenStretch stretch;
};

/// The stretch's places in the column: one, or two where the clocks change in it. A repeated hour takes the
/// right half of its place the second time.
std::vector<Block> blocks(const WhenView& view, const Column& column, const WhenStretch& stretch) {
  std::vector<Block> found;
  std::optional<LocalTime> reached;  // on the wall, by the pass before
  for (const TimeZone::Stretch& pass : view.zone.stretches(column.interval)) {
    const Interval cut{std::max({pass.from, stretch.interval.from, column.interval.from}),
                       std::min({pass.to, stretch.interval.to, column.interval.to})};
    const auto on_wall = [&](SysTime t) { return LocalTime{t.time_since_epoch() + pass.offset}; };
    const auto y = [&](LocalTime t) {
      return column.box.y + column.box.height * static_cast<double>((t - column.from).count()) /
                                static_cast<double>(column.length.count());
    };
    const auto add = [&](LocalTime from, LocalTime to, double left, double width) {
      if (from < to)
        found.push_back({{column.box.x + left, y(from), width, y(to) - y(from)}, {cut, stretch.parts}});
    };
    if (cut.from < cut.to) {
      const LocalTime from = on_wall(cut.from);
      const LocalTime to = on_wall(cut.to);
      const LocalTime split = reached ? std::clamp(*reached, from, to) : from;
      add(from, split, column.box.width / 2, column.box.width / 2);
      add(split, to, 0, column.box.width);
    }
    reached = on_wall(std::min(pass.to, column.interval.to));
  }
  return found;
}

std::string hint_of(const WhenView& view, const WhenStretch& stretch, Lang lang) {
  const LocalTime from = view.zone.to_local(stretch.interval.from);
  const LocalTime to = view.zone.to_local(stretch.interval.to);
  const auto day = std::chrono::floor<days>(from);
  std::string hint = day_text(day, lang) + " " + clock_text(from) + "-" + clock_text(to, day);
  for (const WhenPart& part : stretch.parts) {
    if (part.due > 0)
      hint += fmt::format("\n{} {:.0f}%", view.name(part.entry, lang), part.due * 100);
  }
  return hint;
}

/// The number, the name as far as there is room, and under it the first of `details` that fits.
void label(Svg& svg, const WhenView& view, const Box& box, size_t entry,
           const std::vector<std::string>& details, Lang lang) {
  const bool is_default = view.is_default(entry);
  const std::string number = is_default ? "" : std::to_string(view.number(entry));
  const Ink ink = ink_of(view, entry);
  const double size = box.height >= 40 && box.width >= 110 && !is_default ? 15 : box.height >= 17 ? 13 : 10.5;
  if (box.height < 12.5 || box.width < 14)
    return;
  const std::string name = (is_default ? "" : number + " ") + view.name(entry, lang);
  const auto most = static_cast<size_t>(std::max(1.0, (box.height - 5) / (size * 1.25)));
  auto lines = wrapped(name, box.width - 10, size, std::min<size_t>(most, 4));
  if (lines.empty() || lines.front() == "…")
    lines = {number};
  double y = box.y + (box.height < 20 ? box.height / 2 + size * 0.36 : size + 4);
  for (const std::string& line : lines) {
    svg.text(box.x + 5, y, line, {size, ink.letters, !is_default, Anchor::start});
    y += size * 1.25;
  }
  for (const std::string& detail : details) {
    if (y + 2 > box.bottom() || text_width(detail, 12) > box.width - 8)
      continue;
    svg.text(box.x + 5, y, detail, {12, ink.letters, false, Anchor::start});
    return;
  }
}

enum class Labels { none, names };

void draw(Svg& svg, const WhenView& view, const Block& block, Labels labels, Lang lang) {
  const std::string hint = hint_of(view, block.stretch, lang);
  std::vector<WhenPart> parts = block.stretch.parts;
  std::erase_if(parts, [](const WhenPart& part) { return part.due <= 0; });
  const LocalTime from = view.zone.to_local(block.stretch.interval.from);
  const std::string times =
      clock_text(from) + "–" +
      clock_text(view.zone.to_local(block.stretch.interval.to), std::chrono::floor<days>(from));
  double x = block.box.x;
  for (const WhenPart& part : parts) {
    const Box stripe{x, block.box.y, block.box.width * part.due, block.box.height};
    fill(svg, view, stripe, part.entry, hint);
    if (labels == Labels::names && parts.size() <= k_most_beside) {
      const std::string due = fmt::format("{:.0f}%", part.due * 100);
      label(svg, view, stripe, part.entry,
            parts.size() == 1 ? std::vector{times} : std::vector{due + "  " + times, due}, lang);
      svg.rect(stripe, "none", hint, 0, "#ffffff");
    }
    x = stripe.right();
  }
  if (labels == Labels::names && parts.size() > k_most_beside && block.box.height >= 18) {
    const std::string words = say("{}가지가 번갈아", "{} by turns", parts.size()).in(lang);
    svg.rect({block.box.x + 4, block.box.y + 3, std::min(block.box.width - 8, text_width(words, 12) + 8), 16},
             "#ffffff", hint, 3);
    svg.text(block.box.x + 8, block.box.y + 15, words, {12, k_dark, true, Anchor::start});
  }
  if (labels == Labels::names)
    svg.rect(block.box, "none", hint, 0, "#ffffff");
}

std::string words(const LocalText& text, Lang lang) {
  const TaggedText* version = text.in(lang == Lang::ko ? "ko" : "en");
  return version == nullptr ? "" : one_line(version->text, 60);
}

std::string title_of(const WhenView& view, Lang lang) {
  const std::string name = words(view.screen().name, lang);
  return words(view.document().site.name, lang) + " · " + (name.empty() ? "" : name + " ") + "(" +
         view.screen().id.value + ")";
}

std::string period_of(const WhenView& view, Lang lang) {
  const LocalTime from = view.zone.to_local(view.interval.from);
  const auto first = std::chrono::floor<days>(from);
  const auto last = std::chrono::floor<days>(view.zone.to_local(view.interval.to - Millis{1}));
  if (view.span == WhenSpan::hour)
    return day_text(first, lang) + " " + clock_text(from) + "–" +
           clock_text(view.zone.to_local(view.interval.to), first);
  return first == last ? day_text(first, lang) : day_text(first, lang) + " – " + day_text(last, lang);
}

/// Sundays and holidays in red, Saturdays in blue, as on every calendar of the country.
std::string_view colour_of(const WhenDay& day) {
  const std::chrono::weekday weekday{day.day};
  return !day.holidays.empty() || weekday == std::chrono::Sunday ? k_red
         : weekday == std::chrono::Saturday                      ? k_blue
                                                                 : k_dark;
}

std::string lunar_text(const WhenDay& day, Lang lang) {
  if (!day.lunar)
    return {};
  return say("음 {}{}.{}", "lunar {}{}/{}", day.lunar->leap ? say("윤", "leap ").in(lang) : "",
             day.lunar->month, day.lunar->day)
      .in(lang);
}

std::string short_date(const WhenDay& day, Lang lang) {
  const year_month_day date{day.day};
  const std::string weekday = weekday_name(std::chrono::weekday{day.day}, lang);
  const auto month = static_cast<unsigned>(date.month());
  const auto number = static_cast<unsigned>(date.day());
  return lang == Lang::ko ? fmt::format("{}.{} {}", month, number, weekday)
                          : fmt::format("{} {}/{}", weekday, month, number);
}

/// The whole picture, from its title to its legend.
class Picture {
 public:
  Picture(const WhenView& view, Lang lang)
      : view_(view),
        lang_(lang),
        width_(view.span == WhenSpan::day ? 640 : 1400),
        svg_(width_, title_of(view, lang) + ", " + period_of(view, lang), description(),
             lang == Lang::ko ? "ko" : "en") {
    svg_.define(k_pattern_definitions);
  }

  std::string draw() && {
    svg_.text(k_margin, 40, title_of(view_, lang_), {22, k_dark, true, Anchor::start});
    svg_.text(k_margin, 64, period_of(view_, lang_) + "  ·  " + view_.zone.name(),
              {14, k_quiet, false, Anchor::start});
    double bottom = 0;
    switch (view_.span) {
      case WhenSpan::hour:
        bottom = hour();
        break;
      case WhenSpan::year:
        bottom = year();
        break;
      case WhenSpan::day:
      case WhenSpan::week:
        bottom = calendar();
        break;
    }
    return std::move(svg_).finish(legend(bottom + 30) + k_margin);
  }

 private:
  std::string description() const {
    std::string names;
    for (const size_t entry : view_.entries)
      names += (names.empty() ? "" : ", ") + view_.name(entry, lang_);
    return say("이 화면에 나오는 일정: {}.", "What plays on this screen: {}.", names).in(lang_);
  }

  // An hour: its turns, ten minutes a column.
  double hour() {
    constexpr double top = 116, height = 960;
    constexpr int columns = 6;
    const double width = (width_ - k_axis - 2 * k_margin) / columns;
    const Box all{k_margin + k_axis, top, width * columns, height};
    for (int minute = 0; minute <= 10; ++minute) {
      const double y = top + height * minute / 10;
      svg_.line(all.x, y, all.right(), y, k_grid);
      svg_.text(all.x - 8, y + 4, say("{}분", "{} min", minute).in(lang_), {12, k_quiet, false, Anchor::end});
    }
    for (int i = 0; i < columns; ++i) {
      const SysTime from = view_.interval.from + minutes{10} * i;
      const Column column{{from, from + minutes{10}},
                          view_.zone.to_local(from),
                          minutes{10},
                          {all.x + width * i + 2, top, width - 4, height}};
      svg_.text(column.box.x + 4, top - 12, clock_text(column.from), {17, k_dark, true, Anchor::start});
      turns(column);
    }
    return all.bottom();
  }

  void turns(const Column& column) {
    for (SysTime t = column.interval.from; t < column.interval.to;) {
      const WhenTurn turn = turn_at(view_, t);
      const Interval cut{t, std::min(turn.on.to, column.interval.to)};
      const double scale = column.box.height / static_cast<double>(column.length.count());
      const Box box{column.box.x,
                    column.box.y + scale * static_cast<double>((cut.from - column.interval.from).count()),
                    column.box.width, scale * static_cast<double>(cut.length().count())};
      const std::string what = what_plays(view_, turn, Naming::brief, lang_);
      fill(svg_, view_, box, turn.entry,
           seconds_text(view_.zone.to_local(turn.on.from)) + "-" +
               seconds_text(view_.zone.to_local(turn.on.to)) + "\n" + view_.name(turn.entry, lang_) + "\n" +
               what);
      svg_.rect(box, "none", {}, 0, "#ffffff");
      // Read along a column, the items differ and the entry stays: its number says which, the legend its
      // name.
      const double size = 11.5;
      const std::string mark =
          view_.is_default(turn.entry) ? "" : std::to_string(view_.number(turn.entry)) + " ";
      const auto lines = wrapped(mark + what, box.width - 10, size, 1);
      if (box.height >= 13 && !lines.empty())
        svg_.text(box.x + 5, box.y + std::min(box.height / 2, 10.0) + 4, lines.front(),
                  {size, ink_of(view_, turn.entry).letters, false, Anchor::start});
      t = cut.to;
    }
  }

  // A day or a week: a column a day.
  double calendar() {
    const double top = 176;
    const double height = 24 * 34;
    const double width = (width_ - k_axis - 2 * k_margin) / static_cast<double>(view_.days.size());
    const Box all{k_margin + k_axis, top, width * static_cast<double>(view_.days.size()), height};
    for (int hour = 0; hour <= 24; ++hour) {
      const double y = top + height * hour / 24;
      svg_.line(all.x, y, all.right(), y, hour % 6 == 0 ? k_grid : k_faint);
      if (hour % 3 == 0)
        svg_.text(all.x - 8, y + 5, fmt::format("{:02}:00", hour), {13, k_quiet, false, Anchor::end});
    }
    for (size_t i = 0; i < view_.days.size(); ++i) {
      const WhenDay& day = view_.days[i];
      const double x = all.x + width * static_cast<double>(i);
      day_head(day, {x, 84, width, top - 84});
      const Column column{day.interval, LocalTime{day.day}, hours{24}, {x + 3, top, width - 6, height}};
      for (const WhenStretch& each : merged(view_, day.interval)) {
        for (const Block& block : blocks(view_, column, each))
          madang::tool::draw(svg_, view_, block, Labels::names, lang_);
      }
      for (int hour = 6; hour < 24; hour += 6) {
        const double y = top + height * hour / 24;
        svg_.line(column.box.x - 3, y, column.box.x, y, k_quiet);
      }
    }
    mark_instant(all, width);
    return all.bottom();
  }

  void day_head(const WhenDay& day, const Box& box) {
    svg_.line(box.x, box.y + 8, box.x, box.bottom(), k_faint);
    svg_.text(box.x + 8, box.y + 28, short_date(day, lang_), {20, colour_of(day), true, Anchor::start});
    svg_.text(box.x + 8, box.y + 47, lunar_text(day, lang_), {13, k_quiet, false, Anchor::start});
    std::string holidays;
    for (const Bilingual& each : day.holidays)
      holidays += (holidays.empty() ? "" : ", ") + each.in(lang_);
    double y = box.y + 65;
    for (const std::string& line : wrapped(holidays, box.width - 12, 13, day.market ? 1 : 2)) {
      svg_.text(box.x + 8, y, line, {13, k_red, true, Anchor::start});
      y += 17;
    }
    if (day.market) {
      const std::string market = say("장날", "market day").in(lang_);
      const Box chip{box.x + 8, y - 13, text_width(market, 12) + 12, 18};
      svg_.rect(chip, k_dark, {}, 9);
      svg_.text(chip.x + chip.width / 2, chip.y + 13.5, market, {12, "#ffffff", true, Anchor::middle});
    }
  }

  /// The instant that was asked for: a line across its day.
  void mark_instant(const Box& all, double width) {
    const LocalTime local = view_.zone.to_local(view_.at);
    for (size_t i = 0; i < view_.days.size(); ++i) {
      if (view_.days[i].day != std::chrono::floor<days>(local))
        continue;
      const double x = all.x + width * static_cast<double>(i);
      const double y = all.y + all.height *
                                   static_cast<double>((local - LocalTime{view_.days[i].day}).count()) /
                                   static_cast<double>(Millis{hours{24}}.count());
      svg_.line(x, y, x + width, y, "#ffffff", 5);
      svg_.line(x, y, x + width, y, k_red, 2.5);
      const std::string time = clock_text(local);
      const Box chip{x + width - text_width(time, 12) - 14, y - 9, text_width(time, 12) + 10, 18};
      svg_.rect(chip, k_red, {}, 3);
      svg_.text(chip.x + chip.width / 2, chip.y + 13.5, time, {12, "#ffffff", true, Anchor::middle});
    }
  }

  // A year: a row a month, each day a small column of its own.
  double year() {
    constexpr double top = 124, cell = 41, height = 46, row = 66;
    const double left = k_margin + k_axis;
    for (int day = 1; day <= 31; ++day)
      svg_.text(left + cell * (day - 0.5), top - 12, std::to_string(day),
                {12, k_quiet, false, Anchor::middle});
    for (const WhenDay& day : view_.days) {
      const year_month_day date{day.day};
      const auto month = static_cast<unsigned>(date.month());
      const auto number = static_cast<unsigned>(date.day());
      const double y = top + row * (month - 1);
      const double x = left + cell * (number - 1);
      if (number == 1) {
        svg_.text(left - 10, y + 28, lang_ == Lang::ko ? fmt::format("{}월", month) : k_months[month - 1],
                  {16, k_dark, true, Anchor::end});
      }
      const Column column{day.interval, LocalTime{day.day}, hours{24}, {x + 1, y, cell - 2, height}};
      for (const WhenStretch& each : merged(view_, day.interval)) {
        for (const Block& block : blocks(view_, column, each))
          madang::tool::draw(svg_, view_, block, Labels::none, lang_);
      }
      std::string foot =
          weekday_name(std::chrono::weekday{day.day}, lang_).substr(0, lang_ == Lang::ko ? 3 : 2);
      if (day.market)
        foot += "•";
      svg_.text(x + cell / 2, y + height + 13, foot,
                {10.5, colour_of(day), !day.holidays.empty(), Anchor::middle});
    }
    const double bottom = top + row * 12;
    svg_.text(left, bottom + 14,
              say("칸 하나가 하루이고 위가 0시입니다.  빨강: 일요일과 공휴일  •: 장날",
                  "A cell is a day, midnight at the top.  Red: Sundays and holidays  •: market day")
                  .in(lang_),
              {12, k_quiet, false, Anchor::start});
    return bottom + 10;
  }

  /// What the colours and numbers mean; returns its lower end.
  double legend(double top) {
    const size_t columns = width_ > 1000 ? 2 : 1;
    const double width = (width_ - 2 * k_margin) / static_cast<double>(columns);
    constexpr double row = 44;
    for (size_t i = 0; i < view_.entries.size(); ++i) {
      const size_t entry = view_.entries[i];
      const double x = k_margin + width * static_cast<double>(i % columns);
      const double y = top + row * static_cast<double>(i / columns);
      const Box chip{x, y, 34, 34};
      fill(svg_, view_, chip, entry, {});
      if (!view_.is_default(entry)) {
        svg_.text(x + 17, y + 22, std::to_string(view_.number(entry)),
                  {15, ink_of(view_, entry).letters, true, Anchor::middle});
      }
      const auto name = wrapped(view_.name(entry, lang_), width - 60, 15, 1);
      svg_.text(x + 44, y + 14, name.empty() ? "" : name.front(), {15, k_dark, true, Anchor::start});
      const auto rule = wrapped(rule_of(entry), width - 60, 12, 1);
      svg_.text(x + 44, y + 31, rule.empty() ? "" : rule.front(), {12, k_quiet, false, Anchor::start});
    }
    double bottom = top + row * static_cast<double>((view_.entries.size() + columns - 1) / columns);
    std::string absent;
    const auto& entries = view_.schedule().entries;
    for (size_t i = 0; i < entries.size(); ++i) {
      if (is_for(entries[i], view_.screen()) &&
          std::find(view_.entries.begin(), view_.entries.end(), i) == view_.entries.end())
        absent += (absent.empty() ? "" : ", ") + view_.name(i, lang_);
    }
    if (!absent.empty()) {
      for (const std::string& line :
           wrapped(say("이때 나오지 않는 일정: {}", "not within this time: {}", absent).in(lang_),
                   width_ - 2 * k_margin, 13, 3)) {
        bottom += 20;
        svg_.text(k_margin, bottom, line, {13, k_quiet, false, Anchor::start});
      }
    }
    return bottom;
  }

  std::string rule_of(size_t entry) const {
    if (view_.is_default(entry))
      return say("맞는 일정이 없을 때", "where no entry applies").in(lang_);
    const ScheduleEntry& each = view_.schedule().entries[entry];
    const std::string when = conditions(each.when);
    return say("우선순위 {0} · {1}", "priority {0} · {1}", each.priority,
               when.empty() ? say("언제나", "always").in(lang_) : when)
        .in(lang_);
  }

  const WhenView& view_;
  Lang lang_;
  double width_;
  Svg svg_;
};

}  // namespace

std::string when_picture(const WhenView& view, Lang lang) {
  return Picture(view, lang).draw();
}

}  // namespace madang::tool
