// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/inspect.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <thread>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "player/findings.h"
#include "player/reel.h"
#include "player/scene/build.h"
#include "player/scene/typeset.h"
#include "player/text/ink.h"

namespace madang {
namespace {

struct Demand {
  double em_of_distance;
  double contrast;
};
constexpr Demand k_everyday{k_legible_em, 4.5};
constexpr Demand k_alarm{1.0 / 120, 7.0};

const Demand& demand_of(const Look& look) {
  return look.is_alarm ? k_alarm : k_everyday;
}

/// Lays texts out, each once, and draws none; leaves the media closed, so that their zones stay without
/// nodes.
class TextOnly : public Resources {
 public:
  explicit TextOnly(FontSet& fonts) : fonts_(fonts), ink_(fonts) {}

  PicturePtr picture(const std::string&, Size) override { return nullptr; }
  PicturePtr qr(const QrItem&, int) override { return nullptr; }
  FramePtr frame(const Cue&, const VideoItem&) override { return nullptr; }
  PlacedTextPtr text(const TextRequest& request) override {
    return known(text_key(request), request, [&] { return lay_out(request, fonts_); });
  }
  PlacedTextPtr strip(const TextRequest& request, double gap) override {
    return known(strip_key(request, gap), request, [&] { return lay_out_strip(request, gap, fonts_); });
  }
  WidthsPtr widths(const MeasureRequest& request) override {
    WidthsPtr& known = widths_[widths_key(request)];
    if (!known)
      known = std::make_shared<const std::vector<double>>(measure(request, fonts_));
    return known;
  }

  /// With its labels as texts, and nothing painted.
  MapFacePtr map(const MapRequest& request) override {
    const std::string key = map_key(request);
    if (const auto known = faces_.find(key); known != faces_.end())
      return known->second;
    const MapTools tools{[&](const TextRequest& text) {
                           const TextLayout layout = lay_out(text, fonts_);
                           bool fits = true;
                           for (const TextProblem& problem : layout.problems) {
                             if (problem.kind == TextProblem::Kind::does_not_fit)
                               fits = false;
                             else
                               remarks_.push_back(remark_on(problem, text));
                           }
                           return SetText{std::make_shared<PlacedText>(PlacedText{
                                                    layout.box, layout.size, ink_.around(layout), {}, layout.cuts_words}),
                                                fits};
                         },
                         [](const MapView&, const MapLook&) { return PicturePtr(); },
                         [](const std::string&, const std::function<MapSprite()>& make) { return make(); }};
    auto face = std::make_shared<const MapFace>(make_face(request, tools));
    for (const std::string& id : face->unplaced) {
      remarks_.push_back(
          {Remark::Kind::no_place,
           say("지도에 '{}'의 이름을 쓸 자리가 없습니다 ({}).",
               "there is no place on the map for the name of '{}' ({}).", id, request.language)});
    }
    return faces_.emplace(key, std::move(face)).first->second;
  }

  /// From here on every text is new again, and is remarked on again: another show.
  void begin() {
    asked_.clear();
    remarks_.clear();
  }
  /// Texts that were asked for since then, each once.
  size_t count() const { return asked_.size(); }
  /// Of the texts that were asked for since the last call.
  std::vector<Remark> take_remarks() { return std::exchange(remarks_, {}); }

 private:
  struct Known {
    PlacedTextPtr text;  ///< with its ink, but not drawn
    std::vector<Remark> remarks;
  };

  template <class Lay>
  PlacedTextPtr known(std::string key, const TextRequest& request, Lay lay) {
    const auto [entry, is_new] = known_.try_emplace(std::move(key));
    Known& known = entry->second;
    if (is_new) {
      const TextLayout layout = lay();
      for (const TextProblem& problem : layout.problems)
        known.remarks.push_back(remark_on(problem, request));
      known.text = std::make_shared<PlacedText>(PlacedText{layout.box, layout.size, ink_.around(layout), {}, layout.cuts_words});
    }
    asked_.insert(&known);
    remarks_.insert(remarks_.end(), known.remarks.begin(), known.remarks.end());
    return known.text;
  }

  FontSet& fonts_;
  InkRuler ink_;
  std::unordered_map<std::string, MapFacePtr> faces_;
  std::unordered_map<std::string, Known> known_;
  std::unordered_map<std::string, WidthsPtr> widths_;
  std::unordered_set<const Known*> asked_;
  std::vector<Remark> remarks_;
};

/// Whether what it says depends on what sources say.
bool is_live(const Item& item) {
  const auto* text = std::get_if<TextItem>(&item.what);
  const auto* ticker = std::get_if<TickerItem>(&item.what);
  static const Values k_none;
  const Values& values = text != nullptr ? text->values : ticker != nullptr ? ticker->values : k_none;
  return std::any_of(values.begin(), values.end(), [](const auto& each) {
    return std::holds_alternative<LiveName>(each.second.what);
  });
}

/// The numbers at which a text of the document takes another colour, and one that is wide.
std::set<double> telling_numbers(const Document& document) {
  constexpr size_t k_most = 12;
  std::set<double> numbers{888};
  for (const auto& [path, playlist] : document.playlists) {
    for (const Item& item : playlist.items) {
      const auto* text = std::get_if<TextItem>(&item.what);
      if (text == nullptr)
        continue;
      for (const Threshold& threshold : text->live.thresholds) {
        if (numbers.size() < k_most)
          numbers.insert(threshold.from.value_or(threshold.below.value_or(0) - 1));
      }
    }
  }
  return numbers;
}

/// What sources may come to say, as far as pages look different by it: nothing, which is first; each telling
/// number; something that is old.
std::vector<LiveValues> samples_of(const Document& document) {
  std::vector<LiveValues> samples{{}};
  const auto add = [&](double number, Millis stale_after) {
    LiveValues& values = samples.emplace_back();
    for (const DataSource& source : document.data) {
      for (const auto& [name, what] : source.values) {
        const Value value = what.type == DataValue::Type::number
                                ? Value(Value::What(Number{fmt::format("{:g}", number)}))
                                : Value("맑음");
        values[live_name(source.id, name)] = {value, SysTime{}, stale_after,
                                              stale_after + Reel::k_longest_look};
      }
    }
  };
  if (document.data.empty())
    return samples;
  for (const double number : telling_numbers(document))
    add(number, 2 * Reel::k_longest_look);
  add(888, Millis{0});
  return samples;
}

bool overlap(const Rect& a, const Rect& b) {
  return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

bool contains(const Rect& outer, const Rect& inner) {
  return outer.x <= inner.x && outer.y <= inner.y && inner.right() <= outer.right() &&
         inner.bottom() <= outer.bottom();
}

Rect to_pixels(const Placement& place, Size size) {
  return {static_cast<int>(place.left * size.width), static_cast<int>(place.top * size.height),
          static_cast<int>(place.width * size.width) + 1, static_cast<int>(place.height * size.height) + 1};
}

Rect ink_of(const TextNode& node) {
  Rect ink = node.text->ink;
  ink.x += static_cast<int>(node.x);
  ink.y += static_cast<int>(node.y);
  return ink;
}

class Inspector {
 public:
  Inspector(const Document& document, Typesetter& typesetter)
      : document_(document), texts_(typesetter.fonts()), samples_(samples_of(document)) {}

  void look_at(const Reel& reel, size_t index) {
    saw_live_ = false;
    for (LiveValues& sample : samples_) {
      for (auto& [name, value] : sample)
        value.as_of = Reel::time(index).from;
      live_ = &sample;
      look_through(reel, index);
      if (!saw_live_)
        return;  // whatever sources say
    }
  }

  const Findings& findings() const { return findings_; }

 private:
  /// Ends when a round of changes brought no text that was not laid out before.
  void look_through(const Reel& reel, size_t index) {
    const Timeline& timeline = reel.timeline();
    const Interval time = Reel::time(index);
    const Look& where = reel.look(index);
    const size_t enough = reel.changes_in_a_round(index);
    texts_.begin();
    memo_.clear();
    judged_.clear();
    timed_.clear();
    ended_.clear();
    SysTime t = time.from;
    for (size_t i = 0, quiet = 0; i < Reel::k_most_instants && quiet < enough && t < time.to; ++i) {
      const SysTime next = std::min(timeline.next_change(t), time.to);
      const auto cues = timeline.at(t + (next - t) / 2);
      quiet = look_at(where, cues) ? 0 : quiet + 1;
      t = next;
    }
  }

  /// True where there was a text that was not laid out before; that a clock has gone on is no news.
  bool look_at(const Look& where, const std::vector<Cue>& cues) {
    bool news = false;
    Setting setting = setting_of(document_, where.screen().id, where.screen().resolution);
    setting.memo = &memo_;
    setting.live = live_;
    std::optional<WayOut> way;
    if (where.is_alarm && !document_.maps.empty()) {
      way = way_out(document_, where.screen(), {});
      setting.way = &*way;
    }
    std::vector<Part> parts;
    for (const Cue& cue : cues) {
      const size_t known = texts_.count();
      parts.push_back(build_parts({&cue, 1}, setting, texts_).front());
      const auto* item = std::get_if<const Item*>(&cue.what);
      if (item == nullptr)
        continue;
      saw_live_ = saw_live_ || is_live(**item);
      news = news || (texts_.count() > known && !std::holds_alternative<ClockItem>((*item)->what));
      for (const Remark& remark : texts_.take_remarks())
        add_remark(remark, (*item)->mark, where);
      if (std::holds_alternative<MapItem>((*item)->what))
        continue;  // its words have sizes and grounds of their own
      if (const auto* table = std::get_if<TableItem>(&(*item)->what))
        check_time(*table, cue, setting, (*item)->mark, where);
      if (std::holds_alternative<CountdownItem>((*item)->what) && ended_.insert(*item).second)
        look_beyond(cue, **item, setting, where);
      if (cue.appearance != Appearance{})
        continue;  // judged when it has arrived: on the way it lies on what is about to go
      for (const Node& node : parts.back().nodes) {
        if (const auto* text = std::get_if<TextNode>(&node.what);
            text != nullptr && !text->text->ink.empty() && judged_.emplace(*item, text->text).second) {
          check_size(*text, (*item)->mark, where);
          check_ink(*text, node.clip, **item, where);
          check_contrast(*text, (*item)->mark, where, cues, parts);
        }
      }
    }
    return news;
  }

  void add_remark(const Remark& remark, const SourceMark& mark, const Look& where) {
    switch (remark.kind) {
      case Remark::Kind::missing_glyph:
        add({"missing-glyph",
             true,
             mark,
             {},
             remark.what,
             say("다른 글자로 바꾸어 쓰세요.", "write it with other characters.")},
            where);
        return;
      case Remark::Kind::does_not_fit:
        add({"text-does-not-fit",
             false,
             mark,
             {},
             remark.what,
             say("글을 줄이거나, 나누거나, 자리를 넓히세요.",
                 "shorten the text, divide it, or give it more room.")},
            where);
        return;
      case Remark::Kind::no_place:
        add({"label-without-place",
             false,
             mark,
             {},
             remark.what,
             say("지도 자리를 넓히거나 'around'로 가까이 보이거나 이름을 줄이세요.",
                 "give the map more room, show less of it with 'around', or shorten the name.")},
            where);
        return;
      case Remark::Kind::invalid_utf8:
      case Remark::Kind::bad_qr:
        return;  // the loader of the folder says so with the very column
    }
  }

  void check_size(const TextNode& text, const SourceMark& mark, const Look& where) {
    const Screen& screen = where.screen();
    if (!screen.width_mm || !screen.viewing_distance_m)
      return;
    const double em = text.text->size * *screen.width_mm / screen.resolution.width;
    const double least = *screen.viewing_distance_m * 1000 * demand_of(where).em_of_distance;
    if (em >= least * 0.995)
      return;
    add({"text-too-small",
         false,
         mark,
         {},
         say("글자 크기가 {:.0f}mm입니다. {:g}m 떨어져서 읽으려면 {:.0f}mm는 되어야 합니다.",
             "the text is {:.0f} mm high; to be read from {:g} m it should be {:.0f} mm.", em,
             *screen.viewing_distance_m, least),
         say("크기를 키우거나, 글을 줄이거나, 자리를 넓히세요.",
             "make it larger, shorten it, or give it more room.")},
        where);
  }

  /// At what a countdown says once it is over: no time on this reel is so late.
  void look_beyond(const Cue& cue, Item item, Setting setting, const Look& where) {
    std::get<CountdownItem>(item.what).ends = cue.start;
    Cue over = cue;
    over.what = &item;
    setting.memo = nullptr;  // the item is gone in a moment
    const auto parts = build_parts({&over, 1}, setting, texts_);
    for (const Remark& remark : texts_.take_remarks())
      add_remark(remark, item.mark, where);
    for (const Node& node : parts.front().nodes) {
      if (const auto* text = std::get_if<TextNode>(&node.what); text != nullptr && !text->text->ink.empty()) {
        check_size(*text, item.mark, where);
        check_ink(*text, node.clip, item, where);
      }
    }
  }

  /// A turn that ends before all pages were seen in all languages.
  void check_time(const TableItem& table, const Cue& cue, const Setting& setting, const SourceMark& mark,
                  const Look& where) {
    if (cue.length <= Millis{0} || !timed_.insert({&table, cue.length}).second)
      return;
    const TableGrid grid = grid_of(table, type_area(cue, setting), *texts_.widths(words_of(table)));
    const auto steps = static_cast<Millis::rep>(grid.pages * table.languages.size());
    const Millis wanted = std::max(table.every, Millis{100}) * steps;
    if (grid.pages < 2 || cue.length >= wanted)
      return;
    add({"table-cut-short",
         false,
         mark,
         {},
         say("표가 {}쪽인데 {:g}초 동안은 다 보이지 않습니다.",
             "the table has {} pages, and {:g} s are too short for them.", grid.pages,
             static_cast<double>(cue.length.count()) / 1000),
         say("'duration: {0}s'로 늘리거나, 'every'를 줄이거나, 줄을 나누어 담으세요.",
             "write 'duration: {0}s', make 'every' shorter, or divide the rows.",
             std::chrono::ceil<std::chrono::seconds>(wanted).count())},
        where);
  }

  /// What leaves the padding may be meant; what leaves the zone is cut off. A ticker does so all the time.
  void check_ink(const TextNode& text, const Rect& zone, const Item& item, const Look& where) {
    const Rect ink = ink_of(text);
    const bool passes = std::holds_alternative<TickerItem>(item.what);
    const int across = std::max(zone.x - ink.x, ink.right() - zone.right());
    const int cut = std::max({zone.y - ink.y, ink.bottom() - zone.bottom(), passes ? 0 : across});
    if (cut < 2)
      return;
    add({"ink-cut-off",
         false,
         item.mark,
         {},
         say("글자가 구역 밖으로 {}픽셀 나가서 잘립니다.",
             "{} pixels of the letters leave the zone and are cut off.", cut),
         say("'padding'이나 'line-height'를 키우거나, 글자 크기를 줄이세요.",
             "make 'padding' or 'line-height' larger, or the text smaller.")},
        where);
  }

  /// The ground is the nearest colour below that holds all of the text. A medium in between hides it.
  void check_contrast(const TextNode& text, const SourceMark& mark, const Look& where,
                      const std::vector<Cue>& cues, const std::vector<Part>& parts) {
    const Rect ink = ink_of(text);
    Colour ground{0, 0, 0, 255};
    for (size_t i = parts.size(); i-- > 0;) {
      if (!parts[i].ready && overlap(to_pixels(cues[i].place, where.screen().resolution), ink))
        return;
      const auto fill = std::find_if(parts[i].nodes.begin(), parts[i].nodes.end(), [&](const Node& node) {
        return std::holds_alternative<FillNode>(node.what) && overlap(node.clip, ink);
      });
      if (fill == parts[i].nodes.end())
        continue;
      ground = std::get<FillNode>(fill->what).colour;
      if (ground.a < 255 || !contains(fill->clip, ink))
        return;  // two colours, or one that lets another through
      break;
    }
    const double contrast = contrast_ratio(text.colour, ground);
    if (text.colour.a < 255 || contrast >= demand_of(where).contrast)
      return;
    add({"low-contrast",
         false,
         mark,
         {},
         say("글자색 {}과(와) 바탕색 {}의 대비가 {:.1f}:1입니다. {:g}:1은 되어야 잘 읽힙니다.",
             "the contrast of {} on {} is {:.1f}:1; it should be {:g}:1 to be read well.",
             to_string(text.colour), to_string(ground), contrast, demand_of(where).contrast),
         say("글자색이나 바탕색을 더 밝거나 어둡게 하세요.",
             "make the text or the ground lighter or darker.")},
        where);
  }

  void add(Finding finding, const Look& where) { add_to(findings_, std::move(finding), where); }

  const Document& document_;
  TextOnly texts_;
  std::vector<LiveValues> samples_;
  const LiveValues* live_ = nullptr;  // one of them
  bool saw_live_ = false;             // in the show that is looked at
  TextMemo memo_;                     // of that show, with that sample
  std::set<std::pair<const Item*, PlacedTextPtr>> judged_;  // in the show that is looked at
  std::set<std::pair<const TableItem*, Millis>> timed_;     // likewise
  std::set<const Item*> ended_;                             // likewise
  Findings findings_;
};

}  // namespace

std::vector<Finding> inspect(const LocalContent& content, std::span<Typesetter> typesetters) {
  const Reel reel(content);
  std::atomic<size_t> next = 0;
  std::mutex mutex;
  Findings all;  // under the mutex while the threads run
  const auto work = [&](Typesetter& typesetter) {
    Inspector inspector(content.document, typesetter);
    for (size_t i = next++; i < reel.size(); i = next++)
      inspector.look_at(reel, i);
    const std::lock_guard lock(mutex);
    add_to(all, inspector.findings());
  };
  {
    std::vector<std::jthread> others;
    for (Typesetter& typesetter : typesetters.subspan(1))
      others.emplace_back([&work, &typesetter] { work(typesetter); });
    work(typesetters.front());
  }
  return in_order(std::move(all), content.document.site);
}

}  // namespace madang
