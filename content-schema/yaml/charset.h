// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "content-schema/base/error.h"

namespace madang::yaml {

/// What a spreadsheet saves as "CSV" (RFC 4180), as text: UTF-8 with or without a mark, or CP949 as Korean
/// Excel writes it. `invalid` where it is neither.
Result<std::string> csv_text(std::span<const std::byte> bytes);

}  // namespace madang::yaml
