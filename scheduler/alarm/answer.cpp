// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/alarm/answer.h"

#include <utility>

namespace madang::alarm {

int status_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::accepted:
    case Verdict::duplicate:
      return 200;
    case Verdict::old:
      return 409;
    case Verdict::unknown_incident:
      return 404;
    case Verdict::full:
    case Verdict::outranked:
      return 503;
  }
  return 500;
}

http::Response json_answer(int status, std::string body) {
  http::Response response;
  response.status = status;
  response.body = std::move(body);
  response.cache = "no-store";
  return response;
}

}  // namespace madang::alarm
