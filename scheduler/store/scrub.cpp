// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/store/scrub.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <span>

#include "scheduler/store/folders.h"

namespace madang {
namespace {

constexpr std::size_t k_block_bytes = std::size_t{256} * 1024;

}  // namespace

void Scrub::begin(const std::filesystem::path& root, const ManifestFile& file) {
  fd_.reset(::open(object_path(root, file.sha256).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  hash_.emplace();
}

Scrubbed Scrub::look(const std::filesystem::path& root, const ReleaseId& id, const Manifest& manifest,
                     std::uint64_t budget) {
  Scrubbed step;
  if (id != id_) {
    id_ = id;
    next_ = 0;
    fd_.reset();
  }
  std::vector<std::byte> block(k_block_bytes);
  while (budget > 0 && !manifest.files.empty()) {
    const ManifestFile& file = manifest.files[next_];
    if (!fd_.valid())
      begin(root, file);
    // Not by mapping it: what a broken card cannot read would end this process.
    const ssize_t got = fd_.valid() ? ::read(fd_.get(), block.data(), block.size()) : 0;
    if (got < 0 && errno == EINTR)
      continue;
    if (got > 0) {
      hash_->update(std::span(block).first(static_cast<std::size_t>(got)));
      budget -= std::min(budget, static_cast<std::uint64_t>(got));
      continue;
    }
    if (fd_.valid() && (got < 0 || hash_->finish() != file.sha256))
      step.wrong.push_back(file);
    fd_.reset();
    if (++next_ < manifest.files.size())
      continue;
    next_ = 0;
    step.at_end = true;
    break;
  }
  return step;
}

}  // namespace madang
