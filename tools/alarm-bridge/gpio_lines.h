// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "content-schema/base/error.h"

namespace madang::bridge {

/// The resistor inside the chip that holds an open contact's line at a level.
enum class Bias { as_is, off, pull_up, pull_down };

/// Lines of a GPIO chip, held as inputs for as long as this lives. Debian 12 has libgpiod 1.6 and Debian 13
/// has 2.x, whose calls are others: gpio_lines_v1.cpp or gpio_lines_v2.cpp, as the build finds. Bound to one
/// thread.
class GpioLines {
 public:
  static constexpr std::size_t k_most = 64;  ///< the kernel's own limit

  /// `chip`: `/dev/gpiochip0`. `not_found` for a chip that is not there, `invalid` for a line it does not
  /// have, `unavailable` for a line that another program holds, `refused` without the rights.
  static Result<GpioLines> open(const std::string& chip, const std::vector<unsigned>& offsets, Bias bias);

  /// True where the line is high, in the order of `offsets`. `unavailable` when the chip is gone.
  Result<std::vector<bool>> read();

 private:
  struct Handles;
  struct Release {
    void operator()(Handles* handles) const noexcept;
  };
  explicit GpioLines(std::unique_ptr<Handles, Release> handles) : handles_(std::move(handles)) {}
  std::unique_ptr<Handles, Release> handles_;
};

}  // namespace madang::bridge
