// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/store/incoming.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <vector>

#include "content-schema/base/file.h"
#include "scheduler/store/folders.h"

namespace madang {

namespace fs = std::filesystem;

Incoming::Incoming(fs::path root, const Digest& digest, std::uint64_t length, StepHook hook,
                   std::shared_ptr<std::uint64_t> written, UniqueFd fd, std::uint64_t have)
    : root_(std::move(root)),
      digest_(digest),
      length_(length),
      hook_(std::move(hook)),
      written_(std::move(written)),
      fd_(std::move(fd)),
      have_(have) {}

fs::path Incoming::partial() const {
  return root_ / "partial" / digest_.hex();
}

Result<Incoming> Incoming::open(const fs::path& root, const Digest& digest, std::uint64_t length,
                                StepHook hook, std::shared_ptr<std::uint64_t> written) {
  const fs::path path = root / "partial" / digest.hex();
  const auto open_it = [&] {
    return UniqueFd(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_APPEND, 0644));
  };
  UniqueFd fd = open_it();
  // Cut off between becoming read-only and taking its place.
  if (!fd.valid() && errno == EACCES && ::chmod(path.c_str(), 0644) == 0)
    fd = open_it();
  if (!fd.valid())
    return disk_failure(errno, "열지", "open", path);
  struct stat info {};
  if (::fstat(fd.get(), &info) != 0)
    return disk_failure(errno, "살피지", "examine", path);
  Incoming incoming(root, digest, length, std::move(hook), std::move(written), std::move(fd),
                    static_cast<std::uint64_t>(info.st_size));
  if (incoming.have_ > length) {
    if (auto empty = incoming.restart(); !empty)
      return fail(std::move(empty.error()));
  }
  return incoming;
}

Status Incoming::write(std::span<const std::byte> bytes) {
  if (bytes.size() > length_ - have_) {
    return fail(ErrorKind::limit, "받은 파일이 적힌 길이({}바이트)보다 깁니다: {}",
                "what came is longer than the {} bytes it should be: {}", std::uint64_t{length_},
                digest_.hex());
  }
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd_.get(), bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR)
      continue;
    if (put < 0)
      return disk_failure(errno, "쓰지", "write", partial());
    have_ += static_cast<std::uint64_t>(put);
    *written_ += static_cast<std::uint64_t>(put);
    bytes = bytes.subspan(static_cast<size_t>(put));
  }
  return {};
}

Status Incoming::restart() {
  if (::ftruncate(fd_.get(), 0) != 0)
    return disk_failure(errno, "비우지", "empty", partial());
  have_ = 0;
  return {};
}

tl::unexpected<Error> Incoming::throw_away(Error reason) {
  ::unlink(partial().c_str());
  fd_.reset();
  have_ = 0;
  return tl::unexpected<Error>(std::move(reason));
}

Result<Digest> Incoming::digest_of_disk() const {
  // Only clean pages can be dropped, so this comes after the fsync; then reading asks the disk.
  ::posix_fadvise(fd_.get(), 0, 0, POSIX_FADV_DONTNEED);
  Sha256 hash;
  std::vector<std::byte> buffer(std::clamp<std::uint64_t>(have_, 1, 256 << 10));
  for (std::uint64_t at = 0;;) {
    const ssize_t got = ::pread(fd_.get(), buffer.data(), buffer.size(), static_cast<off_t>(at));
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return disk_failure(errno, "읽지", "read", partial());
    if (got == 0)
      return hash.finish();
    hash.update(std::span(buffer).first(static_cast<size_t>(got)));
    at += static_cast<std::uint64_t>(got);
  }
}

Status Incoming::commit() {
  if (have_ < length_) {
    return fail(ErrorKind::not_yet, "아직 다 받지 못했습니다: {}바이트 가운데 {}바이트",
                "not all of it has come: {1} of {0} bytes", std::uint64_t{length_}, std::uint64_t{have_});
  }
  if (::fsync(fd_.get()) != 0) {
    const int code = errno;
    return throw_away(disk_failure(code, "디스크에 쓰지", "sync", partial()).value());
  }
  step("object synced");
  const auto found = digest_of_disk();
  if (!found)
    return throw_away(found.error());
  if (*found != digest_) {
    return throw_away(
        {ErrorKind::invalid,
         say("받은 파일의 내용이 다릅니다. SHA-256이 {}여야 하는데 {}입니다. 다시 받습니다.",
             "what came is something else: its SHA-256 should be {}, and is {}; it is thrown away.",
             digest_.hex(), found->hex())});
  }
  if (::fchmod(fd_.get(), 0444) != 0)
    return disk_failure(errno, "읽기 전용으로 바꾸지", "make read-only", partial());
  const fs::path place = object_path(root_, digest_);
  if (auto folder = make_folder(place.parent_path()); !folder)
    return folder;
  step("object folder made");
  if (::rename(partial().c_str(), place.c_str()) != 0)
    return disk_failure(errno, "제자리에 놓지", "rename into place", place);
  fd_.reset();
  step("object renamed");
  return {};
}

}  // namespace madang
