// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/link/memory.h"

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"
#include "content-schema/base/log.h"
#include "content-schema/wire/codec.h"

namespace madang {

std::filesystem::path Memory::file(Kind kind) const {
  return folder_ / (kind == Kind::programme ? "programme.json" : "alarms.json");
}

void Memory::keep(Kind kind, std::string_view bytes) {
  std::string& kept = kept_[static_cast<size_t>(kind)];
  if (folder_.empty() || kept == bytes)
    return;
  const auto written = write_file_atomically(file(kind), as_bytes(bytes));
  if (written)
    kept = bytes;
  else
    log::warning("{}", written.error().message.en);
}

std::optional<std::string> Memory::recall(Kind kind) {
  if (folder_.empty())
    return std::nullopt;
  const auto bytes = read_file(file(kind), k_most_message_bytes);
  if (bytes)
    return kept_[static_cast<size_t>(kind)] = as_text(*bytes);
  if (bytes.error().kind != ErrorKind::not_found)
    log::warning("{}", bytes.error().message.en);
  return std::nullopt;
}

}  // namespace madang
