// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "scheduler/live/reading.h"
#include "tests/fuzz/must.h"

using namespace madang;

/// Whatever a source sends: no crash, no value longer than it may be, and each value read or told of. The first
/// byte chooses the format, and whether it says when.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0)
    return 0;
  DataSource source;
  source.format = data[0] % 2 == 0 ? DataSource::Format::json : DataSource::Format::csv;
  source.values["number"] = {DataValue::Type::number, "/lots/0/free", "lot", "a", "free"};
  source.values["text"] = {DataValue::Type::text, "/sky", "", "", "sky"};
  if (data[0] & 2)
    source.taken = DataValue{DataValue::Type::text, "/at", "", "", "at"};
  const std::string_view body(reinterpret_cast<const char*>(data) + 1, size - 1);
  const live::Reading reading = live::read_answer(source, body);
  // Of each value one or the other, or one problem of the whole.
  const std::size_t told = reading.values.size() + reading.problems.size();
  must(told == 2 || (told == 1 && reading.values.empty()));
  must(!source.taken || reading.taken || reading.values.empty());
  for (const auto& [name, value] : reading.values) {
    const auto* text = std::get_if<std::string>(&value.what);
    must(text == nullptr || text->size() <= live::k_most_text);
  }
  return 0;
}
