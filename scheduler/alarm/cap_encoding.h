// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "content-schema/base/error.h"

namespace madang::alarm {

struct DecodedText {
  std::string utf8;                ///< valid UTF-8 without a byte order mark
  std::vector<Bilingual> remarks;  ///< what had to be overlooked
};

/// The bytes of an XML entity as UTF-8 (XML 1.0, appendix F: byte order mark, first bytes, declaration). Read
/// are UTF-8, UTF-16, ASCII, the ISO 8859 and Windows pages of Europe, and what Korea, Japan and China used
/// before UTF-8 (EUC-KR and CP949 among them).
///
/// An alarm with a broken letter is still an alarm: bytes that mean nothing become U+FFFD and a remark. So is
/// one that calls itself UTF-16 in single bytes, as programs do that wrote to a string first. `invalid` is
/// only an encoding that we do not know and that says more than ASCII.
Result<DecodedText> decode_xml(std::span<const std::byte> bytes);

}  // namespace madang::alarm
