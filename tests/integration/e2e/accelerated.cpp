// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/integration/e2e/accelerated.h"

#include <algorithm>
#include <fstream>
#include <functional>
#include <iterator>
#include <optional>
#include <thread>

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"
#include "content-schema/wire/codec.h"
#include "content-schema/yaml/load.h"
#include "player/timeline/timeline.h"
#include "scheduler/plan/planner.h"
#include "tests/integration/e2e/market.h"
#include "tests/support/catch.h"
#include "tests/support/fast_clock.h"

namespace madang::test {
namespace {

using namespace std::chrono_literals;

constexpr size_t k_most_told = 5;
constexpr auto k_start = 2s;  // of our time, in which programs come up

/// Reads a present log that is written meanwhile; what is renamed because it is full is read to its end
/// first.
class LogFollower {
 public:
  explicit LogFollower(std::filesystem::path file) : file_(std::move(file)) {}

  std::vector<Presented> more() {
    std::vector<Presented> lines;
    if (!in_.is_open())
      in_.open(file_);
    read(lines);
    if (in_.is_open() && std::filesystem::exists(file_) && std::filesystem::file_size(file_) < done_) {
      read(lines);  // it cannot grow any more
      in_.close();
      in_.open(file_);
      done_ = 0;
      read(lines);
    }
    return lines;
  }

 private:
  void read(std::vector<Presented>& lines) {
    in_.clear();
    in_.seekg(static_cast<std::streamoff>(done_));
    for (std::string line; std::getline(in_, line) && !in_.eof();) {
      done_ += line.size() + 1;
      lines.push_back(decode_presented(as_bytes(line)).value());
    }
  }

  std::filesystem::path file_;
  std::ifstream in_;
  std::uintmax_t done_ = 0;
};

struct Turned {
  SourceMark mark;
  SysTime start;
  Millis position;
  friend bool operator==(const Turned&, const Turned&) = default;
};

std::vector<Turned> turned(const Presented& line) {
  std::vector<Turned> items;
  for (const PresentedItem& each : line.items)
    items.push_back({each.mark, each.start, each.position});
  return items;
}

std::vector<Turned> turned(const std::vector<Cue>& cues) {
  std::vector<Turned> items;
  for (const Cue& cue : cues) {
    if (const auto* item = std::get_if<const Item*>(&cue.what))
      items.push_back({(*item)->mark, cue.start, cue.position});
  }
  return items;
}

std::string to_text(const std::vector<Turned>& items) {
  std::string text;
  for (const Turned& each : items) {
    text += fmt::format("{}{}:{} of {}", text.empty() ? "" : " and ", each.mark.file, each.mark.line,
                        to_iso8601(each.start));
  }
  return text.empty() ? "nothing" : text;
}

std::string entries_of(const Segment& segment) {
  std::string names;
  for (const Turn& turn : segment.turns)
    names += (names.empty() ? "" : ", ") + (turn.entry.empty() ? "the default" : turn.entry);
  return names;
}

/// The plan of the whole time, and what was seen of it.
class Judge {
 public:
  Judge(Timeline plan, Interval within, Millis worth_seeing)
      : timeline_(std::move(plan)),
        within_(within),
        worth_seeing_(worth_seeing),
        segments_seen_(segments().size()) {}

  void look_at(const Presented& line) {
    if (last_ && line.frame != last_->frame + 1)
      ++found_.lost;
    if (within_.contains(line.due) && line.release == timeline_.programme().release)
      compare(line);
    last_ = line;
  }

  Agreement result() const {
    Agreement found = found_;
    std::set<std::string> planned;
    std::set<std::string> seen;
    for (size_t i = 0; i < segments().size(); ++i) {
      const Segment& segment = segments()[i];
      if (segment.interval.from < within_.from || segment.interval.to > within_.to)
        continue;
      for (const Turn& turn : segment.turns) {
        if (segments_seen_[i].count(turn.show.path) > 0)
          seen.insert(turn.entry);
      }
      if (segment.interval.length() < worth_seeing_)
        continue;
      ++found.segments;
      found.seen += segments_seen_[i].empty() ? 0 : 1;
      for (const Turn& turn : segment.turns)
        planned.insert(turn.entry);
    }
    found.entries_seen = seen.size();
    std::set_difference(planned.begin(), planned.end(), seen.begin(), seen.end(),
                        std::inserter(found.entries_missed, found.entries_missed.end()));
    return found;
  }

 private:
  const std::vector<Segment>& segments() const { return timeline_.programme().segments; }

  void compare(const Presented& line) {
    ++found_.frames;
    found_.other_turns += last_ && same_turns(*last_, line) ? 0 : 1;
    const auto shown = turned(line);
    const auto due = turned(timeline_.at(line.due));
    const auto after =
        std::upper_bound(segments().begin(), segments().end(), line.due,
                         [](SysTime t, const Segment& each) { return t < each.interval.from; });
    const auto segment = std::prev(after);
    for (const Turned& each : shown)
      segments_seen_[static_cast<size_t>(segment - segments().begin())].insert(each.mark.file);
    if (shown == due)
      return;
    if (found_.differences++ < k_most_told) {
      found_.first_ones.push_back(fmt::format("at {} there was {}, planned is {} ({} from {})",
                                              to_iso8601(line.due), to_text(shown), to_text(due),
                                              entries_of(*segment), to_iso8601(segment->interval.from)));
    }
  }

  Timeline timeline_;
  Interval within_;
  Millis worth_seeing_;
  std::optional<Presented> last_;
  std::vector<std::set<std::string>> segments_seen_;  ///< playlists, by segment
  Agreement found_;
};

Timeline timeline_of(const std::filesystem::path& content, const ReleaseId& release, Interval within) {
  const auto loaded = load_folder(content).value();
  const Interval covers{within.from - 48h, within.to + 48h};
  return Timeline(std::make_shared<const Programme>(
      plan(release, loaded.document.value(), {}, {"gate-1"}, covers).value()));
}

/// Publishes the story, has the kiosk fetch it, and sends both home.
void bring(Market& market, const Story& story) {
  for (const auto& [path, text] : story.files)
    market.folder.write("content/" + path, text);
  market.publish();
  market.kiosk.start();
  REQUIRE(market.kiosk.process().wait_for("holds the screen"));
  market.kiosk.kill();
  market.office.kill();
}

/// The lines of the log of the market's player until `clock` says `end`.
void follow(Market& market, const FastClock& clock, SysTime end,
            const std::function<void(const Presented&)>& line) {
  for (LogFollower log(market.folder / "present.log"); clock.now() < end;) {
    const auto lines = log.more();
    for (const Presented& each : lines)
      line(each);
    if (lines.empty())
      std::this_thread::sleep_for(5ms);  // between two looks at a file that another process writes
    if (!market.player().running())
      FAIL("the player ended: " << market.player().errors());
  }
}

void open_player(Market& market, const FastClock& clock) {
  market.environment = clock.environment();
  market.open(
      {"--present-log", (market.folder / "present.log").string(), "--every-frame", "--watchdog", "0"});
}

}  // namespace

Agreement live_through(const Story& story, Interval within, int rate, Millis worth_seeing) {
  Market market;
  bring(market, story);
  const FastClock clock(within.from - k_start * rate, rate);
  Kiosk kiosk(market.folder, "");
  kiosk.environment = clock.environment();
  kiosk.start();
  open_player(market, clock);

  std::optional<Judge> judge;
  follow(market, clock, within.to, [&](const Presented& line) {
    if (!judge && !line.release.value.empty())
      judge.emplace(timeline_of(market.folder / "content", line.release, within), within, worth_seeing);
    if (judge)
      judge->look_at(line);
  });
  INFO(market.player().errors());
  REQUIRE(judge);
  return judge->result();
}

Alone live_alone(const Story& story, SysTime from, int rate, Millis worth_seeing) {
  Market market;
  bring(market, story);
  const auto kept = market.folder / "player/programme.json";
  {
    const FastClock clock(from, 1);
    Kiosk kiosk(market.folder, "");
    kiosk.environment = clock.environment();
    kiosk.start();
    market.environment = clock.environment();
    market.open();
    REQUIRE(eventually([&] { return std::filesystem::exists(kept); }, 20s));
    kiosk.kill();
    REQUIRE(market.player().stop() == 0);
  }
  const auto message = decode_message(read_file(kept, k_most_message_bytes).value()).value();
  const Programme programme = std::get<ProgrammeMessage>(message).programme;
  Alone alone;
  alone.covers = programme.covers;
  const Interval lasts{from, programme.covers.to};
  Judge judge(timeline_of(market.folder / "content", programme.release, lasts), lasts, worth_seeing);

  const FastClock clock(from - k_start * rate, rate);
  open_player(market, clock);
  follow(market, clock, lasts.to + 48h, [&](const Presented& line) {
    judge.look_at(line);
    if (line.due < lasts.to)
      return;
    const bool is_default = line.items.size() == 1 && line.items[0].mark.file == "playlists/welcome.yaml";
    ++(is_default ? alone.default_after : alone.others_after);
  });
  alone.with_the_plan = judge.result();
  alone.log = market.player().errors();
  return alone;
}

void check_agreement(const Agreement& found) {
  WARN(found.frames << " frames, " << found.other_turns << " of other turns, " << found.differences
                    << " differences; " << found.entries_seen << " entries and " << found.seen << " of "
                    << found.segments << " segments seen; " << found.lost << " lines lost");
  for (const std::string& difference : found.first_ones)
    UNSCOPED_INFO(difference);
  CHECK(found.differences == 0);
  CHECK(found.lost == 0);
  CHECK(found.frames > 0);
  CHECK(found.seen * 2 > found.segments);  // a busy machine draws fewer
  CHECK(found.entries_missed == std::set<std::string>{});
}

}  // namespace madang::test
