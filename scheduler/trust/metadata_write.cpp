// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/trust/metadata.h"

namespace madang::trust {
namespace {

constexpr const char* k_spec_version = "1.0.31";

std::string expiry_text(SysTime time) {
  return to_iso8601(time).substr(0, 19) + "Z";
}

Json list_of(const std::vector<std::string>& texts) {
  Json::List list;
  for (const std::string& each : texts)
    list.push_back(Json{each});
  return Json{std::move(list)};
}

Json describe_keys(const std::map<std::string, PublicKey>& keys) {
  Json::Object all;
  for (const auto& [id, key] : keys)
    all.emplace(id, to_json(key));
  return Json{std::move(all)};
}

Json describe_hashes(const Hashes& hashes) {
  Json::Object all;
  for (const auto& [algorithm, digest] : hashes)
    all.emplace(algorithm, Json{digest});
  return Json{std::move(all)};
}

Json describe_meta_file(const MetaFile& file) {
  Json::Object all{{"version", Json{file.version}}};
  if (file.length)
    all.emplace("length", Json{static_cast<std::int64_t>(*file.length)});
  if (!file.hashes.empty())
    all.emplace("hashes", describe_hashes(file.hashes));
  return Json{std::move(all)};
}

Json describe_target_file(const TargetFile& file) {
  Json::Object all{{"length", Json{static_cast<std::int64_t>(file.length)}},
                   {"hashes", describe_hashes(file.hashes)}};
  if (!file.custom.is_null())
    all.emplace("custom", file.custom);
  return Json{std::move(all)};
}

Json describe_delegations(const Delegations& delegations) {
  Json::List roles;
  for (const DelegatedRole& role : delegations.roles) {
    Json::Object all{{"name", Json{role.name}},
                     {"keyids", list_of(role.keys.key_ids)},
                     {"threshold", Json{role.keys.threshold}},
                     {"terminating", Json{role.terminating}}};
    if (role.path_hash_prefixes.empty())
      all.emplace("paths", list_of(role.paths));
    else
      all.emplace("path_hash_prefixes", list_of(role.path_hash_prefixes));
    roles.push_back(Json{std::move(all)});
  }
  return Json{Json::Object{{"keys", describe_keys(delegations.keys)}, {"roles", Json{std::move(roles)}}}};
}

template <class Body>
Json::Object describe_common(Role role, const Body& body) {
  return {{"_type", Json{std::string(word(role))}},
          {"spec_version", Json{std::string(k_spec_version)}},
          {"version", Json{body.version}},
          {"expires", Json{expiry_text(body.expires)}}};
}

}  // namespace

Json to_json(const Root& root) {
  Json::Object all = describe_common(Role::root, root);
  all.emplace("consistent_snapshot", Json{root.consistent_snapshot});
  all.emplace("keys", describe_keys(root.keys));
  Json::Object roles;
  for (const Role role : k_roles) {
    const RoleKeys& keys = root.keys_of(role);
    roles.emplace(word(role),
                  Json{Json::Object{{"keyids", list_of(keys.key_ids)}, {"threshold", Json{keys.threshold}}}});
  }
  all.emplace("roles", Json{std::move(roles)});
  return Json{std::move(all)};
}

Json to_json(const Timestamp& timestamp) {
  Json::Object all = describe_common(Role::timestamp, timestamp);
  all.emplace("meta", Json{Json::Object{{"snapshot.json", describe_meta_file(timestamp.snapshot)}}});
  return Json{std::move(all)};
}

Json to_json(const Snapshot& snapshot) {
  Json::Object all = describe_common(Role::snapshot, snapshot);
  Json::Object meta;
  for (const auto& [name, file] : snapshot.meta)
    meta.emplace(name, describe_meta_file(file));
  all.emplace("meta", Json{std::move(meta)});
  return Json{std::move(all)};
}

Json to_json(const Targets& targets) {
  Json::Object all = describe_common(Role::targets, targets);
  Json::Object files;
  for (const auto& [path, file] : targets.targets)
    files.emplace(path, describe_target_file(file));
  all.emplace("targets", Json{std::move(files)});
  if (targets.delegations)
    all.emplace("delegations", describe_delegations(*targets.delegations));
  return Json{std::move(all)};
}

std::string encode(const Json& signed_part, std::span<const Signature> signatures) {
  Json::List list;
  for (const Signature& each : signatures)
    list.push_back(Json{Json::Object{{"keyid", Json{each.key_id}}, {"sig", Json{each.hex}}}});
  return to_text(Json{Json::Object{{"signatures", Json{std::move(list)}}, {"signed", signed_part}}});
}

}  // namespace madang::trust
