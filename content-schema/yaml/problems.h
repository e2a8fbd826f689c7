// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>
#include <vector>

#include "content-schema/base/message.h"
#include "content-schema/model/source.h"

namespace madang {

/// One thing wrong in a content folder, as a person is told it.
struct Problem {
  enum class Severity { error, warning };
  Severity severity = Severity::error;
  std::string code;  ///< stable, for scripts: `unknown-key`, `missing-media`...
  SourceMark mark;
  Bilingual what;     ///< what is wrong
  Bilingual instead;  ///< what to write instead; may be empty
  std::string line;   ///< the source line, for the caret; empty where there is none
  int length = 1;     ///< characters under the caret
};

struct Problems {
  std::vector<Problem> list;
  size_t dropped = 0;  ///< beyond the limit

  bool has_errors() const;
};

/// `file:line:column: ...`, the line, a caret, and the advice; as a compiler would say it.
std::string to_text(const Problem& problem, Lang lang);

}  // namespace madang
