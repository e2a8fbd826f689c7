// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/prepare/announcer.h"

#include <poll.h>

#include <utility>

#include "player/scene/build.h"
#include "player/timeline/kind_words.h"

namespace madang {

Announcer::Announcer(Typesetter typesetter, Wakeup wakeup, std::function<void()> rung)
    : typesetter_(std::move(typesetter)), wakeup_(std::move(wakeup)), rung_(std::move(rung)) {}

Result<std::unique_ptr<Announcer>> Announcer::create(Typesetter typesetter, std::function<void()> rung) {
  auto wakeup = Wakeup::create();
  if (!wakeup)
    return fail(wakeup.error());
  return std::unique_ptr<Announcer>(
      new Announcer(std::move(typesetter), std::move(*wakeup), std::move(rung)));
}

void Announcer::request(Job job) {
  jobs_.put(std::move(job));
  wakeup_.ring();
}

/// The first word of a script costs what its font costs to open, several times what the page does.
void Announcer::warm_up() {
  for (const TaggedText& words : staff_words()) {
    for (const Weight weight : {Weight::bold, Weight::regular}) {
      TextRequest request;
      request.blocks = {words};
      request.box = {640, 120};
      request.weight = weight;
      typesetter_.place(request, nullptr);
    }
  }
}

void Announcer::run(std::stop_token stop) {
  const std::stop_callback wake_to_stop(stop, [this] { wakeup_.ring(); });
  warm_up();
  while (!stop.stop_requested()) {
    if (auto job = jobs_.take()) {
      const Programme& programme = job->timeline->programme();
      Setting setting = setting_of(programme.document, programme.screen, job->viewport);
      std::optional<WayOut> way;
      if (setting.screen != nullptr && !programme.document.maps.empty())
        way = way_out(programme.document, *setting.screen, places_of(job->alarms->state(), job->now));
      setting.way = way ? &*way : nullptr;
      Loader loader(typesetter_, *job->texts, programme.inventory);
      build_parts(job->timeline->at(job->now, *job->alarms), setting, loader);
      rung_();
      continue;
    }
    pollfd bell{wakeup_.fd(), POLLIN, 0};
    if (::poll(&bell, 1, -1) < 0)
      continue;  // EINTR
    wakeup_.hear();
  }
}

}  // namespace madang
