// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/live/kept_values.h"

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"
#include "content-schema/base/log.h"
#include "content-schema/wire/codec.h"

namespace madang::live {

LiveValues KeptValues::recall() {
  const auto values = read_file(file_, k_most_live_bytes).and_then([](const std::vector<std::byte>& bytes) {
    return decode_live_values(bytes);
  });
  if (values) {
    kept_ = *values;
  } else if (values.error().kind != ErrorKind::not_found) {
    log::warning("data: what was known before the start cannot be read: {}", values.error().message.en);
  }
  return kept_;
}

void KeptValues::keep(const LiveValues& values, SteadyTime now, Occasion occasion) {
  if (values == kept_ || (occasion == Occasion::running && since_ && now - *since_ < k_every))
    return;
  if (auto written = write_file_atomically(file_, as_bytes(encode(values))); !written)
    log::warning("data: {}", written.error().message.en);
  since_ = now;
  kept_ = values;
}

}  // namespace madang::live
