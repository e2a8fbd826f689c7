// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/madang/inspect_schedule.h"

#include <algorithm>
#include <numeric>

#include "tools/madang/source_line.h"

namespace madang::tool {
namespace {

using std::chrono::days, std::chrono::local_days, std::chrono::year_month_day;

/// Of one kind of warning; whoever has these mended checks again.
constexpr size_t k_most_alike = 10;

std::string written(year_month_day day) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

std::string written(const Validity& valid) {
  const auto end = [](const std::optional<year_month_day>& day) { return day ? written(*day) : ""; };
  return end(valid.from) + ".." + end(valid.to);
}

/// `2026-12-01, 2026-12-05..2026-12-09`; of more stretches than three, the first ones.
std::string written(const std::vector<local_days>& all) {
  std::string out;
  int stretches = 0;
  for (size_t from = 0; from < all.size();) {
    size_t to = from + 1;
    while (to < all.size() && all[to] == all[to - 1] + days{1})
      ++to;
    if (++stretches > 3)
      return out + " …";
    out += (out.empty() ? "" : ", ") + written(year_month_day{all[from]});
    if (to > from + 1)
      out += ".." + written(year_month_day{all[to - 1]});
    from = to;
  }
  return out;
}

/// How long, in hours and minutes.
Bilingual written(Millis length) {
  const auto all = std::chrono::ceil<std::chrono::minutes>(length).count();
  const auto hours = all / 60, minutes = all % 60;
  if (hours == 0)
    return say("{}분", "{} min", minutes);
  if (minutes == 0)
    return say("{}시간", "{} h", hours);
  return say("{}시간 {}분", "{} h {} min", hours, minutes);
}

std::string listed(const std::vector<ScreenId>& screens) {
  std::string names;
  for (const ScreenId& screen : screens)
    names += (names.empty() ? "" : ", ") + screen.value;
  return names;
}

class Teller {
 public:
  Teller(const std::filesystem::path& content, const Document& document, const TimeZone& zone,
         const Outlook& outlook, Problems& problems)
      : content_(content),
        document_(document),
        entries_(document.schedule.entries),
        zone_(zone),
        outlook_(outlook),
        problems_(problems) {}

  void tell() {
    tell_each(outlook_.unseen, [&](const Outlook::Unseen& each) { unseen(each); });
    tell_each(outlook_.overlaps, [&](const Outlook::Overlap& each) { overlap(each); });
    tell_each(outlook_.promises, [&](const Outlook::Promises& each) { promises(each); });
    tell_each(outlook_.offers_over, [&](const Item* each) { offer_over(*each); });
    tell_each(outlook_.offers_unseen, [&](const Item* each) { offer_unseen(*each); });
    tell_each(outlook_.unplanned, [&](const Outlook::Unplanned& each) { unplanned(each); });
    tell_each(outlook_.black_outs, [&](const Outlook::BlackOut& each) { black_out(each); });
    if (outlook_.is_cut) {
      const bool none = outlook_.month.length() == Millis{0};
      warn("schedule-too-large", schedule(),
           none ? say("일정이 너무 잦아 앞으로의 편성을 살펴보지 못했습니다.",
                      "The entries come so often that the schedule could not be looked at ahead.")
                : say("일정이 너무 잦아 {}까지만 살펴보았습니다.",
                      "The entries come so often that the schedule was looked at up to {} only.", last_day()),
           say("분마다 되풀이하는 규칙(FREQ=MINUTELY)이 있으면 더 길게 나오게 고치세요.",
               "If a rule repeats by the minute (FREQ=MINUTELY), write one that comes less often and lasts "
               "longer."));
    }
    if (outlook_.screens_left_out > 0) {
      warn("schedule-too-large", schedule(),
           say("편성이 너무 커서 화면 {}대는 살펴보지 못했습니다.",
               "The schedule is too large: {} screen(s) were not looked at.", outlook_.screens_left_out),
           say("지난 일정을 지우거나 화면을 그룹으로 묶으세요.",
               "Remove entries that are over, or put screens into groups."));
    }
  }

 private:
  template <class List, class Tell>
  void tell_each(const List& list, const Tell& tell_one) {
    const size_t told = std::min(list.size(), k_most_alike);
    std::for_each_n(list.begin(), told, tell_one);
    if (told == list.size())
      return;
    Problem& last = problems_.list.back();
    const Bilingual more =
        say(" 이런 곳이 {}군데 더 있습니다.", " There are {} more like this.", list.size() - told);
    last.what.ko += more.ko;
    last.what.en += more.en;
  }

  void warn(const char* code, const SourceMark& mark, Bilingual what, Bilingual instead) {
    problems_.list.push_back({Problem::Severity::warning, code, mark, std::move(what), std::move(instead),
                              line_at(content_, mark), 1});
  }

  /// As a whole.
  static SourceMark schedule() { return {"schedule.yaml", 0, 0}; }

  std::string last_day() const {
    return written(year_month_day{std::chrono::floor<days>(zone_.to_local(outlook_.year.to)) - days{1}});
  }

  void unseen(const Outlook::Unseen& found) {
    using Why = Outlook::Unseen::Why;
    const ScheduleEntry& entry = entries_[found.entry];
    switch (found.why) {
      case Why::over:
        return warn("entry-over", entry.mark,
                    say("일정 '{}'의 날짜가 모두 지나 더는 나오지 않습니다.",
                        "All days of '{}' are over; it will not come on again.", entry.name),
                    say("when의 날짜를 고치거나 일정을 지우세요.",
                        "Give it new dates under 'when', or remove the entry."));
      case Why::no_day:
        return warn("entry-no-day", entry.mark,
                    say("일정 '{}'에 맞는 날이 하루도 없습니다.", "There is no day on which '{}' applies.",
                        entry.name),
                    say("when에 적은 조건은 모두 맞아야 합니다. 서로 어긋나지 않는지 보세요.",
                        "All that 'when' says must hold at once; see whether it contradicts itself."));
      case Why::no_item:
        return warn("entry-without-offers", entry.mark,
                    say("일정 '{}'의 시간에는 보여 줄 수 있는 항목이 하나도 없어 나오지 않습니다.",
                        "'{}' never comes on: at its times none of its items may be shown.", entry.name),
                    say("일정의 when과 항목의 valid가 겹치게 고치세요.",
                        "Make 'when' of the entry and 'valid' of its items meet."));
      case Why::beaten:
        break;
    }
    const ScheduleEntry& winner = entries_[found.by.value_or(found.entry)];
    warn("entry-never-wins", entry.mark,
         say("일정 '{0}'은(는) {1}까지 한 번도 나오지 않습니다. 그 시간에는 우선순위가 높은 '{2}'이(가) 가장 "
             "많이 "
             "나옵니다.",
             "'{0}' never comes on up to {1}: at its times it is mostly '{2}', of a higher priority.",
             entry.name, last_day(), winner.name),
         say("priority를 {0}(번갈아 나옵니다)이나 그보다 높게 쓰거나, 시간이 겹치지 않게 하세요.",
             "Write 'priority: {0}' to take turns with it, more to go before it, or give them different "
             "times.",
             winner.priority));
  }

  void overlap(const Outlook::Overlap& found) {
    const ScheduleEntry &first = entries_[found.first], &second = entries_[found.second];
    const Bilingual length = written(found.together.length());
    const std::string from = wall_time(found.together.from, zone_);
    warn(
        "overlap", second.mark,
        say("'{0}'이(가) 끝나기 전에 우선순위가 같은 '{1}'이(가) 시작해, {2}부터 {3} 동안 번갈아 나옵니다.",
            "'{1}' begins before '{0}' of the same priority ends: from {2} they take turns for {4}.",
            first.name, second.name, from, length.ko, length.en),
        say("한쪽의 시간을 고치거나, 먼저 나올 쪽의 priority를 높이세요. 번갈아 나와도 된다면 그대로 두세요.",
            "Mend the times of one, or raise the priority of the one that goes first. Leave it if turns are "
            "what you want."));
  }

  void promises(const Outlook::Promises& found) {
    std::string names;
    for (const size_t entry : found.entries)
      names += (names.empty() ? "'" : ", '") + entries_[entry].name + "'";
    warn("promises-too-much", entries_[found.entries.back()].mark,
         say("{2}부터 함께 나오는 일정들의 at-least를 더하면 전체의 {1:.0f}%입니다: {0}.",
             "From {2} on 'at-least' of those who share the screen adds up to {1:.0f}% of the time: {0}.",
             names, found.sum * 100, wall_time(found.from, zone_)),
         say("합이 100%를 넘지 않게 줄이세요. 넘으면 모두 같은 비율로 줄어듭니다.",
             "Bring the sum down to 100%; beyond that all of them are cut down alike."));
  }

  void offer_over(const Item& item) {
    warn("offer-over", item.mark,
         say("이 항목은 기간({})이 끝나 더는 나오지 않습니다.",
             "The days of this item ({}) are over; it is left out.", written(item.valid)),
         say("항목을 지우거나 valid를 고치세요.", "Remove the item, or mend 'valid'."));
  }

  void offer_unseen(const Item& item) {
    warn("offer-never-shown", item.mark,
         say("이 항목은 나오지 않습니다. 기간({})에는 이 재생 목록이 나오지 않습니다.",
             "This item is never shown: on its days ({}) the playlist is not on.", written(item.valid)),
         say("valid나, 재생 목록을 부르는 일정의 when을 고치세요.",
             "Mend 'valid', or 'when' of the entry that plays the playlist."));
  }

  void unplanned(const Outlook::Unplanned& found) {
    warn("unplanned-days", schedule(),
         say("앞으로 한 달 가운데 {0}일은 맞는 일정이 없어 종일 기본 화면만 나옵니다: {1} (화면: {2})",
             "On {0} day(s) of the coming month no entry applies and the default plays all day: {1} "
             "(screens: {2})",
             found.days.size(), written(found.days), listed(found.screens)),
         say("빠뜨린 날이라면 일정을 더하세요.", "Add an entry if they were forgotten."));
  }

  void black_out(const Outlook::BlackOut& found) {
    const Millis all = std::accumulate(found.stretches.begin(), found.stretches.end(), Millis{0},
                                       [](Millis sum, const Interval& each) { return sum + each.length(); });
    const Bilingual length = written(all);
    warn("black-out", document_.site.mark,
         say("{0}부터 한 달 안에 모두 {1} 동안 보여 줄 항목이 없습니다. 기본 화면(default)의 항목도 기간이 "
             "아닙니다. (화면: {2})",
             "From {0}, for {3} of the coming month, nothing may be shown, of the default either. (screens: "
             "{2})",
             wall_time(found.stretches.front().from, zone_), length.ko, listed(found.screens), length.en),
         say("default의 재생 목록에 valid를 적지 않은 항목을 하나 두세요.",
             "Keep an item without 'valid' in the playlist of 'default'."));
  }

  const std::filesystem::path& content_;
  const Document& document_;
  const std::vector<ScheduleEntry>& entries_;
  const TimeZone& zone_;
  const Outlook& outlook_;
  Problems& problems_;
};

}  // namespace

Outlook inspect_schedule(const std::filesystem::path& content, const Document& document, const TimeZone& zone,
                         local_days day, Problems& problems) {
  Outlook outlook = look_ahead(document, zone, day);
  Teller(content, document, zone, outlook, problems).tell();
  return outlook;
}

std::string wall_time(SysTime t, const TimeZone& zone) {
  const LocalTime local = zone.to_local(t);
  const local_days day = std::chrono::floor<days>(local);
  const auto minutes = std::chrono::floor<std::chrono::minutes>(local - day).count();
  return fmt::format("{} {:02}:{:02}", written(year_month_day{day}), minutes / 60, minutes % 60);
}

std::chrono::minutes black_out_minutes(const Outlook& outlook) {
  Millis most{0};
  for (const Outlook::BlackOut& each : outlook.black_outs) {
    Millis sum{0};
    for (const Interval& stretch : each.stretches)
      sum += stretch.length();
    most = std::max(most, sum);
  }
  return std::chrono::ceil<std::chrono::minutes>(most);
}

}  // namespace madang::tool
