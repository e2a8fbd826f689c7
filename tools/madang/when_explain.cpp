// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/calendar/explain.h"

#include <fmt/format.h>

#include <algorithm>

#include "tools/madang/table.h"
#include "tools/madang/when_forms.h"
#include "tools/madang/when_words.h"

namespace madang::tool {
namespace {

/// The sentences of one explanation.
class Teller {
 public:
  Teller(const WhenView& view, Lang lang)
      : view_(view),
        lang_(lang),
        said_(explain(view.schedule(), view.screen(), view.zone, view.at, view.holidays,
                      airtimes(view.document(), view.zone))) {}

  std::string tell() const {
    std::string out = instant() + "\n\n" + winners() + on_the_glass();
    const std::string others = losers();
    if (!others.empty())
      out += "\n" + word("나오지 않는 일정", "Not on the screen") + "\n" + others;
    return out;
  }

 private:
  std::string word(const char* ko, const char* en) const { return lang_ == Lang::ko ? ko : en; }
  std::string word(const Bilingual& text) const { return text.in(lang_); }

  /// `추석 인사 (schedule.yaml:70)`
  std::string entry(size_t index) const {
    const std::string name = view_.name(index, lang_);
    if (view_.is_default(index)) {
      return fmt::format("{} (site.yaml, default: {})", name, one_line(view_.show(index).path, 60));
    }
    return name + " (" + place_of(view_.schedule().entries[index].mark) + ")";
  }

  std::string instant() const {
    const LocalTime local = view_.zone.to_local(view_.at);
    const auto today = std::chrono::floor<std::chrono::days>(local);
    std::string line = view_.screen().id.value + ", " + day_text(today, lang_) + " " + seconds_text(local) +
                       " (" + view_.zone.name() + ")";
    for (const WhenDay& day : view_.days) {
      if (day.day != today)
        continue;
      if (day.lunar) {
        line +=
            ", " + word(say("음력 {}{}월 {}일", "lunar {}{}/{}", day.lunar->leap ? word("윤", "leap ") : "",
                            day.lunar->month, day.lunar->day));
      }
      for (const Bilingual& holiday : day.holidays)
        line += ", " + one_line(holiday.in(lang_), 40);
      if (day.market)
        line += ", " + word("장날", "market day");
    }
    return line;
  }

  std::string stretch() const {
    const LocalTime from = view_.zone.to_local(said_.held.from);
    const LocalTime to = view_.zone.to_local(said_.held.to);
    return word(say("{}부터 {}까지", "from {} to {}", clock_text(from),
                    clock_text(to, std::chrono::floor<std::chrono::days>(from))));
  }

  /// What each of the winners is due, in the order of `winners`; from the segment as the player counts it.
  std::vector<double> dues() const {
    const auto found =
        std::find_if(view_.segments.begin(), view_.segments.end(),
                     [&](const WhenStretch& each) { return each.interval.contains(view_.at); });
    std::vector<double> parts;
    for (const size_t winner : said_.winners) {
      double due = 0;
      if (found != view_.segments.end()) {
        for (const WhenPart& part : found->parts)
          due = part.entry == winner ? part.due : due;
      }
      parts.push_back(due);
    }
    return parts;
  }

  std::string winners() const {
    std::string out = word("나오는 것", "On the screen") + "\n";
    if (said_.winners.empty()) {
      return out + "  " + entry(view_.default_entry()) + "\n    " +
             word(say("맞는 일정이 하나도 없어서 기본 화면이 나옵니다: {}.",
                      "no entry applies, so the default plays: {}.", stretch())) +
             "\n";
    }
    const auto parts = dues();
    for (size_t i = 0; i < said_.winners.size(); ++i) {
      const ScheduleEntry& each = view_.schedule().entries[said_.winners[i]];
      out += "  " + entry(said_.winners[i]) + "\n";
      const std::string when = conditions(each.when);
      out += "    " +
             (when.empty() ? word("때를 적지 않아 언제나 맞습니다.", "no `when`: it always applies.")
                           : word(say("지금 맞습니다: {}", "it applies now: {}", when))) +
             "\n";
      if (said_.winners.size() > 1) {
        out += "    " +
               (parts[i] > 0 ? word(say("몫 {0}: 시간의 {1:.1f}%를 받습니다{2}.",
                                        "share {0}: it is due {1:.1f} % of the time{2}.", each.share,
                                        parts[i] * 100, promise(each)))
                             : word("보여 줄 수 있는 항목이 없어서 차례를 받지 못합니다.",
                                    "none of its items can be shown, so it gets no turn.")) +
               "\n";
      }
    }
    return out + "  " + why_they_won() + "\n";
  }

  std::string promise(const ScheduleEntry& entry) const {
    if (!entry.at_least)
      return {};
    return word(say(" (at-least: {}마다 {})", " (at-least: {1} per {0})", duration_text(entry.at_least->per),
                    duration_text(entry.at_least->voice)));
  }

  std::string why_they_won() const {
    const int priority = view_.schedule().entries[said_.winners.front()].priority;
    const bool alone = said_.winners.size() == 1;
    const bool outranks = std::any_of(said_.verdicts.begin(), said_.verdicts.end(), [](const Verdict& each) {
      return each.kind == Verdict::Kind::outranked;
    });
    if (!alone) {
      return word(say("우선순위({})가 가장 높고 서로 같아서 번갈아 나옵니다: {}.",
                      "theirs is the highest priority ({}), and equals take turns: {}.", priority,
                      stretch()));
    }
    return outranks
               ? word(say("지금 맞는 일정 가운데 우선순위({})가 가장 높습니다: {}.",
                          "of those that apply now it has the highest priority ({}): {}.", priority,
                          stretch()))
               : word(say("지금 맞는 일정은 이것뿐입니다(우선순위 {}): {}.",
                          "it is the only one that applies now (priority {}): {}.", priority, stretch()));
  }

  std::string turn(const WhenTurn& each) const {
    std::string line = seconds_text(view_.zone.to_local(each.on.from)) + "-" +
                       seconds_text(view_.zone.to_local(each.on.to)) + "  " + view_.name(each.entry, lang_) +
                       ": " + what_plays(view_, each, Naming::with_path, lang_);
    if (each.item != nullptr)
      line += ", " + place_of(each.item->mark);
    switch (each.by) {
      case Timeline::Holder::By::turn:
        break;
      case Timeline::Holder::By::finishing:
        line += word(" (finish: 마저 나옵니다)", " (finish: to its end)");
        break;
      case Timeline::Holder::By::fallback:
        line += word(" (보여 줄 것이 없어 기본 화면)", " (nothing to show, so the default)");
        break;
      case Timeline::Holder::By::card:
        line += word(" (기본 화면도 보여 줄 수 없음)", " (nor can the default be shown)");
        break;
    }
    return line;
  }

  std::string on_the_glass() const {
    const WhenTurn now = turn_at(view_, view_.at);
    std::string out =
        "\n" + word("이 순간 화면에는", "On the glass at this moment") + "\n  " + turn(now) + "\n";
    if (now.on.to < said_.held.to && now.on.to < view_.interval.to)
      out += word("  다음 ", "  then ") + turn(turn_at(view_, now.on.to)) + "\n";
    return out;
  }

  std::string reason(size_t index) const {
    const ScheduleEntry& each = view_.schedule().entries[index];
    const Verdict& verdict = said_.verdicts[index];
    switch (verdict.kind) {
      case Verdict::Kind::plays:
        return {};
      case Verdict::Kind::outranked: {
        const size_t winner = said_.winners.front();
        return word(say("지금 맞지만 우선순위({0})가 '{2}'의 우선순위({1})보다 낮습니다.",
                        "it applies, but its priority ({0}) is lower than that of '{2}' ({1}).",
                        each.priority, view_.schedule().entries[winner].priority, view_.name(winner, lang_)));
      }
      case Verdict::Kind::not_here: {
        std::string whose;
        for (const ScreenId& screen : each.screens)
          whose += (whose.empty() ? "screens: " : ", ") + screen.value;
        for (size_t i = 0; i < each.groups.size(); ++i)
          whose += (i > 0 ? ", " : whose.empty() ? "groups: " : "; groups: ") + each.groups[i].value;
        return word(say("이 화면의 것이 아닙니다 ({}).", "it is not for this screen ({}).", whose));
      }
      case Verdict::Kind::off_air:
        return word(say("지금 맞지만 보여 줄 수 있는 항목이 없습니다. 항목의 valid를 보세요: {}.",
                        "it applies, but none of its items may be shown now; see their `valid`: {}.",
                        each.show.path));
      case Verdict::Kind::not_now:
        break;
    }
    std::string why;
    for (const WhenKey key : verdict.keys)
      why += (why.empty() ? "" : "; ") + word(mismatch(key)) + " (" + condition(each.when, key) + ")";
    for (const size_t exception : verdict.exceptions) {
      why += (why.empty() ? "" : "; ") + word(say("except로 뺐습니다 ({})", "taken out by except ({})",
                                                  conditions(each.when.except[exception])));
    }
    return why + ".";
  }

  std::string losers() const {
    std::string out;
    for (const auto kind : {Verdict::Kind::outranked, Verdict::Kind::off_air, Verdict::Kind::not_now,
                            Verdict::Kind::not_here}) {
      for (size_t i = 0; i < said_.verdicts.size(); ++i) {
        if (said_.verdicts[i].kind == kind)
          out += "  " + entry(i) + "\n    " + reason(i) + "\n";
      }
    }
    if (!said_.winners.empty()) {
      out += "  " + entry(view_.default_entry()) + "\n    " +
             word("맞는 일정이 하나도 없을 때만 나옵니다.", "it plays only where no entry applies.") + "\n";
    }
    return out;
  }

  const WhenView& view_;
  Lang lang_;
  Explanation said_;
};

}  // namespace

std::string explain_text(const WhenView& view, Lang lang) {
  return Teller(view, lang).tell();
}

}  // namespace madang::tool
