// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "player/text/segment.h"

namespace madang {

/// How a character stands in a line that runs down.
enum class Stance : std::uint8_t {
  turned,   ///< on its side, clockwise: Latin, Arabic, prices (UAX #50: R)
  upright,  ///< Hangul, Han, kana, and marks that may have a form for this (U, Tu)
  formed,   ///< brackets and their like: upright in the form a font has for this, else turned (Tr)
  across,   ///< one of the one or two digits that share one em (CSS Writing Modes 4, text-combine-upright:
            ///< digits 2), where they touch nothing that is turned and something near them stands; and an
            ///< ASCII ! or ? that ends upright words, as Korean writes it
};

/// For each UTF-16 unit of a paragraph. A cluster stands as its first character does. Pure.
std::vector<Stance> find_stances(std::u16string_view paragraph, Segmenter& segmenter);

}  // namespace madang
