// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/trust/updater.h"

#include <algorithm>
#include <optional>
#include <set>

#include "content-schema/base/digest.h"
#include "scheduler/trust/contents.h"
#include "scheduler/trust/path_key.h"
#include "scheduler/trust/path_pattern.h"

namespace madang::trust {
namespace {

/// The name of a role's document in the repository (section 6.2).
std::string document_name(const Root& root, std::string_view role, std::int64_t version) {
  const std::string name = MetadataFolder::file_name(role);
  return root.consistent_snapshot ? fmt::format("{}.{}", version, name) : name;
}

/// What may be asked for: the announced length, but never more than the limit.
Checked<std::uint64_t> most_bytes_of(const MetaFile& announced, std::uint64_t limit) {
  if (announced.length.value_or(0) <= limit)
    return announced.length.value_or(limit);
  return fault(Reason::too_large, "알려진 메타데이터가 너무 큽니다: {}바이트, 한도는 {}바이트입니다.",
               "the metadata announced are too large: {} bytes, and the limit is {}.",
               std::uint64_t{*announced.length}, std::uint64_t{limit});
}

bool delegates(const DelegatedRole& role, const std::string& path) {
  if (std::any_of(role.paths.begin(), role.paths.end(),
                  [&](const std::string& pattern) { return path_matches(pattern, path); })) {
    return true;
  }
  if (role.path_hash_prefixes.empty())
    return false;
  const std::string hash = sha256(as_bytes(path)).hex();
  return std::any_of(role.path_hash_prefixes.begin(), role.path_hash_prefixes.end(),
                     [&](const std::string& prefix) { return hash.starts_with(prefix); });
}

/// A role that is still to be asked, and who has named it.
struct Visit {
  std::string by;
  const Delegations* delegations;
  const DelegatedRole* role;
};

/// Puts whom `targets` sends us on to before those who are waiting; the next one is the last in the list.
void add_visits(std::vector<Visit>& waiting, const std::string& name, const Targets& targets,
                const std::string& path) {
  if (!targets.delegations)
    return;
  std::vector<Visit> next;
  for (const DelegatedRole& each : targets.delegations->roles) {
    if (!delegates(each, path))
      continue;
    next.push_back({name, &*targets.delegations, &each});
    if (each.terminating) {
      waiting.clear();
      break;
    }
  }
  waiting.insert(waiting.end(), next.rbegin(), next.rend());
}

}  // namespace

Checked<TrustedSet> Updater::refresh(SysTime start) const {
  folder_.sweep();
  auto root = update_root();
  if (!root)
    return fault(std::move(root.error()));
  if (auto in_time = check_expiry(*root, start); !in_time)
    return fault(std::move(in_time.error()));
  TrustedSet trusted{start, std::move(*root), {}, {}, {}, {}};
  auto timestamp = update_timestamp(trusted.root, start);
  if (!timestamp)
    return fault(std::move(timestamp.error()));
  trusted.timestamp = std::move(*timestamp);
  auto snapshot = update_snapshot(trusted.root, trusted.timestamp, start);
  if (!snapshot)
    return fault(std::move(snapshot.error()));
  trusted.snapshot = std::move(*snapshot);
  auto targets =
      update_targets(trusted, word(Role::targets), trusted.root.keys, trusted.root.keys_of(Role::targets));
  if (!targets)
    return fault(std::move(targets.error()));
  trusted.targets = std::move(*targets);
  return trusted;
}

Checked<Root> Updater::update_root() const {
  const auto kept = folder_.read(word(Role::root), limits_.root_bytes);
  if (!kept) {
    return fault(Reason::no_root, "믿을 수 있는 root.json이 없습니다. 이 기기에 root.json을 다시 설치하세요.",
                 "there is no root.json to trust; install one on this machine again.");
  }
  auto root = trusted_root(*kept);
  for (int rotations = 0; root && rotations < limits_.root_rotations; ++rotations) {
    const auto bytes = fetch_(fmt::format("{}.root.json", root->version + 1), limits_.root_bytes);
    if (!bytes && bytes.error().reason == Reason::not_found)
      break;
    if (!bytes)
      return fault(bytes.error());
    auto next = next_root(*root, *bytes);
    if (!next)
      return fault(std::move(next.error()));
    if (!*next)
      break;
    // 5.3.11 comes here already, before the root that asks for it is on disk: afterwards nobody would know
    // any more that it is still to be done, if the power went in between or this root had expired.
    if (revokes_online_keys(*root, **next)) {
      for (const Role role : {Role::timestamp, Role::snapshot}) {
        if (auto removed = folder_.remove(word(role)); !removed)
          return fault(std::move(removed.error()));
      }
    }
    if (auto written = folder_.write(word(Role::root), *bytes); !written)
      return fault(std::move(written.error()));
    root = std::move(**next);
  }
  return root;
}

Checked<Timestamp> Updater::update_timestamp(const Root& root, SysTime start) const {
  std::optional<Timestamp> trusted;
  if (const auto kept = folder_.read(word(Role::timestamp), limits_.timestamp_bytes)) {
    if (auto read = kept_timestamp(root, *kept))
      trusted = std::move(*read);
  }
  const auto bytes = fetch_("timestamp.json", limits_.timestamp_bytes);
  if (!bytes)
    return fault(bytes.error());
  auto next = next_timestamp(root, trusted, *bytes, start);
  if (!next)
    return fault(std::move(next.error()));
  if (!*next) {
    if (auto in_time = check_expiry(*trusted, start); !in_time)
      return fault(std::move(in_time.error()));
    return std::move(*trusted);
  }
  if (auto written = folder_.write(word(Role::timestamp), *bytes); !written)
    return fault(std::move(written.error()));
  return std::move(**next);
}

Checked<Snapshot> Updater::update_snapshot(const Root& root, const Timestamp& timestamp,
                                           SysTime start) const {
  const char* role = word(Role::snapshot);
  std::optional<Snapshot> trusted;
  if (const auto kept = folder_.read(role, limits_.snapshot_bytes)) {
    if (auto read = kept_snapshot(root, *kept))
      trusted = std::move(*read);
    if (auto same = next_snapshot(root, timestamp, std::nullopt, *kept, start))
      return same;
  }
  const auto most_bytes = most_bytes_of(timestamp.snapshot, limits_.snapshot_bytes);
  if (!most_bytes)
    return fault(most_bytes.error());
  const auto bytes = fetch_(document_name(root, role, timestamp.snapshot.version), *most_bytes);
  if (!bytes)
    return fault(bytes.error());
  auto next = next_snapshot(root, timestamp, trusted, *bytes, start);
  if (!next)
    return next;
  if (auto written = folder_.write(role, *bytes); !written)
    return fault(std::move(written.error()));
  return next;
}

Checked<Targets> Updater::update_targets(const TrustedSet& trusted, const std::string& role,
                                         const std::map<std::string, PublicKey>& keys,
                                         const RoleKeys& signers) const {
  const auto announced = listed(trusted.snapshot, role);
  if (!announced)
    return fault(announced.error());
  if (const auto kept = folder_.read(role, limits_.targets_bytes)) {
    if (auto same = next_targets(keys, signers, trusted.snapshot, role, *kept, trusted.start))
      return same;
  }
  const auto most_bytes = most_bytes_of(*announced, limits_.targets_bytes);
  if (!most_bytes)
    return fault(most_bytes.error());
  const auto bytes = fetch_(document_name(trusted.root, role, announced->version), *most_bytes);
  if (!bytes)
    return fault(bytes.error());
  auto next = next_targets(keys, signers, trusted.snapshot, role, *bytes, trusted.start);
  if (!next)
    return next;
  if (auto written = folder_.write(role, *bytes); !written)
    return fault(std::move(written.error()));
  return next;
}

Checked<TargetFile> Updater::find_target(TrustedSet& trusted, const std::string& path) const {
  if (const auto file = trusted.targets.targets.find(path); file != trusted.targets.targets.end())
    return file->second;
  std::set<std::string> visited{word(Role::targets)};
  std::vector<Visit> waiting;
  add_visits(waiting, word(Role::targets), trusted.targets, path);
  while (!waiting.empty()) {
    const Visit visit = std::move(waiting.back());
    waiting.pop_back();
    const std::string& name = visit.role->name;
    if (!visited.insert(name).second)
      continue;
    if (visited.size() > limits_.delegations + 1) {
      return fault(Reason::too_many, "'{}' 파일을 찾으려면 {}개가 넘는 역할에 물어야 해서 그만두었습니다.",
                   "the search for '{}' was given up: it would ask more than {} roles.", printable(path),
                   std::size_t{limits_.delegations});
    }
    auto found = trusted.delegated.find({visit.by, name});
    if (found == trusted.delegated.end()) {
      auto targets = update_targets(trusted, name, visit.delegations->keys, visit.role->keys);
      if (!targets)
        return fault(std::move(targets.error()));
      found = trusted.delegated.emplace(std::pair(visit.by, name), std::move(*targets)).first;
    }
    const Targets& targets = found->second;
    if (const auto file = targets.targets.find(path); file != targets.targets.end())
      return file->second;
    add_visits(waiting, name, targets, path);
  }
  return fault(Reason::not_listed, "저장소에 '{}' 파일이 없습니다.", "the repository has no file '{}'.",
               printable(path));
}

std::string target_name(const Root& root, const std::string& path, const TargetFile& file) {
  if (!root.consistent_snapshot)
    return path;
  const std::size_t slash = path.rfind('/');
  const std::size_t name = slash == std::string::npos ? 0 : slash + 1;
  return path.substr(0, name) + naming_digest(file.hashes) + "." + path.substr(name);
}

}  // namespace madang::trust
