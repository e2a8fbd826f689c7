// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>
#include <vector>

#include "content-schema/model/alarm.h"

namespace madang {

/// What the program itself can say of a kind, for where nobody sent words.
struct KindWords {
  /// Its name in nine languages, Korean first; of a kind that is not known `비상 알림`, an emergency notice.
  std::vector<TaggedText> names;
  /// In this market it means that everybody leaves. So does a kind that only the site knows: on doubt, out.
  bool evacuates = true;
};
KindWords words_of_kind(const AlarmKind& kind);

/// "Please follow the staff", in the languages of `names` and in their order.
std::vector<TaggedText> staff_words();

}  // namespace madang
