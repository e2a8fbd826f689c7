// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/madang/inspect_pages.h"

#include <algorithm>
#include <thread>

#include "content-schema/yaml/report.h"
#include "player/inspect.h"
#include "player/inspect_codes.h"
#include "tools/madang/qr_reader.h"
#include "tools/madang/source_line.h"

namespace madang::tool {
namespace {

std::string listed(const std::vector<ScreenId>& screens) {
  std::string names;
  for (const ScreenId& screen : screens)
    names += (names.empty() ? "" : ", ") + screen.value;
  return names;
}

/// One for each processor, but no more than there is work for: each reads its fonts for itself.
Result<std::vector<Typesetter>> open_typesetters(size_t playlists) {
  constexpr size_t k_most = 8, k_worth_one = 40;
  const size_t processors = std::max(1U, std::thread::hardware_concurrency());
  const size_t count = std::clamp<size_t>(playlists / k_worth_one, 1, std::min(processors, k_most));
  std::vector<Typesetter> all;
  while (all.size() < count) {
    auto typesetter = Typesetter::open(fonts_file());
    if (!typesetter)
      return fail(typesetter.error());
    all.push_back(*std::move(typesetter));
  }
  return all;
}

}  // namespace

void inspect_pages(const std::filesystem::path& content, Loaded& loaded) {
  if (!loaded.document || loaded.problems.has_errors())
    return;
  auto typesetters = open_typesetters(loaded.document->playlists.size());
  if (!typesetters) {
    Problem problem;
    problem.code = "no-fonts";
    problem.mark = {"site.yaml", 1, 1};
    problem.what = typesetters.error().message;
    loaded.problems.list.push_back(std::move(problem));
    return;
  }
  LocalContent pages;
  pages.document = *loaded.document;
  pages.inventory = loaded.inventory;
  auto findings = inspect(pages, *typesetters);
  for (Finding& finding : inspect_codes(pages, typesetters->front(), read_qr))
    findings.push_back(std::move(finding));
  for (const Finding& finding : findings) {
    const std::string screens = listed(finding.screens);
    loaded.problems.list.push_back({finding.is_error ? Problem::Severity::error : Problem::Severity::warning,
                                    finding.code,
                                    finding.mark,
                                    {fmt::format("{} (화면: {})", finding.what.ko, screens),
                                     fmt::format("{} (screens: {})", yaml::as_sentence(finding.what.en), screens)},
                                    {finding.instead.ko, yaml::as_sentence(finding.instead.en)},
                                    line_at(content, finding.mark),
                                    1});
  }
}

}  // namespace madang::tool
