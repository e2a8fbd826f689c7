// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scheduler/calendar/resolve.h"
#include "tools/madang/svg.h"
#include "tools/madang/table.h"
#include "tools/madang/when_blocks.h"
#include "tools/madang/when_forms.h"
#include "tools/madang/when_words.h"

namespace madang::tool {
namespace {

using std::chrono::days, std::chrono::hours, std::chrono::local_days, std::chrono::minutes,
    std::chrono::year_month_day;
using Anchor = SvgText::Anchor;

constexpr std::string_view k_grid = "#c9c5bc", k_faint = "#e3e0d9", k_quiet = "#5a5a5a", k_red = "#b3001b",
                           k_blue = "#1a4fa0", k_dark = "#1b1b1b";
constexpr double k_margin = 24, k_axis = 56;
constexpr std::array k_months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

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
    svg_.define(pattern_definitions());
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
      fill_with(svg_, view_, turn.entry, box,
                seconds_text(view_.zone.to_local(turn.on.from)) + "-" +
                    seconds_text(view_.zone.to_local(turn.on.to)) + "\n" + view_.name(turn.entry, lang_) +
                    "\n" + what);
      svg_.rect(box, "none", {}, 0, "#ffffff");
      // Read along a column, the items differ and the entry stays: its number says which, the legend its
      // name.
      const double size = 11.5;
      const std::string mark =
          view_.is_default(turn.entry) ? "" : std::to_string(view_.number(turn.entry)) + " ";
      const auto lines = wrapped(mark + what, box.width - 10, size, 1);
      if (box.height >= 13 && !lines.empty())
        write_on(svg_, view_, turn.entry, box.x + 5, box.y + std::min(box.height / 2, 10.0) + 4,
                 lines.front(), {size, {}, false, Anchor::start});
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
          draw_block(svg_, view_, block, Labels::names, lang_);
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
    double y = box.y + (day.lunar ? 65 : 48);
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
          draw_block(svg_, view_, block, Labels::none, lang_);
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
    const size_t columns = width_ < 1000 ? 1 : view_.entries.size() > 12 ? 3 : 2;
    const double width = (width_ - 2 * k_margin) / static_cast<double>(columns);
    constexpr double row = 44;
    for (size_t i = 0; i < view_.entries.size(); ++i) {
      const size_t entry = view_.entries[i];
      const double x = k_margin + width * static_cast<double>(i % columns);
      const double y = top + row * static_cast<double>(i / columns);
      const Box chip{x, y, 34, 34};
      fill_with(svg_, view_, entry, chip, {});
      if (!view_.is_default(entry)) {
        write_on(svg_, view_, entry, x + 17, y + 22, std::to_string(view_.number(entry)),
                 {15, {}, true, Anchor::middle});
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
