// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string_view>
#include <vector>

#include "content-schema/base/message.h"

namespace madang::yaml {

/// What a person is told where the parser gave up.
struct SyntaxWords {
  Bilingual what;
  Bilingual instead;
  int line = 1;    ///< the line to show: the one that is wrong, not always the one where the parser stumbled
  int column = 1;  ///< in characters
};

/// `message` is the parser's own; `lines` the file's; `line` and `column` (from 1) where it stopped. Looks
/// for the mistakes people make (tabs, no space after a colon, a value that wants quotes) before it falls
/// back on the message.
SyntaxWords explain_syntax(std::string_view message, const std::vector<std::string_view>& lines, int line,
                           int column);

}  // namespace madang::yaml
