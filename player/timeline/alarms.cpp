// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/timeline/alarms.h"

#include <utility>

#include "player/timeline/words_page.h"

namespace madang {

Alarms::Alarms(AlarmState state) : state_(std::move(state)) {
  Document pages;
  for (const Incident& incident : state_.active) {
    if (has_words_page(incident))
      paths_.emplace(incident.id, add_words_page(pages, incident));
  }
  pages_ = std::make_unique<const Document>(std::move(pages));
  repertoire_.add(*pages_, SysTime::min(), {}, {});
}

const std::string* Alarms::page_of(const Incident& incident) const {
  const auto found = paths_.find(incident.id);
  return found == paths_.end() ? nullptr : &found->second;
}

}  // namespace madang
