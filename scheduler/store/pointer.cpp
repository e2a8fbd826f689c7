// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/store/pointer.h"

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"
#include "scheduler/store/folders.h"

namespace madang {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t k_most_bytes = 256;

/// The line at the front of `text`, taken off with its newline; false when it is no id and not empty.
bool take_id(std::string_view& text, ReleaseId& id) {
  const size_t end = text.find('\n');
  if (end == std::string_view::npos)
    return false;
  id.value = text.substr(0, end);
  text.remove_prefix(end + 1);
  return id.empty() || Digest::from_hex(id.value).has_value();
}

}  // namespace

Result<Pointer> read_pointer(const fs::path& root) {
  const auto bytes = read_file(root / "active", k_most_bytes);
  if (!bytes && bytes.error().kind == ErrorKind::not_found)
    return Pointer{};
  if (!bytes)
    return fail(bytes.error());
  std::string_view text = as_text(*bytes);
  Pointer pointer;
  if (take_id(text, pointer.active) && take_id(text, pointer.previous) && text.empty())
    return pointer;
  return fail(ErrorKind::invalid, "'{}' 파일이 손상되었습니다.", "the file '{}' is damaged.",
              (root / "active").string());
}

Status write_pointer(const fs::path& root, const Pointer& pointer) {
  return write_file_atomically(root / "active",
                               as_bytes(pointer.active.value + "\n" + pointer.previous.value + "\n"));
}

Status sweep_unfinished_files(const fs::path& root) {
  std::vector<fs::path> unfinished;
  std::error_code failure;
  for (fs::directory_iterator each(root, failure), end; !failure && each != end; each.increment(failure)) {
    const fs::path name = each->path().stem();
    // As AtomicFile names them.
    if ((name == "active" || name == "written") && each->path().has_extension())
      unfinished.push_back(each->path());
  }
  if (failure)
    return disk_failure(failure.value(), "읽지", "list", root);
  for (const fs::path& path : unfinished) {
    if (auto removed = remove_tree(path); !removed)
      return removed;
  }
  return {};
}

}  // namespace madang
