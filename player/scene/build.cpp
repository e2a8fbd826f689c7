// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/scene/build.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <type_traits>
#include <utility>

#include "player/scene/typeset.h"
#include "player/timeline/table_turn.h"

namespace madang {
namespace {

/// Edges are rounded, not sizes: neighbours meet without a seam.
int edge(double fraction, int whole) {
  return static_cast<int>(std::lround(std::clamp(fraction, -4.0, 4.0) * whole));
}

Rect to_pixels(const Placement& place, Size viewport) {
  const int left = edge(place.left, viewport.width);
  const int top = edge(place.top, viewport.height);
  return {left, top, edge(place.left + place.width, viewport.width) - left,
          edge(place.top + place.height, viewport.height) - top};
}

/// px of the screen per canvas pixel.
double pixel_of(const Placement& place, Size viewport) {
  return std::min(place.pixel_x * viewport.width, place.pixel_y * viewport.height);
}

/// What a change under way does to the nodes of a cue.
struct Shift {
  int x = 0;
  int y = 0;
  std::optional<Rect> within;
};

Shift shift_of(const Appearance& appearance, Size viewport) {
  if (!appearance.passage)
    return {};
  const Passage& passage = *appearance.passage;
  const auto way = [](const Passage::Move& move, int whole) {
    return edge(move.to, whole) - edge(move.from, whole);
  };
  const int left = edge(passage.left, viewport.width);
  const int top = edge(passage.top, viewport.height);
  return {way(passage.x, viewport.width), way(passage.y, viewport.height),
          Rect{left, top, std::max(edge(passage.right, viewport.width) - left, 0),
               std::max(edge(passage.bottom, viewport.height) - top, 0)}};
}

Rect moved(const Rect& rect, const Shift& shift) {
  return {rect.x + shift.x, rect.y + shift.y, rect.width, rect.height};
}
void move(FillNode&, const Shift&) {}  // it fills its clip
void move(PictureNode& node, const Shift& shift) {
  node.place = moved(node.place, shift);
}
void move(VideoNode& node, const Shift& shift) {
  node.place = moved(node.place, shift);
}
void move(TextNode& node, const Shift& shift) {
  node.x += shift.x;
  node.y += shift.y;
}

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

constexpr double k_sold_out_opacity = 0.55;

/// Builds the part of one cue into `part`, whatever it held.
class PartBuilder {
 public:
  PartBuilder(const Cue& cue, const Setting& setting, Resources& resources, Part& part)
      : cue_(cue),
        setting_(setting),
        resources_(resources),
        zone_(to_pixels(cue.place, setting.viewport)),
        shift_(shift_of(cue.appearance, setting.viewport)),
        part_(part) {
    pixel_ = pixel_of(cue.place, setting.viewport);
    part_.slot = cue.slot;
    part_.start = cue.start;
    part_.ready = true;
    part_.panel = std::holds_alternative<Panel>(cue.what);
    part_.nodes.clear();
  }

  void build() && {
    if (zone_.empty())
      return;
    if (const auto* panel = std::get_if<Panel>(&cue_.what)) {
      add(FillNode{panel->colour, panel->radius.resolve(std::min(zone_.width, zone_.height), pixel_)});
    } else {
      const Item& item = *std::get<const Item*>(cue_.what);
      if (item.background)
        add(FillNode{*item.background, 0});
      std::visit([this](const auto& what) { show(what); }, item.what);
    }
  }

 private:
  template <class What>
  void add(What what) {
    add(std::move(what), zone_, 1);
  }
  template <class What>
  void add(What what, const Rect& clip, double opacity) {
    move(what, shift_);
    part_.nodes.push_back(
        {moved(clip, shift_), cue_.appearance.opacity * opacity, std::move(what), shift_.within});
  }

  TypeArea area() const { return type_area(cue_, setting_); }

  LiveView live() const {
    return {setting_.live, cue_.start + cue_.position,
            setting_.site != nullptr ? std::string_view(setting_.site->zone) : "UTC"};
  }

  /// From the memo, else made.
  template <class Make>
  PlacedTextPtr text(std::int64_t version, Make make) {
    return text(zone_, version, make);
  }
  template <class Make>
  PlacedTextPtr text(const Rect& place, std::int64_t version, Make make) {
    const TextSpot spot{std::get<const Item*>(cue_.what), place, pixel_, version};
    PlacedTextPtr text = setting_.memo != nullptr ? setting_.memo->find(spot) : nullptr;
    if (text)
      return text;
    text = make();
    if (text && setting_.memo != nullptr)
      setting_.memo->keep(spot, text);
    if (!text)
      part_.ready = false;
    return text;
  }

  void show_text(PlacedTextPtr text, const TextStyle& style, Colour colour) {
    if (!text)
      return;
    const Rect inside = area().inside(style);
    add(TextNode{std::move(text), colour, static_cast<double>(inside.x), static_cast<double>(inside.y)});
  }

  void show(const TextItem& item) {
    const LiveView now = live();
    show_text(text(version_at(item, cue_, now),
                   [&] {
                     return resources_.text(request_for(item, cue_, area(), setting_.screen, now, setting_.way));
                   }),
              item.style, live_colour(item.style.colour, item.values, item.live, now));
  }

  void show(const ClockItem& item) {
    static const Site k_nowhere;
    const Site& site = setting_.site != nullptr ? *setting_.site : k_nowhere;
    show_text(
        text(version_at(item, cue_), [&] { return resources_.text(request_for(item, cue_, area(), site)); }),
        item.style, item.style.colour);
  }

  void show(const ImageItem& item) {
    const PicturePtr picture = resources_.picture(item.path, zone_.size());
    if (!picture)
      part_.ready = false;
    else
      add(PictureNode{picture, fitted(item.fit, picture->size, zone_)});
  }

  void show(const VideoItem& item) {
    const FramePtr frame = resources_.frame(cue_, item);
    if (!frame)
      part_.ready = false;
    else
      add(VideoNode{frame, fitted(item.fit, frame->shown, zone_)});
  }

  void show(const QrItem& item) {
    const int side = std::min(zone_.width, zone_.height);
    const PicturePtr picture = resources_.qr(item, side);
    if (!picture) {
      part_.ready = false;
      return;
    }
    // Never scaled: a module is a whole number of pixels, or phones read it badly.
    const Rect place{zone_.x + (zone_.width - picture->size.width) / 2,
                     zone_.y + (zone_.height - picture->size.height) / 2, picture->size.width,
                     picture->size.height};
    add(PictureNode{picture, place});
  }

  void show(const TickerItem& item) {
    const LiveView now = live();
    const PlacedTextPtr strip = text(version_at(item, now), [&] {
      const TickerRequest ticker = request_for(item, area(), setting_.screen, now, setting_.way);
      return resources_.strip(ticker.text, ticker.gap);
    });
    if (!strip || strip->box.width <= 0)
      return;
    // The position comes from the civil time itself, so that screens side by side carry one ribbon.
    const double seconds =
        static_cast<double>((cue_.start + cue_.position).time_since_epoch().count()) / 1000.0;
    const double round = strip->box.width;
    const Colour colour = live_colour(item.style.colour, item.values, item.live, now);
    double x = zone_.x - std::fmod(seconds * speed_of(item, area()), round);
    if (x > zone_.x)
      x -= round;
    const double y = area().inside(item.style).y;
    for (; x < zone_.right(); x += round)
      add(TextNode{strip, colour, x, y});
  }

  void show(const MapItem& item) {
    if (setting_.maps == nullptr)
      return;
    const auto map = setting_.maps->find(item.path);
    if (map == setting_.maps->end())
      return;
    MapRequest request;
    request.map = &map->second;
    request.item = &item;
    request.box = zone_.size();
    if (setting_.screen != nullptr) {
      request.screen = setting_.screen->id.value;
      request.legible = legible_size(*setting_.screen, setting_.viewport);
    }
    if (!item.languages.empty())
      request.language = item.languages[rotation_index(item.languages.size(), item.rotate_every, cue_)];
    if (setting_.way != nullptr && item.route != MapItem::Route::none)
      request.burning = setting_.way->burning;
    for (const auto& [feature, value] : item.live)
      request.notes[feature] = live_note(value, request.language, live());
    const MapFacePtr face = resources_.map(request);
    if (face == nullptr)
      part_.ready = false;
    else
      show_map(*face, item);
  }

  void show_map(const MapFace& face, const MapItem& item) {
    if (face.ground)
      add(PictureNode{face.ground, zone_});
    for (const MapSprite& sprite : face.pictures)
      show_sprite(sprite, 1);
    if (face.way.picture) {
      show_sprite(face.way, 1);
      show_steps(face);
    }
    const MapFace::Stop* stop = nullptr;
    if (!face.tour.empty()) {
      const auto turn = cue_.position / std::max(item.tour_every, Millis{500});
      stop = &face.tour[static_cast<size_t>(turn) % face.tour.size()];
    }
    if (face.here) {
      show_dot(*face.here, face.here_radius * 1.35, {255, 255, 255, 255});
      show_dot(*face.here, face.here_radius, {208, 24, 24, 255});
    }
    for (const MapLabel& label : face.labels)
      show_label(label);
    if (stop == nullptr)
      return;
    show_sprite(stop->light, map_pulse());
    if (stop->label)
      show_label(*stop->label);
  }

  /// What moves on a map does so twenty times a second: enough to be seen, and most refreshes draw nothing.
  double map_seconds() const {
    constexpr Millis k_step{50};
    return static_cast<double>(cue_.position / k_step * k_step.count()) / 1000;
  }

  double map_pulse() const {
    constexpr double k_period = 1.2;  // s, slower than what could harm anybody (WCAG 2.3.1: three a second)
    return 0.6 + 0.4 * std::cos(2 * std::numbers::pi * map_seconds() / k_period);
  }

  void show_sprite(const MapSprite& sprite, double opacity) {
    if (!sprite.picture || sprite.place.empty())
      return;
    const Rect place{zone_.x + sprite.place.x, zone_.y + sprite.place.y, sprite.place.width,
                     sprite.place.height};
    add(PictureNode{sprite.picture, place}, place, opacity);
  }

  void show_dot(MapSpot at, double radius, Colour colour) {
    const int half = std::max(1, static_cast<int>(std::lround(radius)));
    const Rect square{zone_.x + static_cast<int>(std::lround(at.x)) - half,
                      zone_.y + static_cast<int>(std::lround(at.y)) - half, 2 * half, 2 * half};
    if (intersect(square, zone_) == square)
      add(FillNode{colour, static_cast<double>(half)}, square, 1);
  }

  /// Dots that walk along the way out.
  void show_steps(const MapFace& face) {
    const double apart = std::max(12.0, face.here_radius * 3.2);
    double next = std::fmod(map_seconds() * apart * 1.5, apart);
    double walked = 0;
    for (size_t i = 1; i < face.way_line.size(); ++i) {
      const MapSpot &a = face.way_line[i - 1], &b = face.way_line[i];
      const double length = std::hypot(b.x - a.x, b.y - a.y);
      for (; next < walked + length; next += apart) {
        const double part = (next - walked) / length;
        show_dot({a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part}, face.here_radius * 0.26,
                 {255, 255, 255, 255});
      }
      walked += length;
    }
  }

  void show_label(const MapLabel& label) {
    if (label.plate) {
      const Rect plate{zone_.x + label.plate->x, zone_.y + label.plate->y, label.plate->width,
                       label.plate->height};
      add(FillNode{label.plate_colour, label.text ? std::min(plate.width, plate.height) * 0.2 : 0}, plate, 1);
    }
    if (label.text)
      add(TextNode{label.text, label.colour, zone_.x + std::round(label.at.x),
                   zone_.y + std::round(label.at.y)});
  }

  /// Null while its words have not been measured.
  std::shared_ptr<const TableGrid> grid_for(const TableItem& item) {
    const TextSpot spot{std::get<const Item*>(cue_.what), zone_, pixel_, 0};
    auto grid = setting_.memo != nullptr ? setting_.memo->grid(spot) : nullptr;
    if (grid)
      return grid;
    const WidthsPtr widths = resources_.widths(words_of(item));
    if (!widths)
      return nullptr;
    grid = std::make_shared<const TableGrid>(grid_of(item, area(), *widths));
    if (setting_.memo != nullptr)
      setting_.memo->keep(spot, grid);
    return grid;
  }

  /// One line in a place of its own.
  template <class Make>
  PlacedTextPtr show_line(const TextStyle& style, const Rect& place, std::int64_t version, double opacity,
                          Make make) {
    const PlacedTextPtr line = text(place, version, [&] { return resources_.text(make()); });
    if (line)
      add(TextNode{line, style.colour, static_cast<double>(place.x), static_cast<double>(place.y)}, place,
          opacity);
    return line;
  }

  void show(const TableItem& item) {
    const auto grid = grid_for(item);
    if (!grid) {
      part_.ready = false;
      return;
    }
    const TableTurn turn = turn_of(item, grid->pages, cue_.length, cue_.position);
    const auto version = static_cast<std::int64_t>(turn.page * item.languages.size() + turn.language);
    if (grid->titled && item.head)
      add(FillNode{*item.head, 0}, grid->row(0), 1);
    const size_t first = turn.page * grid->rows_per_page;
    const size_t count = std::min(grid->rows_per_page, item.rows.size() - first);
    for (size_t i = 0; i < count; ++i) {
      if (item.stripe && i % 2 != 0)
        add(FillNode{*item.stripe, 0}, grid->row(i + (grid->titled ? 1 : 0)), 1);
    }
    for (size_t column = 0; grid->titled && column < item.columns.size(); ++column) {
      const Rect row = grid->row(0);
      const Rect place{grid->columns[column].left, row.y, grid->columns[column].width, row.height};
      show_line(item.style, place, version, 1,
                [&] { return title_request_for(item, *grid, column, turn.language); });
    }
    for (size_t i = 0; i < count; ++i) {
      for (size_t column = 0; column < item.columns.size(); ++column)
        show_cell(item, *grid, {first + i, i + (grid->titled ? 1 : 0), column}, turn.language, version);
    }
    if (grid->pages > 1) {
      show_line(item.style, grid->mark(), version, 1,
                [&] { return mark_request_for(item, *grid, turn.page); });
    }
  }

  struct CellPlace {
    size_t row = 0;
    size_t on_page = 0;
    size_t column = 0;
  };
  void show_cell(const TableItem& item, const TableGrid& grid, CellPlace at, size_t language,
                 std::int64_t version) {
    const Rect place = grid.cell(item, at.on_page, at.row, at.column, language);
    const bool struck = item.rows[at.row].sold_out && at.column + 1 < item.columns.size();
    const PlacedTextPtr words = show_line(item.style, place, version, struck ? k_sold_out_opacity : 1, [&] {
      return request_for(item, grid, at.row, at.column, language);
    });
    if (!struck || !words || words->ink.empty())
      return;
    const int thick = std::max(1, static_cast<int>(std::lround(grid.size / 14)));
    add(FillNode{item.style.colour, 0},
        {place.x + words->ink.x, place.y + (place.height - thick) / 2, words->ink.width, thick},
        k_sold_out_opacity);
  }

  void show(const CountdownItem& item) {
    if (is_over(item, cue_) && item.after.empty())
      return;
    show_text(text(version_at(item, cue_),
                   [&] { return resources_.text(request_for(item, cue_, area(), setting_.screen)); }),
              item.style, item.style.colour);
  }

  void show(const LayoutItem&) {}  // the timeline has opened it into its zones

  const Cue& cue_;
  const Setting& setting_;
  Resources& resources_;
  Rect zone_;  ///< at rest: what is asked of the resources does not change while it moves
  Shift shift_;
  double pixel_ = 1;
  Part& part_;
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

TypeArea type_area(const Cue& cue, const Setting& setting) {
  const bool known = setting.screen != nullptr;
  return {to_pixels(cue.place, setting.viewport), pixel_of(cue.place, setting.viewport),
          known ? legible_size(*setting.screen, setting.viewport) : 0};
}

std::vector<Part> build_parts(std::span<const Cue> cues, const Setting& setting, Resources& resources,
                              std::vector<Part> spare) {
  std::vector<Part> parts = std::move(spare);
  parts.resize(cues.size());
  for (size_t i = 0; i < cues.size(); ++i)
    PartBuilder(cues[i], setting, resources, parts[i]).build();
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
