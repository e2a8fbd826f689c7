// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

// Private to this folder.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scheduler/trust/fault.h"
#include "scheduler/trust/strict_json.h"

namespace madang::trust {

/// Reads the members of one object of metadata, one after the other. The first thing wrong is kept in
/// `wrong`, as bad_metadata with its place; what is asked for after it is empty. Whoever reads looks at
/// `wrong` at the end.
class Fields {
 public:
  /// `place` is what a message calls the object. `object` and `wrong` must outlive this.
  Fields(const Json& object, std::string place, std::optional<Fault>& wrong);

  bool has(std::string_view name) const { return object_.find(name) != nullptr; }
  /// The member, which must be there; null where it is not.
  const Json* any(std::string_view name);
  std::string text(std::string_view name);
  std::int64_t integer(std::string_view name, std::int64_t least);
  bool boolean(std::string_view name);
  const Json::Object& object(std::string_view name);
  const Json::List& list(std::string_view name);
  std::vector<std::string> texts(std::string_view name);

  /// The members of `member`, which stands under `name` here.
  Fields inner(std::string_view name, const Json& member) const;

  void refuse_member(std::string_view name);
  void refuse(Fault fault);

 private:
  const Json& object_;
  std::string place_;
  std::optional<Fault>& wrong_;
};

}  // namespace madang::trust
