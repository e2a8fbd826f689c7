// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/page.h"

#include <memory>

#include "player/prepare/patient_resources.h"
#include "player/scene/build.h"
#include "player/timeline/timeline.h"

namespace madang {

namespace {

/// What is due on the screen of a wish.
struct Due {
  std::shared_ptr<const Programme> programme;
  Timeline timeline;
  Alarms alarms;
  const Screen* screen = nullptr;
  Size viewport;
  LiveValues live;
  std::optional<WayOut> way = std::nullopt;  // that a setting points to

  Setting setting_at(SysTime t) {
    Setting setting = setting_of(programme->document, programme->screen, viewport);
    setting.live = &live;
    if (!alarms.quiet() && !programme->document.maps.empty()) {
      way = way_out(programme->document, *screen, places_of(alarms.state(), t));
      setting.way = &*way;
    }
    return setting;
  }
};

Result<Due> due_at(const LocalContent& content, const PageWish& wish, Millis length = Millis{0}) {
  using namespace std::chrono_literals;
  const ScreenId id = wish.screen.value.empty() ? content.document.site.screens.front().id : wish.screen;
  auto planned = programme_of(content, id, {wish.at, wish.at + length + 1min});
  if (!planned)
    return fail(planned.error());
  const auto programme = std::make_shared<const Programme>(std::move(*planned));
  Due due{programme, Timeline(programme), {}, programme->document.site.find(id), {}, wish.live};
  AlarmState alarms{wish.incidents};
  if (wish.alarm == k_all_clear)
    alarms.all_clear = AllClear{wish.exercise, wish.at};
  else if (wish.alarm) {
    Incident incident{{"page"}, *wish.alarm, "page", 1, wish.at, wish.exercise};
    incident.place = wish.place;
    alarms.active.push_back(std::move(incident));
  }
  due.alarms = Alarms(std::move(alarms));
  due.viewport = wish.size.value_or(due.screen->resolution);
  return due;
}

/// Remembers what it is asked for, and draws nothing.
class Listener : public Resources {
 public:
  PicturePtr picture(const std::string&, Size) override { return nullptr; }
  PicturePtr qr(const QrItem&, int) override { return nullptr; }
  FramePtr frame(const Cue&, const VideoItem&) override { return nullptr; }
  MapFacePtr map(const MapRequest&) override { return nullptr; }
  PlacedTextPtr strip(const TextRequest&, double) override { return nullptr; }
  WidthsPtr widths(const MeasureRequest&) override { return nullptr; }
  PlacedTextPtr text(const TextRequest& request) override {
    asked = request;
    return std::make_shared<const PlacedText>();
  }

  std::optional<TextRequest> asked;
};

}  // namespace

Result<Page> page_of(const LocalContent& content, const PageWish& wish, Typesetter& typesetter) {
  auto due = due_at(content, wish);
  if (!due)
    return fail(due.error());
  ResourceCache cache(1);
  PatientResources resources(typesetter, cache, due->programme->inventory, decoder_program());
  const auto cues = due->timeline.at(wish.at, due->alarms);
  const auto parts = build_parts(cues, due->setting_at(wish.at), resources);

  Page page{assemble(parts, due->viewport), {}, resources.broken()};
  for (const Remark& remark : resources.remarks())
    page.remarks.push_back(remark.what);
  for (const auto& [path, error] : resources.failures())
    page.broken.emplace(path, error);
  return page;
}

struct PageFilm::Impl {
  Impl(Due what, Millis lead, Typesetter& typesetter)
      : due(std::move(what)),
        cache(1),
        resources(typesetter, cache, due.programme->inventory, decoder_program(), lead) {}

  Due due;
  ResourceCache cache;
  PatientResources resources;
};

PageFilm::PageFilm(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PageFilm::PageFilm(PageFilm&&) noexcept = default;
PageFilm& PageFilm::operator=(PageFilm&&) noexcept = default;
PageFilm::~PageFilm() = default;

Result<PageFilm> PageFilm::open(const LocalContent& content, const PageWish& wish, Millis length,
                                std::chrono::duration<double, std::milli> period, Typesetter& typesetter) {
  auto due = due_at(content, wish, length);
  if (!due)
    return fail(due.error());
  const Millis half(static_cast<Millis::rep>(period.count() / 2));
  return PageFilm(std::make_unique<Impl>(std::move(*due), half, typesetter));
}

Scene PageFilm::at(SysTime t) {
  Due& due = impl_->due;
  const auto cues = due.timeline.at(t, due.alarms);
  const auto parts = build_parts(cues, due.setting_at(t), impl_->resources);
  impl_->resources.sweep();
  impl_->cache.next_round();
  return assemble(parts, due.viewport);
}

std::vector<Bilingual> PageFilm::remarks() const {
  std::vector<Bilingual> all;
  for (const Remark& remark : impl_->resources.remarks())
    all.push_back(remark.what);
  for (const auto& [path, error] : impl_->resources.broken())
    all.push_back(error.message);
  for (const auto& [path, error] : impl_->resources.failures())
    all.push_back(error.message);
  return all;
}

Result<std::vector<PageText>> texts_of(const LocalContent& content, const PageWish& wish) {
  auto due = due_at(content, wish);
  if (!due)
    return fail(due.error());
  std::vector<PageText> texts;
  for (const Cue& cue : due->timeline.at(wish.at, due->alarms)) {
    Listener listener;
    const auto parts = build_parts({&cue, 1}, due->setting_at(wish.at), listener);
    if (!listener.asked || parts[0].nodes.empty())
      continue;
    const auto& node = std::get<TextNode>(parts[0].nodes.back().what);  // above the item's own ground
    const Size box = listener.asked->box;
    texts.push_back({std::get<const Item*>(cue.what)->mark,
                     {static_cast<int>(node.x), static_cast<int>(node.y), box.width, box.height},
                     node.colour,
                     std::move(*listener.asked)});
  }
  return texts;
}

}  // namespace madang
