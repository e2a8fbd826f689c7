// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/model/site.h"

#include <algorithm>

namespace madang {

const Screen* Site::find(const ScreenId& id) const {
  const auto found =
      std::find_if(screens.begin(), screens.end(), [&](const Screen& screen) { return screen.id == id; });
  return found == screens.end() ? nullptr : &*found;
}

}  // namespace madang
