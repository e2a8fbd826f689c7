// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "content-schema/model/fonts.h"
#include "player/text/font_set.h"

namespace madang::test {

/// fonts/fonts.yaml as a value, without a YAML reader: the same Debian files, chain for chain.
FontConfig shipped_fonts();

/// Maps files once for the whole program.
FontBytes mapped_fonts();

/// The shipped fonts opened once for the whole test program; fails the program where none is installed.
FontSet& font_set();

}  // namespace madang::test
