// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>
#include <vector>

#include "content-schema/base/message.h"
#include "player/text/break.h"
#include "player/text/layout.h"

namespace madang {

/// A place between two characters, and why a line may or may not begin there.
struct ExplainedBreak {
  std::size_t block = 0;     ///< index in TextRequest::blocks
  std::uint32_t offset = 0;  ///< bytes of the block's text before it
  Break decided;
  bool taken = false;  ///< the layout broke here
};

/// Every place inside the text where a grapheme cluster ends, in order. For people who ask why it breaks
/// here: nothing that draws needs it. Pure.
std::vector<ExplainedBreak> explain_breaks(const TextRequest& request, const TextLayout& layout);

/// A stretch of text that was shaped in one go.
struct ExplainedRun {
  std::size_t block = 0;    ///< index in TextRequest::blocks
  std::uint32_t begin = 0;  ///< bytes of the block's text
  std::uint32_t end = 0;
  FaceId face;
  std::string script;  ///< as UAX #24 names it: `Hangul`
  bool right_to_left = false;
  bool turned = false;  ///< on its side, in a line that runs down
};

/// The runs of every block, in logical order. As `lay_out`, bound to the font set's thread.
std::vector<ExplainedRun> explain_runs(const TextRequest& request, FontSet& fonts);

/// Stable, for scripts: `eojeol`, `line-head`...
std::string_view to_string(BreakRule rule);
/// As a person is told it.
Bilingual describe(BreakRule rule);

}  // namespace madang
