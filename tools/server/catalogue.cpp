// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/server/catalogue.h"

#include <algorithm>
#include <set>
#include <span>

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"
#include "scheduler/trust/canonical.h"
#include "tools/server/assigned_manifests.h"

namespace madang::server {
namespace {

namespace fs = std::filesystem;
using trust::Json;
using trust::Role;

constexpr const char* k_assignments = "assignments";
constexpr const char* k_assignments_file = "assignments.json";
constexpr const char* k_targets_file = "targets.json";
constexpr std::string_view k_release_prefix = "releases/";
constexpr std::string_view k_screen_prefix = "screens/";
constexpr std::string_view k_suffix = ".json";

constexpr std::uint64_t k_most_bytes = 5'000'000;
// Whoever counts further wants to bring our counting to its end.
constexpr std::int64_t k_most_version = std::int64_t{1} << 53;

std::string path_of(const ReleaseId& id) {
  return fmt::format("{}{}{}", k_release_prefix, id.value, k_suffix);
}
std::string path_of(const ScreenId& id) {
  return fmt::format("{}{}{}", k_screen_prefix, id.value, k_suffix);
}

/// What stands between the prefix and `.json`; nothing where it leads on to further folders, which no `*` of
/// a delegation means.
std::string name_in(std::string_view path, std::string_view prefix) {
  if (!path.starts_with(prefix) || !path.ends_with(k_suffix) || path.size() < prefix.size() + k_suffix.size())
    return {};
  const auto name = path.substr(prefix.size(), path.size() - prefix.size() - k_suffix.size());
  return name.find('/') == std::string_view::npos ? std::string(name) : "";
}

std::string release_in(const trust::TargetFile& file) {
  const auto digest = file.hashes.find("sha256");
  return digest == file.hashes.end() ? "" : digest->second;
}

std::string text_in(const Json& custom, std::string_view name) {
  const Json* member = custom.find(name);
  return member != nullptr && member->string() != nullptr ? *member->string() : "";
}
std::uint64_t number_in(const Json& custom, std::string_view name) {
  const Json* member = custom.find(name);
  return member != nullptr && member->integer() != nullptr ? static_cast<std::uint64_t>(*member->integer())
                                                           : 0;
}

bool flag_in(const Json& custom, std::string_view name) {
  const Json* member = custom.find(name);
  return member != nullptr && member->boolean() != nullptr && *member->boolean();
}

/// `targets` lets the online key speak for the screens, and asks nobody else.
trust::Delegations delegation(const trust::Root& root) {
  const trust::RoleKeys& online = root.keys_of(Role::snapshot);
  trust::Delegations all;
  for (const std::string& id : online.key_ids) {
    if (const auto key = root.keys.find(id); key != root.keys.end())
      all.keys[id] = key->second;
  }
  all.roles.push_back({k_assignments, online, true, {std::string(k_screen_prefix) + "*"}, {}});
  return all;
}

/// Newest first; those that cannot be read are none.
std::vector<trust::Root> roots_of(const KeyFolder& keys, const trust::Root& newest) {
  std::vector<trust::Root> all{newest};
  for (std::int64_t version = newest.version - 1; version >= 1; --version) {
    const auto bytes = read_file(keys.root(version), k_most_bytes);
    auto root =
        bytes ? trust::parse_metadata<trust::Root>(*bytes) : trust::fault(trust::Reason::disk, bytes.error());
    if (root)
      all.push_back(std::move(root->body));
  }
  return all;
}

/// A document, and what of it is believed: all, or its version alone.
template <class Body>
struct Found {
  Body believed;
  Body written;
};

/// Reads documents, each with the keys that it is to be signed by; without roots, whoever has signed it.
class Reader {
 public:
  explicit Reader(std::vector<trust::Root> roots) : roots_(std::move(roots)) {}

  template <class Body>
  Result<Found<Body>> read(const fs::path& file, Role role) const {
    const auto bytes = read_file(file, k_most_bytes);
    if (!bytes)
      return fail(bytes.error());
    auto document = trust::parse_metadata<Body>(*bytes);
    if (!document)
      return fail(document.error().error);
    if (document->body.version > k_most_version)
      return not_ours(file);
    if (roots_.empty())
      return Found<Body>{document->body, document->body};
    for (const trust::Root& root : roots_) {
      const trust::RoleKeys& by = root.keys_of(role);
      if (count_signers(root.keys, by, as_bytes(document->message), document->signatures) < by.threshold)
        continue;
      if (root.version == roots_.front().version || root.keys_of(role) == roots_.front().keys_of(role))
        return Found<Body>{document->body, document->body};
      Body only_version;
      only_version.version = document->body.version;
      return Found<Body>{only_version, std::move(document->body)};
    }
    return not_ours(file);
  }

 private:
  static tl::unexpected<Error> not_ours(const fs::path& file) {
    return fail(
        ErrorKind::refused,
        "'{0}' 파일에 우리 키의 서명이 없습니다. 누군가 저장소를 바꾸었거나 다른 키로 만든 저장소입니다. "
        "--keys가 맞는지 보고, 맞다면 저장소를 치우고 다시 내보내 주세요.",
        "'{0}' is not signed by our keys: somebody has changed the repository, or it was made with other "
        "keys. See whether --keys is right; if it is, move the repository away and publish again.",
        file.string());
  }

  const std::vector<trust::Root> roots_;
};

template <class Body>
std::string sign(const Body& body, const PrivateKey& key) {
  const Json part = to_json(body);
  const std::string message = trust::canonical(part);
  const trust::Signature signature{public_key(key).id, key.sign(as_bytes(message))};
  return trust::encode(part, {&signature, 1});
}

Result<Catalogue> read_documents(const Repository& repository, const Reader& reader) {
  Catalogue catalogue;
  auto timestamp = reader.read<trust::Timestamp>(repository.timestamp(), Role::timestamp);
  if (!timestamp)
    return fail(timestamp.error());
  auto snapshot = reader.read<trust::Snapshot>(
      repository.document("snapshot", timestamp->written.snapshot.version), Role::snapshot);
  if (!snapshot)
    return fail(snapshot.error());
  const auto read_targets = [&](const char* file, const char* name, Role role) {
    const auto meta = snapshot->written.meta.find(file);
    const std::int64_t version = meta == snapshot->written.meta.end() ? 0 : meta->second.version;
    return reader.read<trust::Targets>(repository.document(name, version), role);
  };
  auto targets = read_targets(k_targets_file, "targets", Role::targets);
  if (!targets)
    return fail(targets.error());
  auto assignments = read_targets(k_assignments_file, k_assignments, Role::snapshot);
  if (!assignments)
    return fail(assignments.error());
  catalogue.timestamp = std::move(timestamp->believed);
  catalogue.snapshot = std::move(snapshot->believed);
  catalogue.targets = std::move(targets->believed);
  catalogue.assignments = std::move(assignments->believed);
  return catalogue;
}

bool is_old(SysTime expires, std::chrono::days valid, SysTime now) {
  return expires - now < std::chrono::hours(valid) / 2;
}

tl::unexpected<Error> no_key(KeyRole role) {
  return fail(ErrorKind::refused, "이 일에는 '{}' 키가 있어야 합니다.", "this needs the key '{}'.",
              word(role));
}

}  // namespace

Catalogue empty_catalogue(const trust::Root& root, SysTime now) {
  const std::int64_t version = std::chrono::floor<std::chrono::minutes>(now.time_since_epoch()).count();
  Catalogue catalogue;
  catalogue.root = root;
  catalogue.targets.version = version;
  catalogue.assignments.version = version;
  catalogue.snapshot.version = version;
  catalogue.timestamp.version = version;
  return catalogue;
}

Result<std::optional<Catalogue>> read_catalogue(const Repository& repository, const KeyFolder& keys) {
  auto root = load_root(keys);
  if (!root)
    return fail(root.error());
  if (std::error_code ignored; !fs::exists(repository.timestamp(), ignored))
    return std::optional<Catalogue>();
  auto catalogue = read_documents(repository, Reader(roots_of(keys, *root)));
  if (!catalogue)
    return fail(catalogue.error());
  catalogue->root = *std::move(root);
  return std::optional(*std::move(catalogue));
}

Result<Catalogue> peek_catalogue(const Repository& repository) {
  return read_documents(repository, Reader({}));
}

std::vector<ListedRelease> releases_of(const Catalogue& catalogue) {
  std::vector<ListedRelease> all;
  for (const auto& [path, file] : catalogue.targets.targets) {
    const std::string id = name_in(path, k_release_prefix);
    if (id.empty() || id != release_in(file))
      continue;
    const auto published = parse_iso8601(text_in(file.custom, "published"));
    all.push_back({ReleaseId{id}, file.length, static_cast<std::int64_t>(number_in(file.custom, "number")),
                   published ? *published : SysTime{}, text_in(file.custom, "by"),
                   text_in(file.custom, "note"), number_in(file.custom, "files"),
                   number_in(file.custom, "bytes"), flag_in(file.custom, "staged")});
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const ListedRelease& a, const ListedRelease& b) { return a.number > b.number; });
  return all;
}

void list_release(Catalogue& catalogue, const ListedRelease& release) {
  const auto releases = releases_of(catalogue);
  Json::Object custom{{"published", Json{to_iso8601(release.published)}},
                      {"number", Json{releases.empty() ? 1 : releases.front().number + 1}},
                      {"files", Json{static_cast<std::int64_t>(release.files)}},
                      {"bytes", Json{static_cast<std::int64_t>(release.bytes)}}};
  if (release.staged)
    custom.emplace("staged", Json{true});
  if (!release.by.empty())
    custom.emplace("by", Json{release.by});
  if (!release.note.empty())
    custom.emplace("note", Json{release.note});
  catalogue.targets.targets[path_of(release.id)] = {
      release.length, {{"sha256", release.id.value}}, Json{std::move(custom)}};

  std::set<ReleaseId> in_use{release.id};
  for (const auto& [screen, id] : assignments_of(catalogue))
    in_use.insert(id);
  std::size_t kept = 0;
  for (const ListedRelease& each : releases_of(catalogue)) {
    if (++kept > k_kept_releases && !in_use.contains(each.id))
      catalogue.targets.targets.erase(path_of(each.id));
  }
}

std::map<ScreenId, ReleaseId> assignments_of(const Catalogue& catalogue) {
  std::map<ScreenId, ReleaseId> all;
  for (const auto& [path, file] : catalogue.assignments.targets) {
    if (const std::string screen = name_in(path, k_screen_prefix); !screen.empty())
      all[ScreenId{screen}] = ReleaseId{release_in(file)};
  }
  return all;
}

Status assign(Catalogue& catalogue, const std::map<ScreenId, ReleaseId>& releases) {
  std::map<std::string, trust::TargetFile> targets;
  for (const auto& [screen, release] : releases) {
    const auto listed = catalogue.targets.targets.find(path_of(release));
    if (listed == catalogue.targets.targets.end()) {
      return fail(ErrorKind::not_found, "릴리스 {}은(는) 이 저장소에 없습니다.",
                  "there is no release {} in this repository.", release.value.substr(0, 12));
    }
    targets[path_of(screen)] = {listed->second.length, listed->second.hashes, {}};
  }
  catalogue.assignments.targets = std::move(targets);
  return {};
}

bool wants_renewal(const Catalogue& catalogue, SysTime now) {
  return is_old(catalogue.timestamp.expires, k_timestamp_valid, now) ||
         is_old(catalogue.snapshot.expires, k_online_valid, now) ||
         is_old(catalogue.assignments.expires, k_online_valid, now);
}

Result<Catalogue> write_catalogue(const Repository& repository, Catalogue catalogue,
                                  const std::optional<Catalogue>& before, const KeyFolder& keys,
                                  const Signers& signers, SysTime now) {
  now = std::chrono::floor<std::chrono::seconds>(now);
  if (signers.online == nullptr)
    return no_key(KeyRole::online);
  catalogue.targets.delegations = delegation(catalogue.root);
  const bool changes_targets =
      !before || catalogue.targets != before->targets ||
      (signers.targets != nullptr && is_old(catalogue.targets.expires, k_targets_valid, now));
  if (changes_targets && signers.targets == nullptr)
    return no_key(KeyRole::targets);
  for (std::int64_t version = 1; version <= catalogue.root.version; ++version) {
    const auto bytes = read_file(keys.root(version), k_most_bytes);
    if (!bytes)
      return fail(bytes.error());
    const fs::path to = repository.document("root", version);
    if (std::error_code ignored; fs::exists(to, ignored))
      continue;
    if (auto put = write_file_atomically(to, *bytes); !put)
      return fail(put.error());
  }
  const auto write = [&](auto& body, const char* name, const PrivateKey& key,
                         std::chrono::days valid) -> Result<trust::MetaFile> {
    ++body.version;
    body.expires = now + valid;
    const std::string bytes = sign(body, key);
    if (auto put = write_file_atomically(repository.document(name, body.version), as_bytes(bytes)); !put)
      return fail(put.error());
    return trust::MetaFile{body.version, bytes.size(), {{"sha256", sha256(as_bytes(bytes)).hex()}}};
  };
  if (changes_targets) {
    auto meta = write(catalogue.targets, "targets", *signers.targets, k_targets_valid);
    if (!meta)
      return fail(meta.error());
    catalogue.snapshot.meta[k_targets_file] = *std::move(meta);
  }
  if (!before || catalogue.assignments != before->assignments ||
      is_old(catalogue.assignments.expires, k_online_valid, now)) {
    if (auto put = put_assigned(repository, assignments_of(catalogue)); !put)
      return fail(put.error());
    auto meta = write(catalogue.assignments, k_assignments, *signers.online, k_online_valid);
    if (!meta)
      return fail(meta.error());
    catalogue.snapshot.meta[k_assignments_file] = *std::move(meta);
  }
  if (!before || catalogue.snapshot != before->snapshot ||
      is_old(catalogue.snapshot.expires, k_online_valid, now)) {
    auto meta = write(catalogue.snapshot, "snapshot", *signers.online, k_online_valid);
    if (!meta)
      return fail(meta.error());
    catalogue.timestamp.snapshot = *std::move(meta);
  }
  if (before && catalogue.timestamp == before->timestamp &&
      !is_old(catalogue.timestamp.expires, k_timestamp_valid, now))
    return catalogue;
  ++catalogue.timestamp.version;
  catalogue.timestamp.expires = now + k_timestamp_valid;
  if (auto put =
          write_file_atomically(repository.timestamp(), as_bytes(sign(catalogue.timestamp, *signers.online)));
      !put)
    return fail(put.error());
  return catalogue;
}

}  // namespace madang::server
