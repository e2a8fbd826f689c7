// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

namespace madang {

/// Which zone, by its path through the layouts, as a number: to compare it, to pass it on and to remember it
/// takes no memory. `Slot{}` is the whole screen. Two paths share a number once in 2^64 (FNV-1a).
class Slot {
 public:
  constexpr Slot() = default;

  /// The zone of this name within this one.
  constexpr Slot inside(std::string_view zone) const {
    Slot slot = *this;
    slot.add('/');  // no zone's name holds one: a/b is not ab
    for (const char c : zone)
      slot.add(c);
    return slot;
  }

  constexpr std::uint64_t value() const { return value_; }
  friend constexpr auto operator<=>(Slot, Slot) = default;

 private:
  constexpr void add(char c) { value_ = (value_ ^ static_cast<unsigned char>(c)) * 0x100000001B3; }

  std::uint64_t value_ = 0xCBF29CE484222325;
};

}  // namespace madang
