// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content-schema/base/error.h"

namespace madang::yaml {

/// A YAML file of the folder.
struct DocumentFile {
  enum class Kind { site, schedule, data, map, playlist, layout, alarm };
  Kind kind = Kind::site;
  std::string name;            ///< relative, `/` between parts, Hangul composed: the key in the document
  std::filesystem::path file;  ///< as the disk has it
  bool outside = false;        ///< a link that leads out of the folder: not to be read
};

/// A content folder on a disk: what lies in it, and whether a path stays inside. Opens no file.
class Folder {
 public:
  /// Fails where it cannot be listed.
  static Result<Folder> open(const std::filesystem::path& path);

  const std::filesystem::path& root() const { return root_; }
  /// In the order in which a person meets them: site, schedule, data, maps, playlists, layouts, alarms; by name
  /// within each.
  const std::vector<DocumentFile>& documents() const { return documents_; }

  /// Files and folders that look like content but are not read: a `.yml`, a folder `playlist`.
  struct Stray {
    std::string name;
    std::string meant;  ///< may be empty
  };
  const std::vector<Stray>& strays() const { return strays_; }

  enum class Found { file, missing, outside, not_a_file };
  struct Medium {
    Found found = Found::missing;
    std::string path;  ///< as the disk has it (Hangul may be decomposed there), where found is `file`
  };
  /// `path` relative with `/`. Follows links, as reading would.
  Medium find_medium(const std::string& path) const;

  /// Every file below, relative, for suggestions; listed when first asked, and not without end.
  const std::vector<std::string>& files() const;

 private:
  explicit Folder(std::filesystem::path root) : root_(std::move(root)) {}
  bool is_inside(const std::filesystem::path& file) const;
  void list_documents(DocumentFile::Kind kind, std::string_view folder);
  void add_document(DocumentFile::Kind kind, const std::filesystem::path& file);

  std::filesystem::path root_;  // canonical
  std::vector<DocumentFile> documents_;
  std::vector<Stray> strays_;
  mutable std::optional<std::vector<std::string>> files_;
};

}  // namespace madang::yaml
