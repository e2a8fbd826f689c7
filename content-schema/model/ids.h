// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <compare>
#include <string>

namespace madang {

/// A name that cannot be mistaken for another kind of name: `ScreenId` is no `GroupId`.
template <class Tag>
struct Id {
  std::string value;

  bool empty() const { return value.empty(); }
  friend auto operator<=>(const Id&, const Id&) = default;
};

using ScreenId = Id<struct ScreenTag>;
using GroupId = Id<struct GroupTag>;
using ZoneId = Id<struct ZoneTag>;  ///< a zone of a layout
using IncidentId = Id<struct IncidentTag>;
using ReleaseId = Id<struct ReleaseTag>;  ///< SHA-256 of the manifest, 64 hexadecimal digits

}  // namespace madang
