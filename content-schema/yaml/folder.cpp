// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/yaml/folder.h"

#include <algorithm>
#include <array>

#include "content-schema/yaml/nearest.h"
#include "content-schema/yaml/utf8.h"

namespace madang::yaml {
namespace {

namespace fs = std::filesystem;

constexpr int k_deepest = 8;
constexpr size_t k_most_files = 20'000;  // listed for suggestions; more do not make them better

bool is_hidden(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.empty() || name.front() == '.' || name.back() == '~' || name.front() == '#';
}

std::string name_in(const fs::path& root, const fs::path& file) {
  return compose_hangul(file.lexically_relative(root).generic_string());
}

/// Calls `visit` for everything below that is not hidden. Links to folders are not entered: they could lead
/// anywhere.
template <class Visit>
void walk(const fs::path& folder, Visit visit) {
  std::error_code error;
  fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, error), end;
  for (; !error && it != end; it.increment(error)) {
    if (is_hidden(it->path())) {
      it.disable_recursion_pending();
      continue;
    }
    if (it.depth() >= k_deepest)
      it.disable_recursion_pending();
    if (!visit(*it))
      return;
  }
}

}  // namespace

Result<Folder> Folder::open(const fs::path& path) {
  std::error_code error;
  const fs::path root = fs::canonical(path, error);
  if (error) {
    return fail(errno_kind(error.value()), "콘텐츠 폴더 '{}'을(를) 열지 못했습니다: {}",
                "cannot open the content folder '{}': {}", printable(path.string()),
                errno_text(error.value()));
  }
  if (!fs::is_directory(root, error)) {
    return fail(ErrorKind::invalid, "'{}'은(는) 폴더가 아닙니다. site.yaml이 들어 있는 폴더를 적으세요.",
                "'{}' is not a folder. Name the folder that holds site.yaml.", printable(path.string()));
  }
  const fs::directory_iterator top(root, error);
  if (error) {
    return fail(errno_kind(error.value()), "콘텐츠 폴더 '{0}' 안을 볼 수 없습니다: {1}",
                "cannot list the content folder '{0}': {1}", printable(path.string()),
                errno_text(error.value()));
  }

  Folder folder(root);
  static const std::vector<std::string> rooms{"maps", "playlists", "layouts", "alarms", "media"};
  static const std::vector<std::string> files{"site.yaml", "schedule.yaml", "data.yaml"};
  std::error_code ignored;
  if (fs::exists(root / "site.yaml", ignored))
    folder.add_document(DocumentFile::Kind::site, root / "site.yaml");
  if (fs::exists(root / "schedule.yaml", ignored))
    folder.add_document(DocumentFile::Kind::schedule, root / "schedule.yaml");
  if (fs::exists(root / "data.yaml", ignored))
    folder.add_document(DocumentFile::Kind::data, root / "data.yaml");
  folder.list_documents(DocumentFile::Kind::map, "maps");
  folder.list_documents(DocumentFile::Kind::playlist, "playlists");
  folder.list_documents(DocumentFile::Kind::layout, "layouts");
  folder.list_documents(DocumentFile::Kind::alarm, "alarms");

  for (const fs::directory_entry& entry : top) {
    if (is_hidden(entry.path()))
      continue;
    const std::string name = name_in(root, entry.path());
    const bool is_folder = entry.is_directory(ignored);
    const std::string extension = entry.path().extension().string();
    const auto& known = is_folder ? rooms : files;
    if (std::find(known.begin(), known.end(), name) != known.end())
      continue;
    const std::string_view meant = nearest(name, known);
    if (is_folder ? !meant.empty() : extension == ".yaml" || extension == ".yml")
      folder.strays_.push_back({name, std::string(meant)});
  }
  std::sort(folder.strays_.begin(), folder.strays_.end(),
            [](const Stray& a, const Stray& b) { return a.name < b.name; });
  return folder;
}

bool Folder::is_inside(const fs::path& file) const {
  std::error_code error;
  const fs::path real = fs::canonical(file, error);
  if (error)
    return false;
  return std::mismatch(root_.begin(), root_.end(), real.begin(), real.end()).first == root_.end();
}

void Folder::add_document(DocumentFile::Kind kind, const fs::path& file) {
  documents_.push_back({kind, name_in(root_, file), file, !is_inside(file)});
}

void Folder::list_documents(DocumentFile::Kind kind, std::string_view folder) {
  const size_t first = documents_.size();
  if (!is_inside(root_ / folder))
    return;
  walk(root_ / folder, [&](const fs::directory_entry& entry) {
    std::error_code ignored;
    if (entry.is_directory(ignored))
      return true;
    const std::string extension = entry.path().extension().string();
    if (extension == ".yaml")
      add_document(kind, entry.path());
    else if (extension == ".yml" || extension == ".YAML" || extension == ".YML") {
      const std::string name = name_in(root_, entry.path());
      strays_.push_back({name, name.substr(0, name.size() - extension.size()) + ".yaml"});
    }
    return true;
  });
  std::sort(documents_.begin() + static_cast<std::ptrdiff_t>(first), documents_.end(),
            [](const DocumentFile& a, const DocumentFile& b) { return a.name < b.name; });
}

Folder::Medium Folder::find_medium(const std::string& path) const {
  std::error_code error;
  const auto look = [&](const std::string& candidate) -> Medium {
    const fs::path file = root_ / candidate;
    const fs::file_status status = fs::status(file, error);
    if (status.type() == fs::file_type::not_found || status.type() == fs::file_type::none)
      return {};
    if (!is_inside(file))
      return {Found::outside, {}};
    return status.type() == fs::file_type::regular ? Medium{Found::file, candidate}
                                                   : Medium{Found::not_a_file, {}};
  };
  Medium medium = look(path);
  if (medium.found != Found::missing)
    return medium;
  const bool has_hangul = std::any_of(path.begin(), path.end(),
                                      [](char c) { return (static_cast<unsigned char>(c) & 0x80) != 0; });
  if (!has_hangul)
    return medium;
  for (const std::string& name : files()) {
    if (compose_hangul(name) == path)
      return look(name);
  }
  return medium;
}

const std::vector<std::string>& Folder::files() const {
  if (files_)
    return *files_;
  files_.emplace();
  walk(root_, [&](const fs::directory_entry& entry) {
    std::error_code ignored;
    if (entry.is_regular_file(ignored))
      files_->push_back(entry.path().lexically_relative(root_).generic_string());
    return files_->size() < k_most_files;
  });
  std::sort(files_->begin(), files_->end());
  return *files_;
}

}  // namespace madang::yaml
