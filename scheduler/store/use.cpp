// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/store/use.h"

#include <charconv>

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"

namespace madang {

namespace {

constexpr std::size_t k_date_length = 10;
constexpr std::uint64_t k_most_bytes = 64;

}  // namespace

Written add(const Written& before, std::uint64_t bytes, SysTime now) {
  return {std::chrono::floor<std::chrono::days>(now), before.on(now) + bytes};
}

std::string to_text(const Written& written) {
  return to_iso8601(written.day).substr(0, k_date_length) + " " + std::to_string(written.bytes) + "\n";
}

Written written_from(std::string_view text) {
  if (text.size() < k_date_length + 3 || text[k_date_length] != ' ' || text.back() != '\n')
    return {};
  const auto day = parse_iso8601(std::string(text.substr(0, k_date_length)) + "T00:00:00Z");
  Written written;
  const char* begin = text.data() + k_date_length + 1;
  const char* end = text.data() + text.size() - 1;
  if (!day || std::from_chars(begin, end, written.bytes).ptr != end)
    return {};
  written.day = std::chrono::floor<std::chrono::days>(*day);
  return written;
}

Written read_written(const std::filesystem::path& root) {
  const auto bytes = read_file(root / "written", k_most_bytes);
  return bytes ? written_from(as_text(*bytes)) : Written{};
}

}  // namespace madang
