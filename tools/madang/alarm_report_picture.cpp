// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>
#include <array>

#include "tools/madang/alarm_report_forms.h"
#include "tools/madang/svg.h"
#include "tools/madang/table.h"

namespace madang::tool {
namespace {

using Anchor = SvgText::Anchor;

constexpr std::string_view k_dark = "#1b1b1b", k_quiet = "#5a5a5a", k_grid = "#d8d4cb", k_red = "#b3001b",
                           k_received = "#9fb8d9", k_displayed = "#1a4fa0", k_tile = "#f3f1ec";
constexpr double k_width = 1000, k_margin = 24, k_inner = k_width - 2 * k_margin;
constexpr double k_least_names = 80, k_most_names = 280;  // left of the bars
constexpr std::array<double, 3> k_columns{104, 84, 104};  // right of them
constexpr std::size_t k_many = 60;                        // screens, beyond which rows are closer

double to_double(Millis time) {
  return static_cast<double>(time.count());
}

/// A round time of which no more than five fit, days beyond the longest.
Millis step_for(Millis most) {
  constexpr std::array<std::int64_t, 24> round{
      1,       2,       5,       10,        20,        50,        100,       200,
      500,     1'000,   2'000,   5'000,     10'000,    20'000,    30'000,    60'000,
      120'000, 300'000, 600'000, 1'200'000, 1'800'000, 3'600'000, 7'200'000, 18'000'000};
  constexpr Millis day = std::chrono::hours(24);
  for (const std::int64_t each : round) {
    if (Millis{each} * 5 >= most)
      return Millis{each};
  }
  return (most / 5 + day) / day * day;
}

/// The text as far as it fits.
std::string fitted(const std::string& text, double width, double size) {
  const auto lines = wrapped(text, width, size, 1);
  return lines.empty() ? "" : lines.front();
}

/// Times along the bars.
struct Scale {
  Box plot;
  Millis step;
  Millis most;  ///< at the right edge

  double x(Millis time) const { return plot.x + plot.width * to_double(time) / to_double(most); }
};

Scale scale_for(const IncidentReport& it, const Box& plot) {
  Millis slowest{1};
  for (const ScreenResult& each : it.screens) {
    if (!each.failed())
      slowest = std::max(slowest, *each.displayed);
  }
  const Millis step = step_for(slowest);
  return {plot, step, (slowest + step - Millis{1}) / step * step};
}

class Picture {
 public:
  Picture(const AlarmReport& report, const TimeZone& zone, Lang lang)
      : report_(report),
        zone_(zone),
        lang_(lang),
        svg_(k_width, say("비상 보고", "Alarm report").in(lang), description(report, lang),
             lang == Lang::ko ? "ko" : "en") {}

  std::string draw() && {
    double y = 0;
    for (const IncidentReport& each : report_.incidents)
      y = incident(each, y) + 36;
    return std::move(svg_).finish(std::max(y, 60.0));
  }

 private:
  static std::string description(const AlarmReport& report, Lang lang) {
    std::string text;
    for (const IncidentReport& each : report.incidents)
      text += title_of(each, lang) + ": " + summary_text(each, lang) + "\n";
    return text;
  }

  double incident(const IncidentReport& it, double top) {
    const SvgText quiet{14, k_quiet, false, Anchor::start};
    svg_.text(k_margin, top + 44, fitted(title_of(it, lang_), k_inner, 24),
              {24, k_dark, true, Anchor::start});
    svg_.text(k_margin, top + 70, fitted(raised_text(it, zone_, lang_) + "  ·  " + zone_.name(), k_inner, 14),
              quiet);
    svg_.text(k_margin, top + 91, fitted(ended_text(it, zone_, lang_), k_inner, 14), quiet);
    tiles(it, top + 112);
    percentiles(it, {k_margin + 440, top + 112, k_inner - 440, 100});
    if (!it.screens.empty())
      return bars(it, top + 250);
    svg_.text(k_margin, top + 240, summary_text(it, lang_), {14, k_dark, false, Anchor::start});
    return top + 240;
  }

  void tiles(const IncidentReport& it, double y) {
    const std::size_t failed = it.failed();
    double x = k_margin;
    for (const auto& [name, value, colour] :
         {std::tuple(say("화면", "screens"), it.screens.size(), k_dark),
          std::tuple(say("표시됨", "displayed"), it.screens.size() - failed, k_displayed),
          std::tuple(say("실패", "failed"), failed, failed > 0 ? k_red : k_dark)}) {
      svg_.rect({x, y, 132, 100}, k_tile, {}, 4);
      svg_.text(x + 14, y + 28, name.in(lang_), {14, k_quiet, false, Anchor::start});
      svg_.text(x + 14, y + 78, std::to_string(value), {38, colour, true, Anchor::start});
      x += 142;
    }
  }

  void percentiles(const IncidentReport& it, const Box& room) {
    svg_.rect(room, k_tile, {}, 4);
    const double column = 118;
    const auto x_of = [&](std::size_t i) { return room.right() - 14 - column * static_cast<double>(2 - i); };
    constexpr std::array names{"p50", "p95", "p99"};
    for (std::size_t i = 0; i < names.size(); ++i)
      svg_.text(x_of(i), room.y + 23, names[i], {14, k_quiet, false, Anchor::end});
    double y = room.y + 45;
    for (const auto& [name, value, bold] :
         {std::tuple(say("접수", "received"), &it.received, false),
          std::tuple(say("표시", "displayed"), &it.displayed, true),
          std::tuple(say("해제 뒤 내려감", "off after clear"), &it.cleared, false)}) {
      svg_.text(room.x + 14, y, name.in(lang_), {14, k_dark, bold, Anchor::start});
      const std::array times{value->p50, value->p95, value->p99};
      for (std::size_t i = 0; i < times.size(); ++i)
        svg_.text(x_of(i), y, span_text(times[i], lang_), {15, k_dark, bold, Anchor::end});
      y += 21;
    }
  }

  /// Returns its lower end.
  double bars(const IncidentReport& it, double top) {
    const double row = it.screens.size() > k_many ? 17 : 26;
    double names = k_least_names;
    for (const ScreenResult& each : it.screens)
      names = std::clamp(text_width(each.screen, 14) + 14, names, k_most_names);
    const double columns = k_columns[0] + k_columns[1] + k_columns[2];
    const Scale scale = scale_for(it, {k_margin + names, top + 42, k_inner - names - columns,
                                       row * static_cast<double>(it.screens.size())});
    legend(scale.plot.x, top - 6);
    for (Millis at{0}; at <= scale.most; at += scale.step) {
      svg_.line(scale.x(at), scale.plot.y, scale.x(at), scale.plot.bottom(), k_grid);
      svg_.text(scale.x(at), scale.plot.y - 8, span_text(at, lang_), {12, k_quiet, false, Anchor::middle});
    }
    const std::array heads{say("접수", "received"), say("표시", "displayed"),
                           say("해제 뒤 내려감", "off after clear")};
    for (std::size_t i = 0; i < heads.size(); ++i)
      svg_.text(column_end(i), scale.plot.y - 8, heads[i].in(lang_), {12, k_quiet, false, Anchor::end});
    percentile_lines(it, scale);
    double y = scale.plot.y;
    for (const ScreenResult& each : it.screens) {
      bar(it, each, {scale.plot.x, y + 2, scale.plot.width, row - 4}, scale);
      y += row;
    }
    svg_.text(k_margin, scale.plot.bottom() + 42, rule_text(lang_), {12, k_quiet, false, Anchor::start});
    return scale.plot.bottom() + 42;
  }

  static double column_end(std::size_t column) {
    double x = k_width - k_margin;
    for (std::size_t i = k_columns.size() - 1; i > column; --i)
      x -= k_columns[i];
    return x;
  }

  void legend(double x, double y) {
    for (const auto& [colour, name] : {std::pair(k_received, say("접수까지", "until received")),
                                       std::pair(k_displayed, say("화면에 나올 때까지", "until displayed")),
                                       std::pair(k_red, say("실패", "failed"))}) {
      svg_.rect({x, y - 2, 14, 12}, colour);
      svg_.text(x + 20, y + 9, name.in(lang_), {13, k_quiet, false, Anchor::start});
      x += 20 + text_width(name.in(lang_), 13) + 22;
    }
  }

  /// Behind the bars, their names below.
  void percentile_lines(const IncidentReport& it, const Scale& scale) {
    double free = 0;  // where the last name ended
    for (const auto& [name, time] : {std::pair("p50", it.displayed.p50), std::pair("p95", it.displayed.p95),
                                     std::pair("p99", it.displayed.p99)}) {
      if (!time)
        continue;
      const double x = scale.x(*time);
      svg_.line(x, scale.plot.y, x, scale.plot.bottom() + 6, k_dark, 1.5);
      const double half = text_width(name, 12) / 2;
      const double middle = std::max(x, free + half);
      svg_.text(middle, scale.plot.bottom() + 19, name, {12, k_dark, true, Anchor::middle});
      free = middle + half + 5;
    }
  }

  std::string hint(const IncidentReport& it, const ScreenResult& screen) const {
    const std::string trouble = trouble_text(it, screen, lang_);
    return say("{}\n접수 {}\n표시 {}\n해제 뒤 내려감 {}\n{}",
               "{}\nreceived {}\ndisplayed {}\noff after clear {}\n{}", screen.screen,
               span_text(screen.received, lang_), span_text(screen.displayed, lang_),
               span_text(screen.cleared, lang_), trouble)
        .in(lang_);
  }

  void bar(const IncidentReport& it, const ScreenResult& screen, const Box& room, const Scale& scale) {
    const double size = std::min(14.0, room.height - 1);
    const double baseline = room.y + room.height / 2 + size * 0.36;
    const bool failed = screen.failed();
    const auto columns = static_cast<std::size_t>((room.x - k_margin - 10) / text_width("x", size));
    svg_.text(room.x - 10, baseline, short_name(screen.screen, columns),
              {size, failed ? k_red : k_dark, failed, Anchor::end});
    if (failed) {
      svg_.rect(room, k_red, hint(it, screen), 2);
      svg_.text(room.x + 10, baseline, fitted(trouble_text(it, screen, lang_), room.width - 20, size),
                {size, "#ffffff", true, Anchor::start});
    } else {
      const double end = std::max(scale.x(*screen.displayed), room.x + 2);
      const double received = std::min(scale.x(screen.received.value_or(Millis{0})), end);
      svg_.rect({room.x, room.y, end - room.x, room.height}, k_displayed, hint(it, screen), 2);
      svg_.rect({room.x, room.y, received - room.x, room.height}, k_received, hint(it, screen), 2);
    }
    const bool stayed = !failed && !trouble_text(it, screen, lang_).empty();
    const std::array times{screen.received, screen.displayed, screen.cleared};
    for (std::size_t i = 0; i < times.size(); ++i) {
      const bool wrong = (i == 1 && failed) || (i == 2 && stayed);
      svg_.text(column_end(i), baseline, span_text(times[i], lang_),
                {size, wrong ? k_red : k_dark, wrong, Anchor::end});
    }
  }

  const AlarmReport& report_;
  const TimeZone& zone_;
  Lang lang_;
  Svg svg_;
};

}  // namespace

std::string report_picture(const AlarmReport& report, const TimeZone& zone, Lang lang) {
  return Picture(report, zone, lang).draw();
}

}  // namespace madang::tool
