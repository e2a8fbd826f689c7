// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/madang/when_view.h"

#include <algorithm>
#include <map>

#include "scheduler/calendar/korean_holidays.h"
#include "scheduler/calendar/lunar.h"
#include "scheduler/calendar/occurrences.h"
#include "scheduler/calendar/resolve.h"
#include "tools/madang/table.h"
#include "tools/madang/when_words.h"

namespace madang::tool {
namespace {

using std::chrono::days, std::chrono::local_days, std::chrono::year_month_day;

Interval interval_of(WhenSpan span, SysTime at, const TimeZone& zone) {
  const LocalTime local = zone.to_local(at);
  const auto today = std::chrono::floor<days>(local);
  const auto from_to = [&](local_days from, local_days to) {
    return Interval{zone.to_utc(LocalTime{from}), zone.to_utc(LocalTime{to})};
  };
  switch (span) {
    case WhenSpan::hour: {
      // By its minutes, not by its name: the name comes twice where the clocks go back.
      const SysTime from = at - (local - std::chrono::floor<std::chrono::hours>(local));
      return {from, from + std::chrono::hours{1}};
    }
    case WhenSpan::day:
      return from_to(today, today + days{1});
    case WhenSpan::week: {
      const auto monday = today - (std::chrono::weekday{today} - std::chrono::Monday);
      return from_to(monday, monday + days{7});
    }
    case WhenSpan::year: {
      const auto year = year_month_day{today}.year();
      return from_to(local_days{year / 1 / 1}, local_days{(year + std::chrono::years{1}) / 1 / 1});
    }
  }
  return {at, at + Millis{1}};
}

bool any_says(const When& when, WhenKey key) {
  const auto keys = keys_of(when);
  return std::find(keys.begin(), keys.end(), key) != keys.end() ||
         std::any_of(when.except.begin(), when.except.end(),
                     [&](const When& each) { return any_says(each, key); });
}

/// What the days of the view are, besides their dates.
class Almanac {
 public:
  explicit Almanac(const WhenView& view) : view_(view) {
    const auto uses = [&](WhenKey key) {
      const auto& entries = view.schedule().entries;
      return view.zone.name() == "Asia/Seoul" ||
             std::any_of(entries.begin(), entries.end(),
                         [&](const ScheduleEntry& each) { return any_says(each.when, key); });
    };
    const auto& zone = view.zone;
    const auto first = std::chrono::floor<days>(zone.to_local(view.interval.from));
    const auto last = std::chrono::floor<days>(zone.to_local(view.interval.to - Millis{1}));
    for (local_days day = first; day <= last; day += days{1}) {
      found_.push_back({day,
                        {zone.to_utc(LocalTime{day}), zone.to_utc(LocalTime{day + days{1}})},
                        std::nullopt,
                        {},
                        false});
    }
    if (uses(WhenKey::lunar))
      add_moon();
    add_holidays(uses(WhenKey::holidays));
    add_market_days();
  }

  std::vector<WhenDay> take() && { return std::move(found_); }

 private:
  WhenDay* find(local_days day) {
    const auto offset = (day - found_.front().day).count();
    return offset >= 0 && offset < static_cast<int>(found_.size()) ? &found_[static_cast<size_t>(offset)]
                                                                   : nullptr;
  }

  void add_moon() {
    for (const LunarMonth& month : lunar_months(found_.front().day, found_.back().day)) {
      for (int n = 1; n <= month.length; ++n) {
        if (WhenDay* day = find(month.first + days{n - 1}))
          day->lunar = LunarDay{month.month, n, month.leap};
      }
    }
  }

  void add_holidays(bool by_law) {
    const auto& of_the_site = view_.document().site.holidays;
    const auto first = year_month_day{found_.front().day}.year();
    const auto last = year_month_day{found_.back().day}.year();
    for (auto year = first; by_law && year <= last; year += std::chrono::years{1}) {
      for (const PublicHoliday& each : korean_holidays(year)) {
        const bool taken_back =
            std::any_of(of_the_site.begin(), of_the_site.end(), [&](const Holiday& holiday) {
              return holiday.taken_back && local_days{holiday.date} == each.day;
            });
        WhenDay* day = find(each.day);
        if (day != nullptr && !taken_back)
          day->holidays.push_back(holiday_name(each));
      }
    }
    for (const Holiday& each : of_the_site) {
      WhenDay* day = find(local_days{each.date});
      if (day == nullptr || each.taken_back)
        continue;
      const TaggedText* ko = each.name.in("ko");
      const TaggedText* en = each.name.in("en");
      const Bilingual no_name = say("공휴일", "holiday");
      day->holidays.push_back({ko != nullptr ? ko->text : no_name.ko, en != nullptr ? en->text : no_name.en});
    }
  }

  void add_market_days() {
    for (const ScheduleEntry& entry : view_.schedule().entries) {
      if (!entry.when.market_days || !is_for(entry, view_.screen()))
        continue;
      When only;
      only.market_days = entry.when.market_days;
      const Interval all{found_.front().interval.from, found_.back().interval.to};
      for (const Interval& each : occurrences(only, view_.zone, all)) {
        if (WhenDay* day = find(std::chrono::floor<days>(view_.zone.to_local(each.from))))
          day->market = true;
      }
    }
  }

  const WhenView& view_;
  std::vector<WhenDay> found_;
};

/// The default's turn has no name.
size_t entry_of(const WhenView& view, const Turn& turn) {
  const auto found = view.by_name.find(turn.entry);
  return turn.entry.empty() || found == view.by_name.end() ? view.default_entry() : found->second;
}

std::vector<WhenStretch> segments_of(const WhenView& view) {
  using By = Timeline::Holder::By;
  std::vector<WhenStretch> found;
  const auto& segments = view.timeline->programme().segments;
  for (size_t i = 0; i < segments.size(); ++i) {
    const Interval cut{std::max(segments[i].interval.from, view.interval.from),
                       std::min(segments[i].interval.to, view.interval.to)};
    if (cut.to <= cut.from)
      continue;
    WhenStretch stretch{cut, {}};
    const auto dues = view.timeline->dues_in(i);
    double sum = 0;
    for (size_t n = 0; n < segments[i].turns.size(); ++n) {
      stretch.parts.push_back({entry_of(view, segments[i].turns[n]), dues[n]});
      sum += dues[n];
    }
    const auto plays_default = [&] {
      const auto by = view.timeline->holder(cut.to - Millis{1}).by;
      return by == By::fallback || by == By::card;
    };
    if (sum <= 0 || (segments[i].turns.size() == 1 && plays_default()))
      stretch.parts = {{view.default_entry(), 1}};
    found.push_back(std::move(stretch));
  }
  return found;
}

std::string words_of(const LocalText& text, Lang lang) {
  const TaggedText* version = text.in(lang == Lang::ko ? "ko" : "en");
  return version == nullptr ? "" : one_line(version->text, 48);
}

std::string name_of_layout(const Document& document, const std::string& path, Naming naming) {
  const auto found = document.layouts.find(path);
  const std::string name = found == document.layouts.end() ? "" : one_line(found->second.name, 48);
  if (name.empty())
    return path;
  return naming == Naming::brief ? name : name + " (" + path + ")";
}

}  // namespace

std::string WhenView::name(size_t entry, Lang lang) const {
  if (is_default(entry))
    return say("기본 화면", "default").in(lang);
  return one_line(schedule().entries[entry].name, 60);
}

const Show& WhenView::show(size_t entry) const {
  return is_default(entry) ? document().site.fallback : schedule().entries[entry].show;
}

size_t WhenView::number(size_t entry) const {
  if (is_default(entry))
    return 0;
  size_t number = 0;
  for (size_t i = 0; i <= entry; ++i)
    number += is_for(schedule().entries[i], screen()) ? 1 : 0;
  return number;
}

Result<WhenView> look(const LocalContent& content, const ScreenId& screen, SysTime at, WhenSpan span) {
  const auto zone = TimeZone::find(content.document.site.zone);
  if (!zone)
    return fail(zone.error());
  const Interval interval = interval_of(span, at, *zone);
  auto programme =
      programme_of(content, screen.empty() ? content.document.site.screens.front().id : screen, interval);
  if (!programme)
    return fail(programme.error());
  WhenView view{*zone,
                at,
                span,
                interval,
                Holidays(content.document.site.holidays),
                std::make_shared<const Timeline>(std::make_shared<const Programme>(std::move(*programme))),
                {},
                {},
                {},
                {}};
  for (size_t i = 0; i < view.schedule().entries.size(); ++i)
    view.by_name.emplace(view.schedule().entries[i].name, i);
  view.days = Almanac(view).take();
  view.segments = segments_of(view);
  for (const WhenStretch& each : view.segments) {
    for (const WhenPart& part : each.parts) {
      if (part.due > 0)
        view.entries.push_back(part.entry);
    }
  }
  std::sort(view.entries.begin(), view.entries.end());
  view.entries.erase(std::unique(view.entries.begin(), view.entries.end()), view.entries.end());
  return view;
}

std::vector<WhenStretch> merged(const WhenView& view, Interval within) {
  std::vector<WhenStretch> found;
  for (const WhenStretch& each : view.segments) {
    const Interval cut{std::max(each.interval.from, within.from), std::min(each.interval.to, within.to)};
    if (cut.to <= cut.from)
      continue;
    if (!found.empty() && found.back().parts == each.parts && found.back().interval.to == cut.from)
      found.back().interval.to = cut.to;
    else
      found.push_back({cut, each.parts});
  }
  return found;
}

WhenTurn turn_at(const WhenView& view, SysTime t) {
  using By = Timeline::Holder::By;
  const auto holder = view.timeline->holder(t);
  WhenTurn turn{holder.on, view.default_entry(), holder.segment, holder.item, holder.by};
  if (holder.by == By::turn || holder.by == By::finishing)
    turn.entry = entry_of(view, view.timeline->programme().segments[holder.segment].turns[holder.turn]);
  return turn;
}

std::string what_plays(const WhenView& view, const WhenTurn& turn, Naming naming, Lang lang) {
  using By = Timeline::Holder::By;
  if (turn.by == By::card)
    return say("내장 화면", "the built-in card").in(lang);
  if (turn.item == nullptr) {
    const Show& show = view.show(turn.entry);
    return show.kind == Show::Kind::layout ? name_of_layout(view.document(), show.path, naming) : show.path;
  }
  const Item::What& what = turn.item->what;
  if (const auto* layout = std::get_if<LayoutItem>(&what))
    return name_of_layout(view.document(), layout->path, naming);
  if (const auto* image = std::get_if<ImageItem>(&what))
    return image->path;
  if (const auto* video = std::get_if<VideoItem>(&what))
    return video->path;
  if (const auto* text = std::get_if<TextItem>(&what))
    return words_of(text->text, lang);
  if (const auto* ticker = std::get_if<TickerItem>(&what))
    return words_of(ticker->text, lang);
  if (const auto* qr = std::get_if<QrItem>(&what))
    return "QR " + one_line(qr->data, 44);
  if (const auto* countdown = std::get_if<CountdownItem>(&what))
    return words_of(countdown->text, lang);
  if (std::holds_alternative<TableItem>(what))
    return say("표", "table").in(lang);
  return say("시계", "clock").in(lang);
}

std::string place_of(const SourceMark& mark) {
  return mark.line > 0 ? mark.file + ":" + std::to_string(mark.line) : mark.file;
}

}  // namespace madang::tool
