// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/base/file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <cerrno>

namespace madang {
namespace {

tl::unexpected<Error> system_failure(int code, std::string_view ko_verb, std::string_view en_verb,
                                     const std::filesystem::path& path) {
  return fail(errno_kind(code), "'{0}' 파일을 {1} 못했습니다: {3}", "cannot {2} '{0}': {3}", path.string(),
              ko_verb, en_verb, errno_text(code));
}

Result<std::uint64_t> length_of_regular_file(int fd, const std::filesystem::path& path) {
  struct stat info {};
  if (::fstat(fd, &info) != 0)
    return system_failure(errno, "살피지", "examine", path);
  if (!S_ISREG(info.st_mode)) {
    return fail(ErrorKind::invalid, "'{}'은(는) 보통 파일이 아닙니다.", "'{}' is not a regular file.",
                path.string());
  }
  return static_cast<std::uint64_t>(info.st_size);
}

}  // namespace

Result<std::vector<std::byte>> read_file(const std::filesystem::path& path, std::uint64_t limit) {
  // O_NONBLOCK: opening a pipe that nobody writes to must not hang before it can be refused.
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!fd.valid())
    return system_failure(errno, "열지", "open", path);
  const auto length = length_of_regular_file(fd.get(), path);
  if (!length)
    return fail(length.error());
  if (*length > limit) {
    return fail(ErrorKind::limit, "'{}' 파일이 너무 큽니다: {}바이트, 한도는 {}바이트입니다.",
                "'{}' is too large: {} bytes, and the limit is {}.", path.string(), *length, limit);
  }
  std::vector<std::byte> bytes(*length);
  size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t got = ::read(fd.get(), bytes.data() + done, bytes.size() - done);
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return system_failure(errno, "읽지", "read", path);
    if (got == 0)
      break;  // it shrank while we read; what is there is what there is
    done += static_cast<size_t>(got);
  }
  bytes.resize(done);
  return bytes;
}

AtomicFile::AtomicFile(std::filesystem::path path, std::filesystem::path aside, UniqueFd fd)
    : path_(std::move(path)), aside_(std::move(aside)), fd_(std::move(fd)) {}

Result<AtomicFile> AtomicFile::create(const std::filesystem::path& path) {
  // A rename would put a file in the place of a device: for root even /dev/null, and the whole machine misses
  // it.
  std::error_code none;
  if (std::filesystem::is_other(std::filesystem::symlink_status(path, none))) {
    return fail(ErrorKind::invalid, "'{}'은(는) 파일이 아니라 장치입니다. 파일 이름을 적으세요.",
                "'{}' is a device and not a file; name a file.", path.string());
  }
  std::string name = path.string() + ".XXXXXX";
  UniqueFd fd(::mkostemp(name.data(), O_CLOEXEC));
  if (!fd.valid())
    return system_failure(errno, "만들지", "create", path);
  if (::fchmod(fd.get(), 0644) != 0)
    return system_failure(errno, "만들지", "create", path);
  return AtomicFile(path, name, std::move(fd));
}

AtomicFile::~AtomicFile() {
  if (fd_.valid())
    ::unlink(aside_.c_str());
}

Status AtomicFile::write(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd_.get(), bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR)
      continue;
    if (put < 0)
      return system_failure(errno, "쓰지", "write", path_);
    bytes = bytes.subspan(static_cast<size_t>(put));
  }
  return {};
}

Status AtomicFile::commit() {
  if (::fsync(fd_.get()) != 0)
    return system_failure(errno, "디스크에 쓰지", "sync", path_);
  if (::rename(aside_.c_str(), path_.c_str()) != 0)
    return system_failure(errno, "제자리에 놓지", "rename into place", path_);
  fd_.reset();
  const auto folder = path_.parent_path();
  return sync_folder(folder.empty() ? "." : folder);
}

Status write_file_atomically(const std::filesystem::path& path, std::span<const std::byte> bytes) {
  return AtomicFile::create(path).and_then(
      [&](AtomicFile file) -> Status { return file.write(bytes).and_then([&] { return file.commit(); }); });
}

Status sync_folder(const std::filesystem::path& folder) {
  const UniqueFd fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd.valid())
    return system_failure(errno, "열지", "open", folder);
  if (::fsync(fd.get()) != 0)
    return system_failure(errno, "디스크에 쓰지", "sync", folder);
  return {};
}

Result<MappedFile> MappedFile::open(const std::filesystem::path& path) {
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!fd.valid())
    return system_failure(errno, "열지", "open", path);
  const auto length = length_of_regular_file(fd.get(), path);
  if (!length)
    return fail(length.error());
  if (*length == 0)
    return MappedFile({});
  void* address = ::mmap(nullptr, *length, PROT_READ, MAP_PRIVATE, fd.get(), 0);
  if (address == MAP_FAILED)
    return system_failure(errno, "읽지", "map", path);
  return MappedFile({static_cast<const std::byte*>(address), *length});
}

MappedFile::~MappedFile() {
  if (!bytes_.empty())
    ::munmap(const_cast<std::byte*>(bytes_.data()), bytes_.size());
}

}  // namespace madang
