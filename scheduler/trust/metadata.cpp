// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/trust/metadata.h"

#include <set>

#include "scheduler/trust/canonical.h"
#include "scheduler/trust/fields.h"
#include "scheduler/trust/path_key.h"

namespace madang::trust {
namespace {

/// `YYYY-MM-DDTHH:MM:SSZ` and nothing else (section 4.2).
std::optional<SysTime> parse_expiry(const std::string& text) {
  constexpr std::string_view k_shape = "0000-00-00T00:00:00Z";
  if (text.size() != k_shape.size())
    return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_digit = text[i] >= '0' && text[i] <= '9';
    if (k_shape[i] == '0' ? !is_digit : text[i] != k_shape[i])
      return std::nullopt;
  }
  const auto time = parse_iso8601(text);
  return time ? std::optional(*time) : std::nullopt;
}

/// Of `spec_version`, digits with one or two dots between them; nothing for another shape.
std::optional<std::string_view> major_version(std::string_view text) {
  const auto is_number = [](std::string_view part) {
    return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
  };
  const std::string_view major = text.substr(0, text.find('.'));
  int parts = 0;
  for (std::string_view rest = text;; ++parts) {
    const std::size_t dot = rest.find('.');
    if (!is_number(rest.substr(0, dot)))
      return std::nullopt;
    if (dot == std::string_view::npos)
      break;
    rest.remove_prefix(dot + 1);
  }
  return parts == 1 || parts == 2 ? std::optional(major) : std::nullopt;
}

template <class Body>
void take_common(Fields& fields, Role role, Body& body) {
  if (fields.text("_type") != word(role))
    fields.refuse_member("_type");
  const std::string version = fields.text("spec_version");
  const auto major = major_version(version);
  if (!major) {
    fields.refuse_member("spec_version");
  } else if (*major != "1") {
    fields.refuse(
        fault(Reason::unknown_format, "이 프로그램이 모르는 TUF {} 형식입니다. 프로그램을 업데이트하세요.",
              "this is TUF {}, which this program does not know; update the program.", printable(version))
            .value());
  }
  body.version = fields.integer("version", 1);
  if (const auto expires = parse_expiry(fields.text("expires")))
    body.expires = *expires;
  else
    fields.refuse_member("expires");
}

std::map<std::string, PublicKey> take_keys(Fields& fields) {
  std::map<std::string, PublicKey> keys;
  for (const auto& [id, each] : fields.object("keys")) {
    auto key = parse_key(id, each);
    if (!key) {
      fields.refuse({Reason::bad_metadata, std::move(key.error())});
      return keys;
    }
    keys.emplace_hint(keys.end(), id, std::move(*key));
  }
  return keys;
}

RoleKeys take_role_keys(Fields fields) {
  return {fields.texts("keyids"), fields.integer("threshold", 1)};
}

Hashes take_hashes(Fields& fields) {
  Hashes hashes;
  for (const auto& [algorithm, digest] : fields.object("hashes")) {
    if (digest.string() == nullptr) {
      fields.refuse_member("hashes");
      return {};
    }
    hashes.emplace_hint(hashes.end(), algorithm, *digest.string());
  }
  if (hashes.empty())
    fields.refuse_member("hashes");
  return hashes;
}

MetaFile take_meta_file(Fields fields) {
  MetaFile file;
  file.version = fields.integer("version", 1);
  if (fields.has("length"))
    file.length = static_cast<std::uint64_t>(fields.integer("length", 0));
  if (fields.has("hashes"))
    file.hashes = take_hashes(fields);
  return file;
}

TargetFile take_target_file(Fields fields) {
  TargetFile file;
  file.length = static_cast<std::uint64_t>(fields.integer("length", 0));
  file.hashes = take_hashes(fields);
  if (fields.has("custom"))
    file.custom = *fields.any("custom");
  return file;
}

DelegatedRole take_delegated_role(Fields fields) {
  DelegatedRole role;
  role.name = fields.text("name");
  role.keys = {fields.texts("keyids"), fields.integer("threshold", 1)};
  role.terminating = fields.has("terminating") && fields.boolean("terminating");
  // With both of them it would not be clear what was delegated; with neither of them nothing is.
  if (fields.has("paths") && fields.has("path_hash_prefixes"))
    fields.refuse_member("paths");
  else if (fields.has("paths"))
    role.paths = fields.texts("paths");
  else if (fields.has("path_hash_prefixes"))
    role.path_hash_prefixes = fields.texts("path_hash_prefixes");
  for (const Role each : k_roles) {
    if (role.name == word(each))
      fields.refuse_member("name");
  }
  if (role.name.empty())
    fields.refuse_member("name");
  return role;
}

Delegations take_delegations(Fields fields) {
  Delegations delegations;
  delegations.keys = take_keys(fields);
  std::set<std::string> names;
  for (const Json& each : fields.list("roles")) {
    delegations.roles.push_back(take_delegated_role(fields.inner("roles", each)));
    if (!names.insert(delegations.roles.back().name).second)
      fields.refuse_member("roles");
  }
  return delegations;
}

void take(Fields& fields, Root& root) {
  take_common(fields, Role::root, root);
  // Required by the specification, and missing in old repositories that did not know it.
  root.consistent_snapshot = fields.has("consistent_snapshot") && fields.boolean("consistent_snapshot");
  root.keys = take_keys(fields);
  const Json* roles = fields.any("roles");
  if (roles == nullptr)
    return;
  Fields inner = fields.inner("roles", *roles);
  for (const Role role : k_roles) {
    if (const Json* each = inner.any(word(role)))
      root.keys_of(role) = take_role_keys(inner.inner(word(role), *each));
  }
}

void take(Fields& fields, Timestamp& timestamp) {
  take_common(fields, Role::timestamp, timestamp);
  const Json* meta = fields.any("meta");
  if (meta == nullptr)
    return;
  Fields inner = fields.inner("meta", *meta);
  if (const Json* snapshot = inner.any("snapshot.json"))
    timestamp.snapshot = take_meta_file(inner.inner("snapshot.json", *snapshot));
}

void take(Fields& fields, Snapshot& snapshot) {
  take_common(fields, Role::snapshot, snapshot);
  for (const auto& [name, each] : fields.object("meta"))
    snapshot.meta.emplace_hint(snapshot.meta.end(), name, take_meta_file(fields.inner(name, each)));
  if (snapshot.meta.find("targets.json") == snapshot.meta.end())
    fields.refuse_member("meta");
}

void take(Fields& fields, Targets& targets) {
  take_common(fields, Role::targets, targets);
  for (const auto& [path, each] : fields.object("targets"))
    targets.targets.emplace_hint(targets.targets.end(), path, take_target_file(fields.inner(path, each)));
  if (fields.has("delegations"))
    targets.delegations = take_delegations(fields.inner("delegations", *fields.any("delegations")));
}

std::vector<Signature> take_signatures(Fields& fields) {
  std::vector<Signature> signatures;
  std::set<std::string> ids;
  for (const Json& each : fields.list("signatures")) {
    Fields inner = fields.inner("signatures", each);
    signatures.push_back({inner.text("keyid"), inner.text("sig")});
    // Section 4.2: an id must not stand twice, not even where the threshold is reached.
    if (!ids.insert(signatures.back().key_id).second)
      fields.refuse_member("signatures");
  }
  return signatures;
}

}  // namespace

const char* word(Role role) {
  switch (role) {
    case Role::root:
      return "root";
    case Role::timestamp:
      return "timestamp";
    case Role::snapshot:
      return "snapshot";
    case Role::targets:
      return "targets";
  }
  return "";
}

template <class Body>
Checked<Signed<Body>> parse_metadata(std::span<const std::byte> bytes, const JsonLimits& limits) {
  auto json = parse_json(bytes, limits);
  if (!json) {
    const bool is_limit = json.error().kind == ErrorKind::limit;
    return fault(is_limit ? Reason::too_large : Reason::bad_json, std::move(json.error()));
  }
  std::optional<Fault> wrong;
  Signed<Body> document;
  Fields outer(*json, "", wrong);
  document.signatures = take_signatures(outer);
  if (const Json* part = outer.any("signed")) {
    Fields fields = outer.inner("signed", *part);
    take(fields, document.body);
    if (!wrong)
      document.message = canonical(*part);
  }
  if (wrong)
    return fault(std::move(*wrong));
  return document;
}

template Checked<Signed<Root>> parse_metadata(std::span<const std::byte>, const JsonLimits&);
template Checked<Signed<Timestamp>> parse_metadata(std::span<const std::byte>, const JsonLimits&);
template Checked<Signed<Snapshot>> parse_metadata(std::span<const std::byte>, const JsonLimits&);
template Checked<Signed<Targets>> parse_metadata(std::span<const std::byte>, const JsonLimits&);

}  // namespace madang::trust
