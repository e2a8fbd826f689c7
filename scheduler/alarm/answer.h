// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>

#include "scheduler/alarm/state.h"
#include "scheduler/http/server.h"

namespace madang::alarm {

/// How a desk answers over HTTP, a kiosk's and a bridge's alike: 200 for what stands (said twice too), 404 for
/// a clear of what is not on, 409 for what is older than the last, 503 for what finds no place now.
int status_of(Verdict verdict);
/// `body` is JSON. Not to be cached: it is true now.
http::Response json_answer(int status, std::string body);

}  // namespace madang::alarm
