// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/server/steward.h"

#include <array>
#include <condition_variable>
#include <nlohmann/json.hpp>

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"
#include "content-schema/base/log.h"
#include "tools/server/repository_lock.h"

namespace madang::server {
namespace {

using namespace std::chrono_literals;
using Json = nlohmann::json;
using Stage = Rollout::Stage;

constexpr auto k_pause = 2s;
constexpr std::uint64_t k_most_bytes = 16'000'000;
constexpr std::array k_stages{Stage::first, Stage::tenth, Stage::all, Stage::done, Stage::withdrawn};

std::filesystem::path file_of(const KeyFolder& keys) {
  return keys.folder / "rollout.json";
}

std::string encode(const Standing& standing) {
  const Rollout& rollout = standing.rollout;
  Json before = Json::object(), problems = Json::object();
  for (const auto& [screen, release] : rollout.before)
    before[screen.value] = release.value;
  for (const auto& [screen, each] : rollout.before_problems)
    problems[screen.value] = each;
  return Json{{"version", standing.version},        {"release", rollout.release.value},
              {"number", standing.number},          {"stage", word(rollout.stage)},
              {"since", to_iso8601(rollout.since)}, {"before", before},
              {"before_problems", problems},        {"why", {{"ko", rollout.why.ko}, {"en", rollout.why.en}}}}
             .dump(1, ' ', false, Json::error_handler_t::replace) +
         '\n';
}

/// Nothing where it is not what `encode` has written.
std::optional<Standing> decode(std::span<const std::byte> bytes) {
  try {
    const Json json = Json::parse(as_text(bytes));
    Rollout rollout;
    rollout.release = ReleaseId{json.at("release").get<std::string>()};
    const auto stage = json.at("stage").get<std::string>();
    bool known = false;
    for (const Stage each : k_stages) {
      if (stage == word(each)) {
        rollout.stage = each;
        known = true;
      }
    }
    const auto since = parse_iso8601(json.at("since").get<std::string>());
    if (!known || !since)
      return std::nullopt;
    rollout.since = *since;
    for (const auto& [screen, release] : json.at("before").items())
      rollout.before[ScreenId{screen}] = ReleaseId{release.get<std::string>()};
    for (const auto& [screen, problems] : json.at("before_problems").items())
      rollout.before_problems[ScreenId{screen}] = problems.get<std::set<std::string>>();
    rollout.why = {json.at("why").at("ko").get<std::string>(), json.at("why").at("en").get<std::string>()};
    return Standing{std::move(rollout), json.at("number").get<std::int64_t>(),
                    json.at("version").get<std::int64_t>()};
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

bool is_over(const Rollout& rollout) {
  return rollout.stage == Stage::done || rollout.stage == Stage::withdrawn;
}

/// Where it should stand now, given what lies in the repository. Pure.
std::optional<Standing> next_of(const std::optional<Standing>& standing, const Catalogue& catalogue,
                                std::span<const ScreenReport> reports, SysTime now) {
  const auto releases = releases_of(catalogue);
  if (releases.empty())
    return standing;
  const ListedRelease& newest = releases.front();
  const auto assigned = assignments_of(catalogue);
  const std::int64_t version = catalogue.assignments.version;
  const bool is_known = standing && standing->rollout.release == newest.id &&
                        (standing->number == newest.number || !is_over(standing->rollout));
  if (newest.staged && !is_known)
    return Standing{begin_rollout(newest.id, assigned, reports, now), newest.number, version};
  if (!standing || is_over(standing->rollout))
    return standing;
  const bool is_moved = assigned == assignments_of(standing->rollout);
  if (newest.id != standing->rollout.release || (!is_moved && version != standing->version)) {
    Standing left = *standing;
    left.rollout.stage = Stage::done;
    left.rollout.why = say("다른 릴리스를 내보냈거나 누가 화면을 손수 옮겨 여기서 멈췄습니다.",
                           "somebody has published another release, or moved screens by hand; it ends here.");
    left.version = 0;
    return left;
  }
  Rollout next = continue_rollout(standing->rollout, reports, now);
  return next == standing->rollout ? standing
                                   : std::optional(Standing{std::move(next), standing->number, version});
}

void tell(const Rollout& rollout) {
  const std::string release = rollout.release.value.substr(0, 12);
  if (rollout.why.en.empty())
    log::info("roll-out of {}: {}", release, word(rollout.stage));
  else
    log::warning("roll-out of {}: {}: {}", release, word(rollout.stage), rollout.why.en);
}

}  // namespace

const char* word(Stage stage) {
  switch (stage) {
    case Stage::first:
      return "first";
    case Stage::tenth:
      return "tenth";
    case Stage::all:
      return "all";
    case Stage::done:
      return "done";
    case Stage::withdrawn:
      return "withdrawn";
  }
  return "";
}

Steward::Steward(Repository repository, KeyFolder keys)
    : repository_(std::move(repository)), keys_(std::move(keys)) {
  if (const auto bytes = read_file(file_of(keys_), k_most_bytes))
    standing_ = decode(*bytes);
}

std::optional<Rollout> Steward::rollout() const {
  const std::lock_guard guard(mutex_);
  return standing_ ? std::optional(standing_->rollout) : std::nullopt;
}

Status Steward::keep(const Standing& standing) {
  if (auto put = write_file_atomically(file_of(keys_), as_bytes(encode(standing))); !put)
    return put;
  const std::lock_guard guard(mutex_);
  standing_ = standing;
  return {};
}

Status Steward::look(std::span<const ScreenReport> reports, SysTime now) {
  const auto held = lock(repository_);
  if (!held)
    return fail(held.error());
  const auto found = read_catalogue(repository_, keys_);
  if (!found)
    return fail(found.error());
  if (!*found)
    return {};
  const Catalogue& before = **found;
  const auto next = next_of(standing_, before, reports, now);
  // On the disk before the screens are moved: they would never come back if nobody knew.
  if (next && next != standing_) {
    if (auto kept = keep(*next); !kept)
      return kept;
    tell(next->rollout);
  }
  Catalogue wanted = before;
  if (next && next->version == before.assignments.version) {
    if (auto moved = assign(wanted, assignments_of(next->rollout)); !moved)
      return moved;
  }
  if (wanted.assignments == before.assignments && !wants_renewal(before, now))
    return {};
  const auto key = load_key(keys_, before.root, KeyRole::online, "");
  if (!key)
    return fail(key.error());
  const auto written = write_catalogue(repository_, wanted, before, keys_, {nullptr, &*key}, now);
  return written ? Status{} : fail(written.error());
}

void Steward::run(const Screens& screens, std::stop_token stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::string told;
  while (!stop.stop_requested()) {
    const auto looked = look(screens.reports(std::chrono::steady_clock::now()), Clock().now());
    const std::string trouble =
        looked || looked.error().kind == ErrorKind::unavailable ? "" : looked.error().message.en;
    if (!trouble.empty() && trouble != told)
      log::error("{}", trouble);
    told = trouble;
    std::unique_lock held(mutex);
    never.wait_for(held, stop, k_pause, [] { return false; });
  }
}

}  // namespace madang::server
