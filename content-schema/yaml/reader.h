// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "content-schema/yaml/load.h"
#include "content-schema/yaml/node.h"
#include "content-schema/yaml/report.h"

namespace madang::yaml {

/// Bytes of one file to nodes with line and column. The limits act while the parser runs, before anything is
/// built beyond them. UTF-8 with or without BOM; LF, CRLF or CR.
///
/// Problems that leave the rest readable (a key twice, a foreign tag) are reported and reading goes on; on
/// any other there is one problem and no tree. Never throws but std::bad_alloc. The file is added to `report`
/// for its lines.
std::optional<Tree> read_yaml(std::span<const std::byte> bytes, std::string_view file, const Limits& limits,
                              Report& report);

}  // namespace madang::yaml
