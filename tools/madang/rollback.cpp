// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <fmt/chrono.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <set>

#include "tools/madang/command.h"
#include "tools/madang/signing.h"
#include "tools/madang/table.h"

namespace madang::tool {
namespace {

struct Options {
  std::string repository;
  std::string release;
  std::vector<std::string> screens;
  KeyOptions keys;
};

/// As clocks show it where this command runs.
std::string local_time(SysTime t) {
  return fmt::format("{:%Y-%m-%d %H:%M}", fmt::localtime(std::chrono::system_clock::to_time_t(t)));
}

/// The newest release that a screen shows; `releases` are newest first. Their end where there is none.
auto newest_shown(const std::vector<server::ListedRelease>& releases,
                  const std::map<ScreenId, ReleaseId>& assigned) {
  return std::find_if(releases.begin(), releases.end(), [&](const server::ListedRelease& release) {
    return std::any_of(assigned.begin(), assigned.end(),
                       [&](const auto& each) { return each.second == release.id; });
  });
}

/// The release of this number, or whose id begins so; without either the one before the newest that is shown.
Result<ReleaseId> wanted(const server::Catalogue& catalogue, const std::string& prefix) {
  const auto releases = releases_of(catalogue);
  if (prefix.empty()) {
    auto found = newest_shown(releases, assignments_of(catalogue));
    if (found == releases.end() || ++found == releases.end()) {
      return fail(ErrorKind::not_found, "되돌아갈 앞선 릴리스가 없습니다. madang history 로 살펴보세요.",
                  "there is no earlier release to go back to; see madang history.");
    }
    return found->id;
  }
  std::vector<ReleaseId> found;
  for (const auto& each : releases) {
    if (std::to_string(each.number) == prefix)
      return each.id;
    if (prefix.size() >= 4 && each.id.value.starts_with(prefix))
      found.push_back(each.id);
  }
  if (found.size() != 1) {
    return fail(ErrorKind::not_found, "'{}'에 맞는 릴리스가 {}개입니다. madang history 로 살펴보세요.",
                "{1} releases are meant by '{0}'; see madang history.", prefix, found.size());
  }
  return found.front();
}

Result<Exit> roll_back(const Context& context, const Options& options) {
  const auto signing = open_signing({options.repository}, options.keys, WithTargets::no);
  if (!signing)
    return fail(signing.error());
  if (!signing->before) {
    return fail(ErrorKind::not_found, "'{}' 저장소에는 내보낸 것이 없습니다.",
                "nothing was published to '{}'.", options.repository);
  }
  server::Catalogue catalogue = *signing->before;
  const auto release = wanted(catalogue, options.release);
  if (!release)
    return fail(release.error());
  auto assigned = assignments_of(catalogue);
  for (const std::string& screen : options.screens) {
    if (!assigned.contains(ScreenId{screen})) {
      return fail(ErrorKind::not_found, "'{}' 화면은 이 저장소에 없습니다.",
                  "there is no screen '{}' in this repository.", screen);
    }
  }
  const auto releases = releases_of(catalogue);
  const auto number_of = [&](const ReleaseId& id) -> std::int64_t {
    const auto found =
        std::find_if(releases.begin(), releases.end(), [&](const auto& each) { return each.id == id; });
    return found == releases.end() ? 0 : found->number;
  };
  size_t moved = 0;
  for (auto& [screen, now] : assigned) {
    const bool chosen = options.screens.empty() || std::find(options.screens.begin(), options.screens.end(),
                                                             screen.value) != options.screens.end();
    // Without --to nobody goes forward: a screen may have been kept back on purpose.
    if (!chosen || now == *release || (options.release.empty() && number_of(now) < number_of(*release)))
      continue;
    now = *release;
    ++moved;
  }
  if (auto done = assign(catalogue, assigned); !done)
    return fail(done.error());
  if (auto written = signing->write({options.repository}, catalogue, Clock().now()); !written)
    return fail(written.error());
  fmt::print("{}\n",
             context(say("화면 {}대가 릴리스 {}(으)로 돌아갑니다.", "{} screen(s) go back to release {}.",
                         moved, release->value.substr(0, 12))));
  return Exit::fine;
}

Result<Exit> show_history(const Context& context, const std::string& repository) {
  const auto catalogue = server::peek_catalogue({repository});
  if (!catalogue) {
    if (catalogue.error().kind != ErrorKind::not_found)
      return fail(catalogue.error());
    fmt::print("{}\n", context(say("내보낸 릴리스가 없습니다.", "nothing is published.")));
    return Exit::fine;
  }
  std::map<ReleaseId, std::string> screens;
  for (const auto& [screen, release] : assignments_of(*catalogue))
    screens[release] += (screens[release].empty() ? "" : " ") + screen.value;
  std::vector<std::vector<std::string>> table;
  table.push_back({"#", context(say("릴리스", "RELEASE")), context(say("내보낸 때", "PUBLISHED")),
                   context(say("누가", "BY")), context(say("파일", "FILES")), "MB",
                   context(say("화면", "SCREENS")), context(say("메모", "NOTE"))});
  for (const auto& each : releases_of(*catalogue)) {
    const std::string& where = screens[each.id];
    table.push_back({std::to_string(each.number), each.id.value.substr(0, 12), local_time(each.published),
                     each.by, std::to_string(each.files),
                     fmt::format("{:.1f}", static_cast<double>(each.bytes) / 1e6),
                     where.empty() ? "-" : one_line(where, 40), one_line(each.note, 40)});
  }
  fmt::print("{}", to_table(table));
  return Exit::fine;
}

}  // namespace

void add_rollback(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand(
      "rollback",
      context(say("화면들을 앞선 릴리스로 되돌립니다.", "bring the screens back to an earlier release")));
  command->add_option("REPOSITORY", options->repository, context(say("저장소 폴더", "repository folder")))
      ->required();
  command->add_option(
      "--to", options->release,
      context(say("릴리스의 번호나 이름의 앞부분 (기본: 바로 앞의 것)",
                  "a release's number, or the beginning of its name (default: the one before)")));
  command->add_option(
      "--screen", options->screens,
      context(say("이 화면만 (여러 번 쓸 수 있습니다)", "only this screen (may be repeated)")));
  add_key_options(*command, options->keys, context);
  command->callback([&context, options] {
    const auto exit = roll_back(context, *options);
    context.exit = exit ? *exit : tell(context, exit.error());
  });
}

void add_history(CLI::App& app, Context& context) {
  auto repository = std::make_shared<std::string>();
  auto* command = app.add_subcommand(
      "history", context(say("언제 누가 무엇을 내보냈고 어느 화면이 무엇을 보여 주는지 봅니다.",
                             "who published what and when, and which screens show it")));
  command->add_option("REPOSITORY", *repository, context(say("저장소 폴더", "repository folder")))
      ->required();
  command->callback([&context, repository] {
    const auto exit = show_history(context, *repository);
    context.exit = exit ? *exit : tell(context, exit.error());
  });
}

}  // namespace madang::tool
