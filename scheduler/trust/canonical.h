// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>

#include "scheduler/trust/strict_json.h"

namespace madang::trust {

/// The one way to write a value down (OLPC canonical JSON, as TUF 1.0 section 4.2 asks for): no white space,
/// names in the order of their bytes, which is that of their code points, and in strings nothing escaped but
/// `"` and `\`, so that the result need not be JSON. It is what signatures are made over, of the `signed`
/// part of a document, unknown fields included. Pure.
std::string canonical(const Json& value);

}  // namespace madang::trust
