// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <map>

#include "content-schema/base/error.h"
#include "content-schema/model/ids.h"
#include "tools/server/repository.h"

namespace madang::server {

/// Puts the manifest of each release where the assignments say that screens find it (`Repository::assigned`).
/// A kiosk takes it from `releases/`; but what is listed as a target is to be had under its name (TUF 1.0
/// section 6.2), by any client from any web server. A second name of the same file where the disk knows such,
/// else a copy. A release whose manifest is not there is left out: nobody can have it under the first name
/// either. On the disk when it returns; safe to stop at any instruction, and to repeat.
Status put_assigned(const Repository& repository, const std::map<ScreenId, ReleaseId>& assigned);

}  // namespace madang::server
