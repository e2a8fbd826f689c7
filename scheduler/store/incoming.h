// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

#include "content-schema/base/digest.h"
#include "content-schema/base/error.h"
#include "content-schema/base/unique_fd.h"
#include "scheduler/store/step.h"

namespace madang {

/// One object on its way into the store; from Store::receive. What has come is kept under `partial/` when
/// this object dies without `commit`, and the next Incoming of the same digest goes on from there. Bound to
/// one thread.
class Incoming {
 public:
  Incoming(Incoming&&) noexcept = default;
  Incoming& operator=(Incoming&&) noexcept = delete;

  /// Bytes that are here already; a transfer asks for those from here on.
  std::uint64_t have() const { return have_; }

  /// `limit` when more would come than the object is long, before any of it is written.
  Status write(std::span<const std::byte> bytes);

  /// From the beginning, for a server that cannot go on in the middle.
  Status restart();

  /// The object takes its place only now: fsync, then length and digest of what the disk gives back (not of
  /// what memory gave to it), then rename. Where they do not agree: `invalid`, and what came is thrown away.
  /// After any failed fsync too: the kernel may have dropped what it could not write. Until a release is
  /// materialised, which syncs the folders of its objects, a power cut may take the name back.
  Status commit();

 private:
  friend class Store;
  /// What is written is added to `written`, which a store shares with its incoming objects: it may move while
  /// they live.
  static Result<Incoming> open(const std::filesystem::path& root, const Digest& digest, std::uint64_t length,
                               StepHook hook, std::shared_ptr<std::uint64_t> written);
  Incoming(std::filesystem::path root, const Digest& digest, std::uint64_t length, StepHook hook,
           std::shared_ptr<std::uint64_t> written, UniqueFd fd, std::uint64_t have);
  std::filesystem::path partial() const;
  void step(std::string_view name) const {
    if (hook_)
      hook_(name);
  }
  tl::unexpected<Error> throw_away(Error reason);
  Result<Digest> digest_of_disk() const;

  std::filesystem::path root_;
  Digest digest_;
  std::uint64_t length_;
  StepHook hook_;
  std::shared_ptr<std::uint64_t> written_;
  UniqueFd fd_;
  std::uint64_t have_;
};

}  // namespace madang
