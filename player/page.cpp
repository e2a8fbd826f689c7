// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/page.h"

#include <memory>

#include "player/prepare/patient_resources.h"
#include "player/scene/build.h"
#include "player/timeline/timeline.h"

namespace madang {

Result<Page> page_of(const LocalContent& content, const PageWish& wish, Typesetter& typesetter) {
  using namespace std::chrono_literals;
  const ScreenId id = wish.screen.value.empty() ? content.document.site.screens.front().id : wish.screen;
  auto planned = programme_of(content, id, {wish.at, wish.at + 1min});
  if (!planned)
    return fail(planned.error());
  const auto programme = std::make_shared<const Programme>(std::move(*planned));

  AlarmState alarms;
  if (wish.alarm)
    alarms.active.push_back({{"page"}, *wish.alarm, "page", 1, wish.at});

  const Site& site = programme->document.site;
  const Screen* screen = site.find(id);
  const Size viewport = wish.size.value_or(screen->resolution);
  ResourceCache cache(1);
  PatientResources resources(typesetter, cache, programme->inventory, decoder_program());
  const Timeline timeline(programme);
  const auto cues = timeline.at(wish.at, alarms);
  const auto parts = build_parts(cues, {viewport, &site, screen}, resources);

  Page page{assemble(parts, viewport), {}, resources.broken()};
  for (const Remark& remark : resources.remarks())
    page.remarks.push_back(remark.what);
  for (const auto& [path, error] : resources.failures())
    page.broken.emplace(path, error);
  return page;
}

}  // namespace madang
