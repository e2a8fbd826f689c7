// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/server/publish.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <set>
#include <span>

#include "content-schema/base/file.h"
#include "content-schema/wire/codec.h"
#include "scheduler/trust/verify.h"

namespace madang::server {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t k_block_bytes = std::size_t{256} * 1024;

tl::unexpected<Error> cannot(std::string_view ko, std::string_view en, const fs::path& path, int code) {
  return fail(errno_kind(code), "'{0}' {1} 못했습니다: {3}", "cannot {2} '{0}': {3}", path.string(), ko, en,
              errno_text(code));
}

Status make_folder(const fs::path& folder) {
  std::error_code code;
  fs::create_directories(folder, code);
  if (code)
    return cannot("폴더를 만들지", "make the folder", folder, code.value());
  return {};
}

/// Hands every block of the file to `sink`, in order.
Result<std::uint64_t> read_blocks(const fs::path& path,
                                  const std::function<Status(std::span<const std::byte>)>& sink) {
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!fd.valid())
    return cannot("파일을 열지", "open", path, errno);
  struct stat info {};
  if (::fstat(fd.get(), &info) != 0)
    return cannot("파일을 살피지", "examine", path, errno);
  if (!S_ISREG(info.st_mode)) {
    return fail(ErrorKind::invalid, "'{}'은(는) 보통 파일이 아닙니다.", "'{}' is not a regular file.",
                path.string());
  }
  std::vector<std::byte> block(k_block_bytes);
  std::uint64_t length = 0;
  for (;;) {
    const ssize_t got = ::read(fd.get(), block.data(), block.size());
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return cannot("파일을 읽지", "read", path, errno);
    if (got == 0)
      return length;
    length += static_cast<std::uint64_t>(got);
    if (auto put = sink(std::span(block).first(static_cast<size_t>(got))); !put)
      return fail(put.error());
  }
}

/// Copies into the object store unless it is there; the digest is taken again from what is copied, since a
/// file may change between two readings.
Result<bool> keep_object(const fs::path& from, const Digest& digest, const Repository& repository) {
  const auto object = repository.object(digest);
  std::error_code ignored;
  if (fs::is_regular_file(object, ignored))
    return false;
  if (auto made = make_folder(object.parent_path()); !made)
    return fail(made.error());
  auto file = AtomicFile::create(object);
  if (!file)
    return fail(file.error());
  Sha256 hash;
  const auto length = read_blocks(from, [&](std::span<const std::byte> block) {
    hash.update(block);
    return file->write(block);
  });
  if (!length)
    return fail(length.error());
  if (hash.finish() != digest) {
    return fail(ErrorKind::unavailable,
                "'{}' 파일이 내보내는 동안 바뀌었습니다. 저장을 마친 뒤 다시 내보내 주세요.",
                "'{}' changed while it was being published; publish again when it is saved.", from.string());
  }
  if (auto done = file->commit(); !done)
    return fail(done.error());
  return true;
}

/// Refuses, before hours of hashing, what no kiosk would take: paths that lead out, two names that are one on
/// another file system (a Mac's Hangul beside ours), too much of everything.
Status measure(const PublishOrder& order, Progress& progress) {
  Manifest draft{order.now, {}};
  for (const auto& path : order.files) {
    std::error_code code;
    const auto length = fs::file_size(order.content / path, code);
    if (code)
      return cannot("파일을 살피지", "examine", order.content / path, code.value());
    progress.total += length;
    draft.files.push_back({path, length, {}, std::nullopt});
  }
  if (auto fit = verify_manifest(as_bytes(encode(draft))); !fit)
    return fail(fit.error());
  return {};
}

}  // namespace

std::vector<std::string> files_of(const Document& document, const std::filesystem::path& folder) {
  std::set<std::string> files{"site.yaml"};
  std::error_code ignored;
  for (const char* file : {"schedule.yaml", "data.yaml"}) {
    if (fs::exists(folder / file, ignored))
      files.insert(file);
  }
  // What is written inside a layout is known as `layouts/a.yaml#main`.
  for (const auto& [path, playlist] : document.playlists) {
    files.insert(path.substr(0, path.find('#')));
    for (const Item& item : playlist.items) {
      if (const auto* table = std::get_if<TableItem>(&item.what); table != nullptr && !table->csv.empty())
        files.insert(table->csv);
    }
  }
  for (const auto& [path, layout] : document.layouts)
    files.insert(path);
  for (const auto& [path, map] : document.maps)
    files.insert({path, map.source});
  for (const auto& [kind, page] : document.alarms)
    files.insert(page.mark.file);
  for (const auto& path : media_paths(document))
    files.insert(path);
  return {files.begin(), files.end()};
}

std::optional<Manifest> manifest_of(const Repository& repository, const ReleaseId& id) {
  const auto bytes = read_file(repository.release(id), k_most_manifest_bytes);
  if (!bytes || release_id(*bytes) != id)
    return std::nullopt;
  auto manifest = decode_manifest(*bytes);
  return manifest ? std::optional(*std::move(manifest)) : std::nullopt;
}

Result<Published> publish(const PublishOrder& order) {
  const Repository& repository = order.repository;
  for (const auto& folder :
       {repository.folder, repository.folder / "targets" / "releases", repository.folder / "objects"}) {
    if (auto made = make_folder(folder); !made)
      return fail(made.error());
  }

  Progress progress;
  if (auto fit = measure(order, progress); !fit)
    return fail(fit.error());

  Manifest manifest{order.now, {}};
  Published published;
  for (const auto& path : order.files) {
    const auto file = order.content / path;
    progress.path = path;
    Sha256 hash;
    const auto length = read_blocks(file, [&](std::span<const std::byte> block) -> Status {
      hash.update(block);
      progress.done += block.size();
      if (order.progress)
        order.progress(progress);
      return {};
    });
    if (!length)
      return fail(length.error());
    const Digest digest = hash.finish();
    auto facts = order.probe ? order.probe(file) : std::nullopt;
    if (!facts)
      return fail(facts.error());
    const auto kept = keep_object(file, digest, repository);
    if (!kept)
      return fail(kept.error());
    published.bytes += *length;
    if (*kept)
      published.new_bytes += *length;
    manifest.files.push_back({path, *length, digest, *facts});
  }
  if (const auto newest = manifest_of(repository, order.newest); newest && newest->files == manifest.files) {
    manifest.published = newest->published;
    published.fresh = false;
  }
  const std::string bytes = encode(manifest);
  published.id = release_id(as_bytes(bytes));
  published.manifest = std::move(manifest);
  published.manifest_bytes = bytes.size();
  if (!published.fresh)
    return published;
  if (auto put = write_file_atomically(repository.release(published.id), as_bytes(bytes)); !put)
    return fail(put.error());
  return published;
}

}  // namespace madang::server
