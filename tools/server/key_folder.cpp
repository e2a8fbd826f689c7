// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/server/key_folder.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"
#include "scheduler/trust/canonical.h"

namespace madang::server {
namespace {

namespace fs = std::filesystem;
using trust::Role;

constexpr std::uint64_t k_most_root_bytes = 512'000;

/// The roles of TUF that a key of ours stands for.
std::vector<Role> roles_of(KeyRole role) {
  switch (role) {
    case KeyRole::root:
      return {Role::root};
    case KeyRole::targets:
      return {Role::targets};
    case KeyRole::online:
      return {Role::snapshot, Role::timestamp};
  }
  return {};
}

/// Not readable by others from the beginning on.
Status make_private_folder(const fs::path& folder) {
  std::error_code code;
  if (folder.has_parent_path())
    fs::create_directories(folder.parent_path(), code);
  if (::mkdir(folder.c_str(), 0700) == 0 || errno == EEXIST)
    return {};
  return fail(errno_kind(errno), "'{}' 폴더를 만들지 못했습니다: {}", "cannot make the folder '{}': {}",
              folder.string(), errno_text(errno));
}

void give(trust::Root& root, KeyRole role, const trust::PublicKey& key) {
  for (const Role each : roles_of(role))
    root.keys_of(each) = {{key.id}, 1};
  root.keys[key.id] = key;
  std::erase_if(root.keys, [&](const auto& known) {
    return std::none_of(trust::k_roles.begin(), trust::k_roles.end(), [&](Role each) {
      const auto& ids = root.keys_of(each).key_ids;
      return std::find(ids.begin(), ids.end(), known.first) != ids.end();
    });
  });
}

Status write_root(const KeyFolder& keys, const trust::Root& root, const std::vector<const PrivateKey*>& by) {
  const trust::Json part = to_json(root);
  const std::string message = trust::canonical(part);
  std::vector<trust::Signature> signatures;
  for (const PrivateKey* key : by)
    signatures.push_back({public_key(*key).id, key->sign(as_bytes(message))});
  const std::string bytes = trust::encode(part, signatures);
  if (auto made = make_private_folder(keys.folder / "roots"); !made)
    return made;
  if (auto put = write_file_atomically(keys.root(root.version), as_bytes(bytes)); !put)
    return put;
  return write_file_atomically(keys.root(), as_bytes(bytes));
}

/// Out of the way, for a mistake that is seen tomorrow.
Status retire(const KeyFolder& keys, KeyRole role, const std::string& id) {
  const fs::path folder = keys.folder / "retired";
  if (auto made = make_private_folder(folder); !made)
    return made;
  std::error_code code;
  fs::rename(keys.key(role), folder / fmt::format("{}-{}.pem", word(role), id.substr(0, 12)), code);
  if (code && code != std::errc::no_such_file_or_directory) {
    return fail(errno_kind(code.value()), "'{}' 파일을 옮기지 못했습니다: {}", "cannot move '{}': {}",
                keys.key(role).string(), code.message());
  }
  return {};
}

}  // namespace

const char* word(KeyRole role) {
  switch (role) {
    case KeyRole::root:
      return "root";
    case KeyRole::targets:
      return "targets";
    case KeyRole::online:
      return "online";
  }
  return "";
}

trust::PublicKey public_key(const PrivateKey& key) {
  trust::PublicKey out{"", "ed25519", "ed25519", key.public_hex()};
  out.id = trust::key_id(out);
  return out;
}

KeyFolder KeyFolder::standard() {
  const auto variable = [](const char* name) {
    const char* value = std::getenv(name);
    return fs::path(value == nullptr ? "" : value);
  };
  if (const fs::path keys = variable("MADANG_KEYS"); !keys.empty())
    return {keys};
  fs::path config = variable("XDG_CONFIG_HOME");
  if (config.empty())
    config = variable("HOME") / ".config";
  return {config / "madang" / "keys"};
}

Result<trust::Root> make_keys(const KeyFolder& keys, std::string_view passphrase, SysTime now) {
  if (std::error_code ignored; fs::exists(keys.root(), ignored)) {
    return fail(ErrorKind::refused, "'{}' 폴더에 키가 이미 있습니다. 바꾸려면 madang keys rotate를 쓰세요.",
                "there are keys in '{}' already; to replace one: madang keys rotate", keys.folder.string());
  }
  if (auto made = make_private_folder(keys.folder); !made)
    return fail(made.error());
  trust::Root root;
  root.expires = std::chrono::floor<std::chrono::seconds>(now) + k_root_valid;
  std::vector<PrivateKey> made;
  for (const KeyRole role : k_key_roles) {
    auto key = PrivateKey::generate();
    if (!key)
      return fail(key.error());
    // The online key signs by itself, with nobody there to unlock it.
    if (auto saved = key->save(keys.key(role), role == KeyRole::online ? "" : passphrase); !saved)
      return fail(saved.error());
    give(root, role, public_key(*key));
    made.push_back(*std::move(key));
  }
  if (auto put = write_root(keys, root, {&made.front()}); !put)
    return fail(put.error());
  return root;
}

Result<trust::Root> load_root(const KeyFolder& keys) {
  const auto bytes = read_file(keys.root(), k_most_root_bytes);
  if (!bytes && bytes.error().kind == ErrorKind::not_found) {
    return fail(ErrorKind::not_found,
                "서명할 키가 없습니다: {0}. 처음이라면 madang keys new 로 만들고, 다른 곳에 있으면 --keys 로 "
                "알려 주세요.",
                "there are no keys to sign with: {0}; the first time, make them with madang keys new, and if "
                "they are elsewhere, say where with --keys.",
                keys.folder.string());
  }
  if (!bytes)
    return fail(bytes.error());
  auto root = trust::parse_metadata<trust::Root>(*bytes);
  if (!root)
    return fail(root.error().error);
  const trust::RoleKeys& own = root->body.keys_of(Role::root);
  if (count_signers(root->body.keys, own, as_bytes(root->message), root->signatures) < own.threshold) {
    return fail(ErrorKind::invalid, "'{}' 파일의 서명이 맞지 않습니다.",
                "'{}' is not signed by its own keys.", keys.root().string());
  }
  return std::move(root->body);
}

Result<PrivateKey> load_key(const KeyFolder& keys, const trust::Root& root, KeyRole role,
                            std::string_view passphrase) {
  auto key = PrivateKey::load(keys.key(role), role == KeyRole::online ? "" : passphrase);
  if (!key && key.error().kind == ErrorKind::not_found) {
    return fail(ErrorKind::not_found,
                "'{0}' 키가 없습니다: {1}. 따로 보관한 키를 이곳에 되돌려 놓고 다시 해 주세요.",
                "the key '{0}' is not here: {1}; put it back from where it is kept, and try again.",
                word(role), keys.key(role).string());
  }
  if (!key)
    return key;
  const auto& listed = root.keys_of(roles_of(role).front()).key_ids;
  if (std::find(listed.begin(), listed.end(), public_key(*key).id) == listed.end()) {
    return fail(ErrorKind::invalid, "'{}' 키는 root.json에 적힌 키가 아닙니다.",
                "the key '{}' is not the one that root.json lists.", keys.key(role).string());
  }
  return key;
}

Result<trust::Root> renew_root(const KeyFolder& keys, const std::vector<KeyRole>& new_keys,
                               std::string_view passphrase, SysTime now) {
  auto root = load_root(keys);
  if (!root)
    return root;
  auto old_key = load_key(keys, *root, KeyRole::root, passphrase);
  if (!old_key)
    return fail(old_key.error());
  std::vector<PrivateKey> signers;
  signers.push_back(*std::move(old_key));
  for (const KeyRole role : new_keys) {
    auto key = PrivateKey::generate();
    if (!key)
      return fail(key.error());
    if (auto moved = retire(keys, role, root->keys_of(roles_of(role).front()).key_ids.front()); !moved)
      return fail(moved.error());
    if (auto saved = key->save(keys.key(role), role == KeyRole::online ? "" : passphrase); !saved)
      return fail(saved.error());
    give(*root, role, public_key(*key));
    if (role == KeyRole::root)
      signers.push_back(*std::move(key));
  }
  ++root->version;
  root->expires = std::chrono::floor<std::chrono::seconds>(now) + k_root_valid;
  std::vector<const PrivateKey*> by;
  for (const PrivateKey& each : signers)
    by.push_back(&each);
  if (auto put = write_root(keys, *root, by); !put)
    return fail(put.error());
  return root;
}

}  // namespace madang::server
