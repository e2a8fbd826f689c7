// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/madang/inspect_pages.h"

#include "player/inspect.h"
#include "tools/madang/source_line.h"

namespace madang::tool {
namespace {

std::string listed(const std::vector<ScreenId>& screens) {
  std::string names;
  for (const ScreenId& screen : screens)
    names += (names.empty() ? "" : ", ") + screen.value;
  return names;
}

}  // namespace

void inspect_pages(const std::filesystem::path& content, Loaded& loaded) {
  if (!loaded.document || loaded.problems.has_errors())
    return;
  auto typesetter = Typesetter::open(fonts_file());
  if (!typesetter) {
    loaded.problems.list.push_back(
        {Problem::Severity::error, "no-fonts", {"site.yaml", 1, 1}, typesetter.error().message, {}, "", 1});
    return;
  }
  LocalContent pages;
  pages.document = *loaded.document;
  pages.inventory = loaded.inventory;
  for (const Finding& finding : inspect(pages, *typesetter)) {
    const std::string screens = listed(finding.screens);
    loaded.problems.list.push_back({finding.is_error ? Problem::Severity::error : Problem::Severity::warning,
                                    finding.code,
                                    finding.mark,
                                    {fmt::format("{} (화면: {})", finding.what.ko, screens),
                                     fmt::format("{} (screens: {})", finding.what.en, screens)},
                                    finding.instead,
                                    line_at(content, finding.mark),
                                    1});
  }
}

}  // namespace madang::tool
