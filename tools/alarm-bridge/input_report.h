// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "content-schema/base/error.h"
#include "scheduler/alarm/supervision.h"
#include "tools/alarm-bridge/panel_event.h"

namespace madang::bridge {

using alarm::Link;

/// What an input hands the bridge, all at once: events of one message, or news of the link.
struct InputReport {
  std::string source;              ///< the account of a panel, or the name of a device, as configured
  std::optional<int> sequence;     ///< of the panel's message. It begins again when the panel restarts
  std::vector<PanelEvent> events;  ///< empty where it is about the link
  std::optional<Link> link;
  friend bool operator==(const InputReport&, const InputReport&) = default;
};

/// Returns once the report is on disk, and an error if it is not. After an error the input tells the same
/// again: a panel gets no answer and repeats, a contact is asked again. The same report may therefore come
/// twice, also when the bridge was restarted between the disk and the answer: raising what is raised must
/// change nothing. Called on the input's own thread, which waits for it.
using Taker = std::function<Status(const InputReport&)>;

}  // namespace madang::bridge
