// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/madang/outlook.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "scheduler/calendar/occurrences.h"
#include "scheduler/calendar/resolve.h"
#include "scheduler/calendar/stretches.h"

namespace madang::tool {
namespace {

using std::chrono::days, std::chrono::local_days;

constexpr days k_year{400};
constexpr days k_month{31};
constexpr days k_week{7};
constexpr days k_generation{20 * 366};  // leap months and the 29th of February come in it

/// Windows of entries, over all kinds of screens: some seconds of work. A market has a thousandth of them.
constexpr size_t k_most_work = 20'000'000;
constexpr size_t k_most_named = 50'000'000;   // who holds a screen, all told
constexpr size_t k_most_windows = 5'000'000;  // at once: memory

/// For a month of them.
constexpr size_t k_most_a_week = k_most_windows * 7 / 31;

/// Of more entries that never come on nobody asks who is on instead.
constexpr size_t k_most_named_winners = 50;

/// More at once are shops that take turns, on purpose.
constexpr size_t k_few = 8;

SysTime midnight(local_days day, const TimeZone& zone) {
  return zone.to_utc(LocalTime{day});
}

/// Screens with the same entries, the first for all. By the groups and names that entries ask for.
std::vector<std::vector<const Screen*>> kinds_of_screens(const Document& document) {
  std::set<GroupId> groups;
  std::set<ScreenId> names;
  for (const ScheduleEntry& entry : document.schedule.entries) {
    groups.insert(entry.groups.begin(), entry.groups.end());
    names.insert(entry.screens.begin(), entry.screens.end());
  }
  std::map<std::pair<std::set<GroupId>, ScreenId>, std::vector<const Screen*>> kinds;
  for (const Screen& screen : document.site.screens) {
    std::set<GroupId> asked;
    for (const GroupId& group : screen.groups) {
      if (groups.contains(group))
        asked.insert(group);
    }
    kinds[{std::move(asked), names.contains(screen.id) ? screen.id : ScreenId{}}].push_back(&screen);
  }
  std::vector<std::vector<const Screen*>> found;
  for (auto& [key, screens] : kinds)
    found.push_back(std::move(screens));
  return found;
}

bool shares_on_purpose(const ScheduleEntry& entry) {
  return entry.share != 1 || entry.at_least;
}

/// When playlists are on any screen.
class OnAir {
 public:
  OnAir(const Document& document, const TimeZone& zone) : document_(document), zone_(zone) {
    for (const auto& [path, playlist] : document.playlists) {
      dated_ = dated_ || std::any_of(playlist.items.begin(), playlist.items.end(),
                                     [](const Item& each) { return each.valid.from || each.valid.to; });
    }
  }

  /// Without dated items nobody will ask.
  bool needed() const { return dated_; }

  void add(const std::string& show, const Interval& interval) {
    std::vector<Interval>& times = shows_[show];
    if (times.empty() || interval.from < times.back().from || times.back().to < interval.from)
      times.push_back(interval);
    else
      times.back().to = std::max(times.back().to, interval.to);
  }

  std::map<std::string, std::vector<Interval>> playlists() const {
    std::map<std::string, std::vector<Interval>> found;
    for (const auto& [path, windows] : shows_)
      visit(path, joined(windows), found);
    return found;
  }

 private:
  void visit(const std::string& path, const std::vector<Interval>& set,
             std::map<std::string, std::vector<Interval>>& found) const {
    if (set.empty())
      return;
    if (const auto layout = document_.layouts.find(path); layout != document_.layouts.end()) {
      for (const Zone& each : layout->second.zones)
        visit(each.playlist, set, found);
      return;
    }
    const auto playlist = document_.playlists.find(path);
    if (playlist == document_.playlists.end())
      return;
    join(found[path], set);
    for (const Item& each : playlist->second.items) {
      if (const auto* nested = std::get_if<LayoutItem>(&each.what))
        visit(nested->path, inside(set, {airtime(each.valid, zone_)}), found);
    }
  }

  const Document& document_;
  const TimeZone& zone_;
  bool dated_ = false;
  std::map<std::string, std::vector<Interval>> shows_;
};

class Looker {
 public:
  Looker(const Document& document, const TimeZone& zone, local_days day)
      : document_(document),
        entries_(document.schedule.entries),
        zone_(zone),
        day_(day),
        holidays_(document.site.holidays),
        airtimes_(madang::airtimes(document, zone)),
        on_air_(document, zone),
        seen_(entries_.size(), false),
        a_week_(windows_a_week()),
        found_(frame()),
        days_(zone, holidays_, found_.year) {}

  Outlook look() {
    if (found_.year.length() == Millis{0})
      return std::move(found_);
    std::vector<std::vector<const Screen*>> kinds;
    size_t work = 0;
    for (auto& screens : kinds_of_screens(document_)) {
      work += work_for(*screens.front());
      if (work > k_most_work)
        leave_out(screens);
      else
        kinds.push_back(std::move(screens));
    }
    // A week before and after the month, for what there is of every weekday.
    const SysTime near = std::min(found_.year.to, midnight(day_ + k_month + k_week, zone_));
    for (const auto& screens : kinds) {
      const auto held = held_by(*screens.front(), {found_.year.from - k_week, near});
      look_at(held);
      look_for_black_outs(held, screens);
      look_for_unplanned(held, screens);
    }
    cut_year(near);
    for (const auto& screens : kinds) {
      if (near < found_.year.to)
        look_at(held_by(*screens.front(), {near, found_.year.to}));
    }
    look_for_unseen();
    look_at_offers();
    return std::move(found_);
  }

 private:
  /// How many windows each entry has in a week, at the least one.
  std::vector<size_t> windows_a_week() const {
    Days week(zone_, holidays_, {midnight(day_, zone_), midnight(day_ + k_week, zone_)});
    std::vector<size_t> counts(entries_.size(), 1);
    size_t all = 0;
    for (size_t i = 0; i < entries_.size() && all <= k_most_a_week; ++i) {
      counts[i] = std::max<size_t>(1, occurrences(entries_[i].when, week).size());
      all += counts[i];
    }
    return counts;
  }

  /// Nothing where not even a month can be looked at.
  Outlook frame() const {
    const size_t all = std::accumulate(a_week_.begin(), a_week_.end(), size_t{1});
    const days most{7 * k_most_windows / all};
    Outlook made;
    made.is_cut = most < k_year;
    made.year.from = made.year.to = made.month.from = made.month.to = midnight(day_, zone_);
    if (all > k_most_a_week)
      return made;
    made.year.to = midnight(day_ + std::clamp(most, k_month, k_year), zone_);
    made.month.to = midnight(day_ + k_month, zone_);
    return made;
  }

  size_t work_for(const Screen& screen) const {
    const auto weeks = static_cast<size_t>((found_.year.length() / Millis{k_week}) + 1);
    size_t work = weeks;
    for (size_t i = 0; i < entries_.size(); ++i)
      work += is_for(entries_[i], screen) ? weeks * a_week_[i] : 1;
    return work;
  }

  /// Screens of which the same is to be told are told together.
  template <class Told, class What>
  static void add(std::vector<Told>& list, What Told::*what, What value,
                  const std::vector<const Screen*>& screens) {
    auto alike =
        std::find_if(list.begin(), list.end(), [&](const Told& each) { return each.*what == value; });
    if (alike == list.end())
      alike = list.insert(list.end(), Told{std::move(value), {}});
    for (const Screen* each : screens)
      alike->screens.push_back(each->id);
  }

  void leave_out(const std::vector<const Screen*>& screens) {
    found_.screens_left_out += screens.size();
    for (size_t i = 0; i < entries_.size(); ++i)
      seen_[i] = seen_[i] || is_for(entries_[i], *screens.front());
  }

  std::vector<Held> held_by(const Screen& screen, Interval within) const {
    return resolve(document_.schedule, screen, zone_, within, holidays_, airtimes_);
  }

  /// Crowds of equals that come and go are dear; the time up to `near` has shown how dear.
  void cut_year(SysTime near) {
    const auto days_so_far = static_cast<size_t>((near - found_.year.from + k_week) / days{1});
    const size_t a_day = named_ / days_so_far + 1;
    const days left{(k_most_named - std::min(named_, k_most_named)) / a_day};
    const SysTime end = near + left;
    found_.is_cut = found_.is_cut || end < found_.year.to;
    found_.year.to = std::min(found_.year.to, end);
  }

  void look_at(const std::vector<Held>& held) {
    for (const Held& each : held) {
      named_ += each.entries.size() + 1;
      if (each.interval.to <= found_.year.from)
        continue;
      for (const size_t entry : each.entries) {
        seen_[entry] = true;
        if (on_air_.needed())
          on_air_.add(entries_[entry].show.path, each.interval);
      }
      if (each.entries.empty() && on_air_.needed())
        on_air_.add(document_.site.fallback.path, each.interval);
      if (each.entries.size() > 1)
        look_at_equals(each);
    }
  }

  void look_for_black_outs(const std::vector<Held>& held, const std::vector<const Screen*>& screens) {
    const auto fallback = airtimes_.find(document_.site.fallback.path);
    if (fallback == airtimes_.end())
      return;
    std::vector<Interval> dark;
    for (const Held& each : held) {
      if (each.entries.empty())
        dark.push_back(each.interval);
    }
    dark = joined(inside(outside(dark, fallback->second), {found_.month}));
    if (!dark.empty())
      add(found_.black_outs, &Outlook::BlackOut::stretches, std::move(dark), screens);
  }

  void look_at_equals(const Held& held) {
    std::vector<size_t> promised;
    double sum = 0;
    for (const size_t entry : held.entries) {
      if (const auto& promise = entries_[entry].at_least) {
        promised.push_back(entry);
        sum += static_cast<double>(promise->voice.count()) / static_cast<double>(promise->per.count());
      }
    }
    if (sum > 1 + 1e-9 && promised_.insert(promised).second)
      found_.promises.push_back({promised, sum, std::max(held.interval.from, found_.year.from)});
    if (held.entries.size() > k_few)
      return;
    for (size_t i = 0; i < held.entries.size(); ++i) {
      for (size_t j = i + 1; j < held.entries.size(); ++j)
        look_at_pair(held.entries[i], held.entries[j], held.interval.from);
    }
  }

  void look_at_pair(size_t a, size_t b, SysTime at) {
    if (shares_on_purpose(entries_[a]) || shares_on_purpose(entries_[b]) || overlapping_.contains({a, b}))
      return;
    Interval first = window_of(a, at), second = window_of(b, at);
    if (second.from < first.from) {
      std::swap(first, second);
      std::swap(a, b);
    }
    const Interval together{second.from, first.to};
    const bool hours = first.length() < days{1} && second.length() < days{1};
    const bool changes = first.from < second.from && first.to < second.to &&
                         together.length() * 2 < std::min(first.length(), second.length());
    if (!hours || !changes || together.to <= found_.year.from)
      return;
    overlapping_.insert(std::minmax(a, b));
    found_.overlaps.push_back({a, b, together});
  }

  /// The time around `at` in which the entry applies without a break.
  Interval window_of(size_t entry, SysTime at) {
    auto [known, is_new] = windows_.try_emplace(entry);
    if (is_new)
      known->second = joined(on_screen(entries_[entry], occurrences(entries_[entry].when, days_)));
    const auto found = std::partition_point(known->second.begin(), known->second.end(),
                                            [&](const Interval& each) { return each.to <= at; });
    return found == known->second.end() ? Interval{at, at} : *found;
  }

  /// The parts of the entry's windows in which it has an item that may be shown.
  std::vector<Interval> on_screen(const ScheduleEntry& entry, std::vector<Interval> windows) const {
    const auto shown = airtimes_.find(entry.show.path);
    return shown == airtimes_.end() ? std::move(windows) : inside(windows, shown->second);
  }

  void look_for_unplanned(const std::vector<Held>& held, const std::vector<const Screen*>& screens) {
    const bool any = std::any_of(entries_.begin(), entries_.end(),
                                 [&](const ScheduleEntry& each) { return is_for(each, *screens.front()); });
    if (!any)
      return;
    const local_days first = day_ - k_week, end = day_ + k_month + k_week;
    const auto count = static_cast<size_t>((end - first).count());
    std::vector<bool> planned(count, false);
    for (const Held& each : held) {
      if (each.entries.empty())
        continue;
      const auto day_of = [&](SysTime t) {
        return std::clamp(std::chrono::floor<days>(zone_.to_local(t)), first, end);
      };
      const local_days last = day_of(each.interval.to - Millis{1});
      for (local_days day = day_of(each.interval.from); day <= last && day < end; day += days{1})
        planned[static_cast<size_t>((day - first).count())] = true;
      if (last == end)
        break;
    }
    std::array<int, 7> of_weekday{}, planned_of_weekday{};
    for (size_t i = 0; i < count; ++i) {
      ++of_weekday[i % 7];
      planned_of_weekday[i % 7] += planned[i] ? 1 : 0;
    }
    std::vector<local_days> told;
    for (size_t from = 0; from < count;) {
      size_t to = from;
      while (to < count && !planned[to])
        ++to;
      for (size_t i = from; i < to; ++i) {
        const local_days day = first + days{static_cast<days::rep>(i)};
        const bool usually = planned_of_weekday[i % 7] * 2 >= of_weekday[i % 7];
        if (day >= day_ && day < day_ + k_month && (to - from >= 7 || usually))
          told.push_back(day);
      }
      from = to + 1;
    }
    if (!told.empty())
      add(found_.unplanned, &Outlook::Unplanned::days, std::move(told), screens);
  }

  void look_for_unseen() {
    std::map<const Screen*, std::vector<Held>> held;
    const auto kinds = kinds_of_screens(document_);
    size_t beaten = 0;
    for (size_t i = 0; i < entries_.size(); ++i) {
      const ScheduleEntry& entry = entries_[i];
      if (seen_[i])
        continue;
      const auto windows = occurrences(entry.when, days_);
      if (windows.empty()) {
        if (const auto why = why_never(entry))
          found_.unseen.push_back({i, *why, std::nullopt});
        continue;
      }
      if (windows.front().from >= found_.year.to)
        continue;
      const auto shown = on_screen(entry, windows);
      if (shown.empty()) {
        found_.unseen.push_back({i, Outlook::Unseen::Why::no_item, std::nullopt});
        continue;
      }
      const auto kind = std::find_if(kinds.begin(), kinds.end(),
                                     [&](const auto& each) { return is_for(entry, *each.front()); });
      if (kind == kinds.end())
        continue;
      if (held.size() > 16)
        held.clear();  // memory for a few at a time
      if (beaten >= k_most_named_winners) {
        found_.unseen.push_back({i, Outlook::Unseen::Why::beaten, std::nullopt});
        continue;
      }
      const auto [known, is_new] = held.try_emplace(kind->front());
      if (is_new)
        known->second = held_by(*kind->front(), found_.year);
      found_.unseen.push_back({i, Outlook::Unseen::Why::beaten, most_in(shown, known->second)});
      ++beaten;
    }
  }

  /// Of an entry that does not apply all year. Nothing where it will some day.
  std::optional<Outlook::Unseen::Why> why_never(const ScheduleEntry& entry) {
    using Why = Outlook::Unseen::Why;
    const auto& when = entry.when;
    const auto is_over = [&](const DateRange& each) { return local_days{each.to} < day_; };
    if (!when.dates.empty() && std::all_of(when.dates.begin(), when.dates.end(), is_over))
      return Why::over;
    const SysTime from = found_.year.from;
    if (!later_)
      later_.emplace(zone_, holidays_, Interval{from, from + k_generation});
    if (!occurrences(when, *later_).empty())
      return std::nullopt;
    if (!earlier_)
      earlier_.emplace(zone_, holidays_, Interval{from - k_generation, from});
    return occurrences(when, *earlier_).empty() ? Why::no_day : Why::over;
  }

  /// Who has most of the time of `windows`.
  size_t most_in(const std::vector<Interval>& windows, const std::vector<Held>& held) const {
    std::map<size_t, Millis> times;
    for (const Interval& window : windows) {
      auto each = std::partition_point(held.begin(), held.end(),
                                       [&](const Held& one) { return one.interval.to <= window.from; });
      for (; each != held.end() && each->interval.from < window.to; ++each) {
        const Interval both{std::max(window.from, each->interval.from),
                            std::min(window.to, each->interval.to)};
        for (const size_t entry : each->entries)
          times[entry] += both.length();
      }
    }
    const auto most = std::max_element(times.begin(), times.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == times.end() ? 0 : most->first;
  }

  void look_at_offers() {
    if (!on_air_.needed())
      return;
    for (const auto& [kind, page] : document_.alarms)
      on_air_.add(page.show.path, found_.year);
    const auto on_air = on_air_.playlists();
    for (const auto& [path, playlist] : document_.playlists) {
      const auto on = on_air.find(path);
      if (on == on_air.end())
        continue;
      for (const Item& each : playlist.items) {
        const Interval valid = airtime(each.valid, zone_);
        if (valid.to <= found_.year.from)
          found_.offers_over.push_back(&each);
        else if (valid.from < found_.year.to && inside({valid}, on->second).empty())
          found_.offers_unseen.push_back(&each);
      }
    }
  }

  const Document& document_;
  const std::vector<ScheduleEntry>& entries_;
  const TimeZone& zone_;
  const local_days day_;
  const Holidays holidays_;
  const Airtimes airtimes_;
  OnAir on_air_;
  std::vector<bool> seen_;
  const std::vector<size_t> a_week_;                 // windows of each entry
  std::map<size_t, std::vector<Interval>> windows_;  // by entry
  size_t named_ = 0;                                 // entries in all that was held
  std::set<std::pair<size_t, size_t>> overlapping_;
  std::set<std::vector<size_t>> promised_;
  Outlook found_;
  Days days_;  // of the year
  std::optional<Days> earlier_, later_;
};

}  // namespace

Outlook look_ahead(const Document& document, const TimeZone& zone, local_days day) {
  return Looker(document, zone, day).look();
}

}  // namespace madang::tool
