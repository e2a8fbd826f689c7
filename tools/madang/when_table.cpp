// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "tools/madang/table.h"
#include "tools/madang/when_fairness.h"
#include "tools/madang/when_forms.h"
#include "tools/madang/when_words.h"

namespace madang::tool {
namespace {

using std::chrono::days, std::chrono::local_days, std::chrono::year_month_day;
using Rows = std::vector<std::vector<std::string>>;

constexpr size_t k_most_turns = 1000;
constexpr std::string_view k_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr size_t k_most_listed = 12;  // days of a kind that are named one by one

std::string words(const LocalText& text, Lang lang) {
  const TaggedText* version = text.in(lang == Lang::ko ? "ko" : "en");
  return version == nullptr ? "" : one_line(version->text, 60);
}

std::string heading(const WhenView& view, Lang lang) {
  const LocalTime from = view.zone.to_local(view.interval.from);
  const auto first = std::chrono::floor<days>(from);
  const auto last = std::chrono::floor<days>(view.zone.to_local(view.interval.to - Millis{1}));
  std::string when = day_text(first, lang);
  if (view.span == WhenSpan::hour)
    when += " " + clock_text(from) + "-" + clock_text(view.zone.to_local(view.interval.to), first);
  else if (last != first)
    when += " - " + day_text(last, lang);
  const std::string screen_name = words(view.screen().name, lang);
  return fmt::format("{}, {}{}\n{} ({})\n", words(view.document().site.name, lang), view.screen().id.value,
                     screen_name.empty() ? "" : " (" + screen_name + ")", when, view.zone.name());
}

std::string parts_text(const WhenView& view, const std::vector<WhenPart>& parts, Lang lang) {
  const auto shown =
      std::count_if(parts.begin(), parts.end(), [](const WhenPart& part) { return part.due > 0; });
  std::string all;
  std::string nothing;
  for (const WhenPart& part : parts) {
    if (part.due <= 0) {
      nothing += (nothing.empty() ? "" : ", ") + view.name(part.entry, lang);
      continue;
    }
    all += (all.empty() ? "" : " + ") + view.name(part.entry, lang);
    if (shown > 1)
      all += fmt::format(" {:.0f}%", part.due * 100);
  }
  if (!nothing.empty())
    all += say(" (보여 줄 것이 없음: {})", " (nothing to show: {})", nothing).in(lang);
  return all;
}

std::string day_heading(const WhenDay& day, Lang lang) {
  std::string line = day_text(day.day, lang);
  if (day.lunar) {
    line += "  " + say("음력 {}{}월 {}일", "lunar {}{}/{}",
                       day.lunar->leap ? say("윤", "leap ").in(lang) : std::string(), day.lunar->month,
                       day.lunar->day)
                       .in(lang);
  }
  for (const Bilingual& holiday : day.holidays)
    line += "  " + one_line(holiday.in(lang), 40);
  if (day.market)
    line += "  " + say("장날", "market day").in(lang);
  return line;
}

/// `09:00-17:30` and who plays, for each stretch of the day.
Rows rows_of(const WhenView& view, const WhenDay& day, Lang lang) {
  Rows rows;
  for (const WhenStretch& each : merged(view, day.interval)) {
    rows.push_back({"  " + clock_text(view.zone.to_local(each.interval.from)) + "-" +
                        clock_text(view.zone.to_local(each.interval.to), day.day),
                    parts_text(view, each.parts, lang)});
  }
  return rows;
}

std::string days_table(const WhenView& view, Lang lang) {
  std::string out;
  for (const WhenDay& day : view.days)
    out += "\n" + day_heading(day, lang) + "\n" + to_table(rows_of(view, day, lang));
  return out;
}

std::string hour_table(const WhenView& view, Lang lang) {
  Rows rows{{say("시각", "TIME").in(lang), say("길이", "LENGTH").in(lang), say("일정", "ENTRY").in(lang),
             say("나오는 것", "SHOWN").in(lang)}};
  SysTime t = view.interval.from;
  while (t < view.interval.to && rows.size() <= k_most_turns) {
    const WhenTurn turn = turn_at(view, t);
    const SysTime end = std::min(turn.on.to, view.interval.to);
    std::string what = what_plays(view, turn, Naming::with_path, lang);
    if (turn.by == Timeline::Holder::By::finishing)
      what += say(" (마저 나옴)", " (to its end)").in(lang);
    rows.push_back({seconds_text(view.zone.to_local(t)),
                    fmt::format("{:.1f} s", static_cast<double>((end - t).count()) / 1000),
                    view.name(turn.entry, lang), what});
    t = end;
  }
  std::string out = "\n" + to_table(rows);
  if (t < view.interval.to) {
    out += say("({}개까지만 보였습니다. --format json에는 모두 있습니다.)\n",
               "(the first {} only; --format json has them all.)\n", k_most_turns)
               .in(lang);
  }
  return out;
}

/// Days that look alike, by what a day's table says of them.
struct Kind {
  std::string rows;
  std::vector<local_days> days;
};

std::vector<Kind> kinds_of(const WhenView& view, Lang lang) {
  std::map<std::string, std::vector<local_days>> alike;
  for (const WhenDay& day : view.days)
    alike[to_table(rows_of(view, day, lang))].push_back(day.day);
  std::vector<Kind> kinds;
  for (auto& [rows, dates] : alike)
    kinds.push_back({rows, std::move(dates)});
  std::sort(kinds.begin(), kinds.end(), [](const Kind& a, const Kind& b) {
    return a.days.size() != b.days.size() ? a.days.size() > b.days.size() : a.days.front() < b.days.front();
  });
  return kinds;
}

char letter(size_t kind) {
  return kind < k_letters.size() ? k_letters[kind] : '*';
}

std::string year_table(const WhenView& view, Lang lang) {
  const auto kinds = kinds_of(view, lang);
  std::map<local_days, char> letters;
  for (size_t i = 0; i < kinds.size(); ++i) {
    for (const local_days day : kinds[i].days)
      letters[day] = letter(i);
  }
  std::string out = "\n       ";
  for (int day = 1; day <= 31; ++day)
    out += fmt::format(" {:2}", day);
  unsigned month = 0;
  for (const WhenDay& day : view.days) {
    const year_month_day date{day.day};
    if (static_cast<unsigned>(date.month()) != month) {
      month = static_cast<unsigned>(date.month());
      out += fmt::format("\n{:04}-{:02}", static_cast<int>(date.year()), month);
    }
    out += fmt::format("  {}", letters[day.day]);
  }
  out += "\n";
  for (size_t i = 0; i < std::min(kinds.size(), k_letters.size()); ++i) {
    const Kind& kind = kinds[i];
    out += "\n" + say("{} ({}일)", "{} ({} days)", letter(i), kind.days.size()).in(lang);
    if (kind.days.size() <= k_most_listed) {
      for (const local_days day : kind.days)
        out += "  " + day_text(day, lang).substr(5);
    }
    out += "\n" + kind.rows;
  }
  if (kinds.size() > k_letters.size()) {
    out +=
        "\n" + say("* 이 밖에 {}가지가 더 있습니다. --format json에는 모두 있습니다.\n",
                   "* {} other kinds of days; --format json has them all.\n", kinds.size() - k_letters.size())
                   .in(lang);
  }
  return out;
}

}  // namespace

std::string when_table(const WhenView& view, Lang lang) {
  const std::string top = heading(view, lang);
  switch (view.span) {
    case WhenSpan::hour:
      return top + hour_table(view, lang);
    case WhenSpan::year:
      return top + year_table(view, lang);
    case WhenSpan::day:
    case WhenSpan::week:
      break;
  }
  return top + days_table(view, lang);
}

std::string fairness_table(const WhenView& view, Lang lang) {
  std::string out = heading(view, lang);
  for (const FairDay& day : fairness(view)) {
    out += "\n" + day_heading(view.days[day.day], lang) + "\n";
    Rows rows{{say("  일정", "  ENTRY").in(lang), say("받을 몫", "DUE").in(lang),
               say("나온 시간", "SHOWN").in(lang), say("하루 중", "OF THE TIME").in(lang),
               say("차이", "DIFFERENCE").in(lang), say("항목으로", "IN ITEMS").in(lang)}};
    Millis all{0};
    for (const FairShare& share : day.shares)
      all += share.had;
    for (const FairShare& share : day.shares) {
      const double part =
          all.count() > 0 ? static_cast<double>(share.had.count()) / static_cast<double>(all.count()) : 0;
      rows.push_back({"  " + view.name(share.entry, lang), duration_text(share.due), duration_text(share.had),
                      fmt::format("{:.1f}%", part * 100),
                      fmt::format("{:+.1f} s", static_cast<double>((share.had - share.due).count()) / 1000),
                      fmt::format("{:+.2f}", share.items_ahead())});
    }
    out += to_table(rows);
  }
  return out;
}

}  // namespace madang::tool
