// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace madang {

/// The last programme and the last alarm state, as they came, in two files of one folder. Bytes that are
/// there already are not written again. A disk that fails is logged and otherwise passed over: the screen
/// goes on, only a restart without a scheduler would know less. Bound to one thread.
class Memory {
 public:
  enum class Kind { programme, alarms };

  /// An empty folder keeps nothing.
  explicit Memory(std::filesystem::path folder) : folder_(std::move(folder)) {}

  void keep(Kind kind, std::string_view bytes);
  std::optional<std::string> recall(Kind kind);

 private:
  std::filesystem::path file(Kind kind) const;

  std::filesystem::path folder_;
  std::string kept_[2];  // by kind: what the file holds
};

}  // namespace madang
