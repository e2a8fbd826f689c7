// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>
#include <vector>

#include "content-schema/base/message.h"
#include "content-schema/model/ids.h"
#include "content-schema/model/source.h"

namespace madang {

/// Something a reader of the screens would stumble over, in one item on one or more screens.
struct Finding {
  std::string code;  ///< stable, for scripts: `missing-glyph`, `text-does-not-fit`, `text-too-small`,
                     ///< `low-contrast`, `ink-cut-off`, `qr-too-small`, `qr-unreadable`, `table-cut-short`
  bool is_error = false;
  SourceMark mark;  ///< of the item
  std::vector<ScreenId> screens;
  Bilingual what;
  Bilingual instead;
};

}  // namespace madang
