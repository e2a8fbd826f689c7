// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/content.h"

#include "content-schema/yaml/load.h"

namespace madang {

using namespace std::chrono_literals;

Result<Content> load_content(const Release& release) {
  auto loaded = load_folder(release.folder);
  if (!loaded)
    return fail(loaded.error());
  if (loaded->document && !loaded->problems.has_errors()) {
    return Content{release, std::make_shared<const Document>(std::move(*loaded->document))};
  }
  for (const Problem& each : loaded->problems.list) {
    if (each.severity != Problem::Severity::error)
      continue;
    return fail(ErrorKind::invalid, "{0}:{1}: {2} (잘못된 곳 {4}군데)", "{0}:{1}: {3} ({4} problems)",
                each.mark.file, each.mark.line, each.what.ko, each.what.en,
                loaded->problems.list.size() + loaded->problems.dropped);
  }
  return fail(ErrorKind::invalid, "콘텐츠 폴더를 읽을 수 없습니다.", "the content folder cannot be read.");
}

Result<Programme> plan_around(const Content& content, const ScreenId& screen, SysTime now, ClockTrust clock) {
  const SysTime day = std::chrono::floor<std::chrono::days>(now);
  return plan(content.release.id, *content.document, inventory_of(content.release), screen,
              {day - 1h, day + std::chrono::days{1} + k_planned_ahead}, clock);
}

}  // namespace madang
