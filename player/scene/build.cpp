// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/scene/build.h"

#include <cmath>
#include <type_traits>
#include <utility>

#include "player/scene/map_part.h"
#include "player/scene/part_writer.h"
#include "player/scene/table_part.h"

namespace madang {
namespace {

Rect fitted(MediaFit fit, Size content, const Rect& box) {
  switch (fit) {
    case MediaFit::cover:
      return cover(content, box);
    case MediaFit::contain:
      return contain(content, box);
    case MediaFit::stretch:
      return box;
  }
  return box;
}

/// Writes the part of one cue, by the kind of its item.
class ItemWriter {
 public:
  explicit ItemWriter(PartWriter part)
      : part_(part),
        cue_(part_.cue()),
        setting_(part_.setting()),
        resources_(part_.resources()),
        zone_(part_.zone()) {}

  void write() && {
    if (zone_.empty())
      return;
    if (const auto* panel = std::get_if<Panel>(&cue_.what)) {
      part_.add(
          FillNode{panel->colour, panel->radius.resolve(std::min(zone_.width, zone_.height), part_.pixel())});
    } else {
      const Item& item = *std::get<const Item*>(cue_.what);
      if (item.background)
        part_.add(FillNode{*item.background, 0});
      std::visit([this](const auto& what) { show(what); }, item.what);
    }
  }

 private:
  void show(const TextItem& item) {
    const LiveView now = part_.live();
    part_.add_text(part_.text(version_at(item, cue_, now),
                              [&] {
                                return resources_.text(request_for(item, cue_, part_.area(), setting_.screen,
                                                                   now, setting_.way));
                              }),
                   item.style, live_colour(item.style.colour, item.values, item.live, now));
  }

  void show(const ClockItem& item) {
    static const Site k_nowhere;
    const Site& site = setting_.site != nullptr ? *setting_.site : k_nowhere;
    part_.add_text(part_.text(version_at(item, cue_),
                              [&] { return resources_.text(request_for(item, cue_, part_.area(), site)); }),
                   item.style, item.style.colour);
  }

  void show(const ImageItem& item) {
    const PicturePtr picture = resources_.picture(item.path, zone_.size());
    if (!picture)
      part_.wait();
    else
      part_.add(PictureNode{picture, fitted(item.fit, picture->size, zone_)});
  }

  void show(const VideoItem& item) {
    const FramePtr frame = resources_.frame(cue_, item);
    if (!frame)
      part_.wait();
    else
      part_.add(VideoNode{frame, fitted(item.fit, frame->shown, zone_)});
  }

  void show(const QrItem& item) {
    const int side = std::min(zone_.width, zone_.height);
    const PicturePtr picture = resources_.qr(item, side);
    if (!picture) {
      part_.wait();
      return;
    }
    // Never scaled: a module is a whole number of pixels, or phones read it badly.
    const Rect place{zone_.x + (zone_.width - picture->size.width) / 2,
                     zone_.y + (zone_.height - picture->size.height) / 2, picture->size.width,
                     picture->size.height};
    part_.add(PictureNode{picture, place});
  }

  void show(const TickerItem& item) {
    const LiveView now = part_.live();
    const PlacedTextPtr strip = part_.text(version_at(item, now), [&] {
      const TickerRequest ticker = request_for(item, part_.area(), setting_.screen, now, setting_.way);
      return resources_.strip(ticker.text, ticker.gap);
    });
    if (!strip || strip->box.width <= 0)
      return;
    // The position comes from the civil time itself, so that screens side by side carry one ribbon.
    const double seconds =
        static_cast<double>((cue_.start + cue_.position).time_since_epoch().count()) / 1000.0;
    const double round = strip->box.width;
    const Colour colour = live_colour(item.style.colour, item.values, item.live, now);
    double x = zone_.x - std::fmod(seconds * speed_of(item, part_.area()), round);
    if (x > zone_.x)
      x -= round;
    const double y = part_.area().inside(item.style).y;
    for (; x < zone_.right(); x += round)
      part_.add(TextNode{strip, colour, x, y});
  }

  void show(const MapItem& item) { write_map(part_, item); }
  void show(const TableItem& item) { write_table(part_, item); }

  void show(const CountdownItem& item) {
    if (is_over(item, cue_) && item.after.empty())
      return;
    part_.add_text(
        part_.text(version_at(item, cue_),
                   [&] { return resources_.text(request_for(item, cue_, part_.area(), setting_.screen)); }),
        item.style, item.style.colour);
  }

  void show(const LayoutItem&) {}  // the timeline has opened it into its zones

  PartWriter part_;
  const Cue& cue_;
  const Setting& setting_;
  Resources& resources_;
  const Rect zone_;
};

/// What the zone of `late` last showed: the late item itself, where two of them share the zone, else the one
/// on top.
const Part* last_shown(std::span<const Part> parts, const Part& late) {
  const Part* last = nullptr;
  for (const Part& part : parts) {
    const bool holds = part.slot == late.slot && part.ready && !part.nodes.empty() && !part.panel;
    if (holds && (part.start == late.start || last == nullptr || last->start != late.start))
      last = &part;
  }
  return last;
}

}  // namespace

Setting setting_of(const Document& document, const ScreenId& screen, Size viewport) {
  Setting setting{viewport, &document.site, document.site.find(screen)};
  setting.maps = &document.maps;
  return setting;
}

std::vector<Part> build_parts(std::span<const Cue> cues, const Setting& setting, Resources& resources,
                              std::vector<Part> spare) {
  std::vector<Part> parts = std::move(spare);
  parts.resize(cues.size());
  for (size_t i = 0; i < cues.size(); ++i)
    ItemWriter(PartWriter(cues[i], setting, resources, parts[i])).write();
  return parts;
}

std::vector<Part> hold(std::vector<Part> parts, std::span<const Part> shown) {
  for (Part& part : parts) {
    if (part.ready)
      continue;
    const Part* before = last_shown(shown, part);
    if (before == nullptr)
      continue;
    part.nodes = before->nodes;
    part.ready = true;  // it shows something good; the next hold may lean on it
  }
  return parts;
}

Scene assemble(std::span<const Part> parts, Size viewport, Scene spare) {
  Scene scene = std::move(spare);
  scene.size = viewport;
  scene.nodes.clear();
  for (const Part& part : parts)
    scene.nodes.insert(scene.nodes.end(), part.nodes.begin(), part.nodes.end());
  return scene;
}

}  // namespace madang
