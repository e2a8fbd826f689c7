// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/trust/verify.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "content-schema/wire/codec.h"
#include "scheduler/trust/path_key.h"

namespace madang {
namespace {

tl::unexpected<Error> bad_path(std::string_view path, std::string_view ko_why, std::string_view en_why) {
  return fail(ErrorKind::invalid, "릴리스의 경로 '{0}'은(는) 쓸 수 없습니다: {1}",
              "the release's path '{0}' cannot be used: {2}", printable(path), ko_why, en_why);
}

Status check_part(std::string_view part, std::string_view path, const ManifestLimits& limits) {
  if (part.empty())
    return bad_path(path, "빈 부분이 있습니다.", "a part of it is empty.");
  if (part == "." || part == "..")
    return bad_path(path, "'.'이나 '..'이 들어 있습니다.", "it has a '.' or '..' in it.");
  if (part.size() > limits.part_bytes) {
    return fail(ErrorKind::limit, "릴리스의 경로에 {}바이트보다 긴 이름이 있습니다: '{}'",
                "a name of more than {} bytes in the release's path '{}'", size_t{limits.part_bytes},
                printable(path));
  }
  return {};
}

Status check_sizes(const Manifest& manifest, const ManifestLimits& limits) {
  if (manifest.files.size() > limits.files) {
    return fail(ErrorKind::limit, "릴리스의 파일이 너무 많습니다: {}개, 한도는 {}개입니다.",
                "the release has too many files: {}, and the limit is {}.", manifest.files.size(),
                size_t{limits.files});
  }
  std::uint64_t total = 0;
  for (const ManifestFile& file : manifest.files) {
    if (file.length > limits.file_bytes || (total += file.length) > limits.total_bytes) {
      return fail(ErrorKind::limit,
                  "릴리스가 너무 큽니다('{0}'까지 {1}바이트). 한도는 파일 하나에 {2}, 모두 {3}바이트입니다.",
                  "the release is too large ({1} bytes up to '{0}'); the limit is {2} bytes for a file and "
                  "{3} for all.",
                  printable(file.path), std::max(file.length, total), std::uint64_t{limits.file_bytes},
                  std::uint64_t{limits.total_bytes});
    }
  }
  return {};
}

Status check_order(const Manifest& manifest) {
  const auto& files = manifest.files;
  for (size_t i = 1; i < files.size(); ++i) {
    if (files[i - 1].path < files[i].path)
      continue;
    return files[i - 1].path == files[i].path
               ? bad_path(files[i].path, "두 번 들어 있습니다.", "it is there twice.")
               : bad_path(files[i].path, "순서가 맞지 않습니다.", "it is out of order.");
  }
  return {};
}

Status check_collisions(const Manifest& manifest) {
  std::unordered_map<std::string, std::string_view> owners;  // by key
  for (const ManifestFile& file : manifest.files) {
    const auto [owner, is_new] = owners.emplace(path_key(file.path), file.path);
    if (is_new)
      continue;
    return fail(ErrorKind::invalid,
                "릴리스의 경로 '{}'과(와) '{}'은(는) 다른 파일 시스템에서 같은 이름이 됩니다. 하나의 이름을 "
                "바꾸세요.",
                "the release's paths '{}' and '{}' are one name on other file systems; rename one of them.",
                printable(owner->second), printable(file.path));
  }
  for (const ManifestFile& file : manifest.files) {
    for (size_t slash = file.path.find('/'); slash != std::string::npos;
         slash = file.path.find('/', slash + 1)) {
      if (owners.count(path_key(std::string_view(file.path).substr(0, slash))) == 0)
        continue;
      return bad_path(file.path, "파일이 폴더 자리에 있습니다.", "there is a file where its folder must be.");
    }
  }
  return {};
}

}  // namespace

Status check_path(std::string_view path, const ManifestLimits& limits) {
  if (path.size() > limits.path_bytes) {
    return fail(ErrorKind::limit, "릴리스의 경로가 너무 깁니다: {}바이트, 한도는 {}바이트입니다.",
                "the release's path is too long: {} bytes, and the limit is {}.", path.size(),
                size_t{limits.path_bytes});
  }
  if (has_control_or_broken_utf8(path)) {
    return bad_path(path, "제어 문자가 있거나 UTF-8이 아닙니다.",
                    "it has a control character, or is not UTF-8.");
  }
  if (path.find('\\') != std::string_view::npos)
    return bad_path(path, "역슬래시가 있습니다.", "it has a backslash.");
  size_t begin = 0;
  while (true) {
    const size_t slash = path.find('/', begin);
    if (auto part = check_part(path.substr(begin, slash - begin), path, limits); !part)
      return part;
    if (slash == std::string_view::npos)
      return {};
    begin = slash + 1;
  }
}

Result<Manifest> verify_manifest(std::span<const std::byte> bytes, const ManifestLimits& limits) {
  auto manifest = decode_manifest(bytes);
  if (!manifest)
    return manifest;
  if (auto sizes = check_sizes(*manifest, limits); !sizes)
    return fail(std::move(sizes.error()));
  for (const ManifestFile& file : manifest->files) {
    if (auto path = check_path(file.path, limits); !path)
      return fail(std::move(path.error()));
  }
  if (auto order = check_order(*manifest); !order)
    return fail(std::move(order.error()));
  if (auto collisions = check_collisions(*manifest); !collisions)
    return fail(std::move(collisions.error()));
  return manifest;
}

}  // namespace madang
