// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/local_content.h"

#include <cstdlib>

#include "player/media/still.h"
#include "scheduler/plan/planner.h"

namespace madang {

Result<LocalContent> open_local_content(const std::filesystem::path& folder) {
  auto loaded = load_folder(folder);
  if (!loaded)
    return fail(loaded.error());
  if (!loaded->document) {
    Bilingual all = say("'{}' 폴더에 고칠 것이 있습니다.", "'{}' has mistakes to mend.", folder.string());
    for (const Problem& problem : loaded->problems.list) {
      if (problem.severity != Problem::Severity::error)
        continue;
      all.ko += "\n" + to_text(problem, Lang::ko);
      all.en += "\n" + to_text(problem, Lang::en);
    }
    return fail(Error{ErrorKind::invalid, std::move(all)});
  }
  LocalContent content;
  content.document = std::move(*loaded->document);
  content.problems = std::move(loaded->problems);
  for (const std::string& path : media_paths(content.document)) {
    const auto file = std::filesystem::absolute(folder / path).lexically_normal();
    auto facts = probe_media(file);
    if (facts)
      content.inventory[path] = {file, *facts};
    else
      content.unplayable.emplace(path, facts.error());
  }
  return content;
}

Result<Programme> programme_of(const LocalContent& content, const ScreenId& screen, Interval covers) {
  return plan({"local"}, content.document, content.inventory, screen, covers);
}

Abilities player_abilities() {
  Abilities abilities;
  abilities.probe = probe_media;
  if (const auto fonts = load_fonts(fonts_file())) {
    for (const auto& [role, chains] : fonts->roles)
      abilities.font_roles.insert(role);
  }
  return abilities;
}

std::filesystem::path program_folder() {
  std::error_code ignored;
  return std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path();
}

std::filesystem::path decoder_program() {
  return program_folder() / "madang-decoder";
}

std::filesystem::path fonts_file() {
  if (const char* named = std::getenv("MADANG_FONTS"); named != nullptr && *named != '\0')
    return named;
  auto installed = program_folder().parent_path() / "share/madang/fonts.yaml";
  std::error_code ignored;
  if (std::filesystem::exists(installed, ignored))
    return installed;
  return MADANG_FONTS_FILE;
}

}  // namespace madang
