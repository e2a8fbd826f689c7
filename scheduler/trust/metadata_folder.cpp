// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/trust/metadata_folder.h"

#include <unistd.h>

#include <cerrno>

#include "content-schema/base/file.h"
#include "scheduler/trust/percent.h"

namespace madang::trust {

namespace fs = std::filesystem;

std::optional<std::vector<std::byte>> MetadataFolder::read(std::string_view role,
                                                           std::uint64_t most_bytes) const {
  auto bytes = read_file(path_ / file_name(role), most_bytes);
  return bytes ? std::optional(std::move(*bytes)) : std::nullopt;
}

Checked<void> MetadataFolder::write(std::string_view role, std::span<const std::byte> bytes) const {
  auto written = write_file_atomically(path_ / file_name(role), bytes);
  if (!written)
    return fault(Reason::disk, std::move(written.error()));
  return {};
}

Checked<void> MetadataFolder::remove(std::string_view role) const {
  const fs::path file = path_ / file_name(role);
  if (::unlink(file.c_str()) != 0) {
    if (errno == ENOENT)
      return {};
    const int code = errno;
    return fault(Reason::disk, fail(errno_kind(code), "'{}' 파일을 지우지 못했습니다: {}",
                                    "cannot remove '{}': {}", file.string(), errno_text(code))
                                   .value());
  }
  if (auto lasting = sync_folder(path_); !lasting)
    return fault(Reason::disk, std::move(lasting.error()));
  return {};
}

void MetadataFolder::sweep() const {
  std::error_code failure;
  std::vector<fs::path> unfinished;
  for (fs::directory_iterator each(path_, failure), end; !failure && each != end; each.increment(failure)) {
    // As AtomicFile names them: `root.json.` and six characters.
    if (each->path().stem().extension() == ".json" && each->path().extension().string().size() == 7)
      unfinished.push_back(each->path());
  }
  for (const fs::path& each : unfinished)
    ::unlink(each.c_str());
}

std::string MetadataFolder::file_name(std::string_view role) {
  return percent_encoded(role) + ".json";
}

}  // namespace madang::trust
