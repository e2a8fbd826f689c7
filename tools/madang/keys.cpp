// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "content-schema/base/clock.h"
#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"
#include "scheduler/alarm/command.h"
#include "scheduler/alarm/signed_notice.h"
#include "tools/madang/command.h"
#include "tools/madang/key_options.h"
#include "tools/madang/table.h"

namespace madang::tool {
namespace {

using server::KeyRole;

struct Options {
  KeyOptions keys;
  std::vector<std::string> roles;
};

/// Of the key of an alarm bridge.
struct AlarmOptions {
  std::string name;
  std::string site;
  std::vector<std::string> zones;
  std::string folder = ".";
};

std::string day_of(SysTime t) {
  return to_iso8601(t).substr(0, 10);
}

/// What each key is for, and where it should be.
Bilingual place_of(KeyRole role) {
  switch (role) {
    case KeyRole::root:
      return say("금고에 (USB에 옮기고 이 컴퓨터에서는 지우세요)",
                 "in a safe: move it to a stick, and remove it from this computer");
    case KeyRole::targets:
      return say("내보내는 직원의 컴퓨터에", "on the computer of the staff who publish");
    case KeyRole::online:
      return say("내보내는 컴퓨터와 중앙 서버에 (madang serve --keys)",
                 "on that computer and on the central server (madang serve --keys)");
  }
  return {};
}

std::string id_of(const trust::Root& root, KeyRole role) {
  const auto tuf_role = role == KeyRole::root      ? trust::Role::root
                        : role == KeyRole::targets ? trust::Role::targets
                                                   : trust::Role::timestamp;
  return root.keys_of(tuf_role).key_ids.front().substr(0, 12);
}

void print_keys(const Context& context, const server::KeyFolder& keys, const trust::Root& root) {
  std::vector<std::vector<std::string>> table;
  table.push_back({context(say("키", "KEY")), context(say("이름", "ID")), context(say("여기", "HERE")),
                   context(say("둘 곳", "PLACE"))});
  for (const KeyRole role : server::k_key_roles) {
    std::error_code ignored;
    const bool here = std::filesystem::exists(keys.key(role), ignored);
    table.push_back(
        {word(role), id_of(root, role), here ? context(say("있음", "yes")) : "-", context(place_of(role))});
  }
  fmt::print("{}", to_table(table));
  fmt::print("{}\n",
             context(say("root.json {}판은 {}까지 유효합니다. 화면마다 이 파일을 심어 주세요: {}",
                         "root.json, version {}, is valid until {}. Every screen is given this file: {}",
                         root.version, day_of(root.expires), keys.root().string())));
}

Result<Exit> make(const Context& context, const Options& options) {
  const auto passphrase = options.keys.passphrase();
  if (!passphrase)
    return fail(passphrase.error());
  const auto keys = options.keys.keys();
  const auto root = make_keys(keys, *passphrase, Clock().now());
  if (!root)
    return fail(root.error());
  fmt::print("{}\n", context(say("키를 만들었습니다: {}", "keys were made: {}", keys.folder.string())));
  print_keys(context, keys, *root);
  return Exit::fine;
}

Result<Exit> show(const Context& context, const Options& options) {
  const auto keys = options.keys.keys();
  const auto root = load_root(keys);
  if (!root)
    return fail(root.error());
  print_keys(context, keys, *root);
  if (root->expires > Clock().now())
    return Exit::fine;
  fmt::print("{}\n", context(say("root.json의 기한이 지났습니다. madang keys renew 로 늘려 주세요.",
                                 "root.json has expired; give it a longer life with madang keys renew.")));
  return Exit::wrong;
}

Result<Exit> renew(const Context& context, const Options& options) {
  const auto passphrase = options.keys.passphrase();
  if (!passphrase)
    return fail(passphrase.error());
  std::vector<KeyRole> roles;
  for (const KeyRole role : server::k_key_roles) {
    if (std::find(options.roles.begin(), options.roles.end(), word(role)) != options.roles.end())
      roles.push_back(role);
  }
  const auto keys = options.keys.keys();
  const auto root = renew_root(keys, roles, *passphrase, Clock().now());
  if (!root)
    return fail(root.error());
  print_keys(context, keys, *root);
  fmt::print("{}\n",
             context(say("이제 madang publish 로 다시 내보내면 화면들이 새 root.json을 받습니다.",
                         "now publish again (madang publish): the screens get the new root.json with it.")));
  return Exit::fine;
}

/// What kiosks believe already; none where there is no such file yet.
Result<std::vector<alarm::AlarmKey>> known_alarm_keys(const std::filesystem::path& file) {
  auto known = alarm::read_alarm_keys(file);
  if (!known && known.error().kind == ErrorKind::not_found)
    return std::vector<alarm::AlarmKey>();
  if (known && known->size() >= alarm::k_most_alarm_keys) {
    return fail(ErrorKind::limit, "'{}'에는 열쇠를 {}개까지 둘 수 있습니다. 쓰지 않는 것을 지워 주세요.",
                "'{}' holds up to {} keys; remove those that are no longer used.", file.string(),
                alarm::k_most_alarm_keys);
  }
  return known;
}

/// Adds the public half to what kiosks believe, and makes the private one for the bridge: both, or none.
Result<Exit> make_alarm_key(const Context& context, const AlarmOptions& options) {
  const std::filesystem::path folder = options.folder;
  const auto mine = folder / (options.name + ".pem");
  const auto theirs = folder / "alarm-keys.json";
  auto known = known_alarm_keys(theirs);
  if (!known)
    return fail(known.error());
  const auto key = server::PrivateKey::generate();
  if (!key)
    return fail(key.error());
  if (auto saved = key->save(mine, ""); !saved)
    return fail(saved.error());
  known->push_back({server::public_key(*key), options.site, options.zones});
  if (auto written = write_file_atomically(theirs, as_bytes(alarm::encode(*known))); !written) {
    std::error_code ignored;
    std::filesystem::remove(mine, ignored);  // nobody would believe it
    return fail(written.error());
  }
  fmt::print("{}\n",
             context(say("{}: 비밀 열쇠입니다. 비상 중계기에만 두고 다른 사람이 읽지 못하게 해 주세요.",
                         "{}: the private key. It belongs on the alarm bridge alone, where nobody else can "
                         "read it.",
                         mine.string())));
  fmt::print("{}\n",
             context(say("{}: 모든 화면 기기에 두는 파일입니다(alarm-keys 설정). 열쇠 {}개가 들어 있습니다.",
                         "{}: for every kiosk (its setting alarm-keys). It holds {} key(s).", theirs.string(),
                         known->size())));
  return Exit::fine;
}

void add_alarm_key(CLI::App& keys, Context& context) {
  auto options = std::make_shared<AlarmOptions>();
  auto* command = keys.add_subcommand(
      "alarm", context(say("비상 중계기의 서명 열쇠를 만듭니다. 내용에 서명하는 키와는 따로입니다.",
                           "make the key that an alarm bridge signs with; it has nothing to do with those of "
                           "content")));
  const auto is_name = [&context](const std::string& text) {
    return alarm::is_name(text)
               ? std::string()
               : context(say("'{}'은(는) 쓸 수 없습니다. 영문자, 숫자와 . _ - 로 64자까지 적어 주세요.",
                             "'{}' cannot be used; write up to 64 of A-Z a-z 0-9 . _ -", text));
  };
  command
      ->add_option("NAME", options->name,
                   context(say("장치의 이름, 예: bridge-1", "the bridge's name, e.g. bridge-1")))
      ->required()
      ->check(is_name);
  command
      ->add_option("--site", options->site,
                   context(say("시장의 id. 이 열쇠로는 이 시장에만 알릴 수 있습니다",
                               "id of the market, the only one that this key may speak for")))
      ->required()
      ->check(is_name);
  command
      ->add_option("--zone", options->zones,
                   context(say("이 구역에만 알릴 수 있게 합니다 (여러 개 가능, 없으면 시장 전체)",
                               "it may speak for these zones only (may be given several times; default: the "
                               "whole market)")))
      ->check(is_name);
  command->add_option("--folder", options->folder,
                      context(say("파일을 둘 폴더 (기본: 지금 폴더)", "where the files go (default: here)")));
  command->callback([&context, options] {
    const auto exit = make_alarm_key(context, *options);
    context.exit = exit ? *exit : tell(context, exit.error());
  });
}

}  // namespace

void add_keys(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  auto* keys =
      app.add_subcommand("keys", context(say("화면들이 믿을 서명 키를 만들고, 보고, 바꿉니다.",
                                             "make, look at and replace the keys that screens trust")));
  keys->require_subcommand(1);
  const auto add = [&](const char* name, const Bilingual& what, auto action) {
    auto* command = keys->add_subcommand(name, context(what));
    add_key_options(*command, options->keys, context);
    command->callback([&context, options, action] {
      const auto exit = action(context, *options);
      context.exit = exit ? *exit : tell(context, exit.error());
    });
    return command;
  };
  add("new", say("키 셋(root, targets, online)을 만듭니다.", "make all three keys: root, targets, online"),
      make);
  add("show",
      say("어떤 키가 있고 언제까지 유효한지 봅니다.", "which keys there are, and until when they are valid"),
      show);
  add("renew",
      say("키는 그대로 두고 root.json의 기한을 늘립니다 (root 키가 있어야 합니다).",
          "give root.json a longer life with the same keys (needs the root key)"),
      renew);
  auto* rotate = add("rotate",
                     say("잃어버리거나 새어 나간 키를 새 키로 바꿉니다 (root 키가 있어야 합니다).",
                         "replace keys that were lost or stolen (needs the root key)"),
                     renew);
  rotate
      ->add_option("ROLE", options->roles,
                   context(say("바꿀 키: root, targets, online", "root, targets, online")))
      ->required()
      ->check(CLI::IsMember({"root", "targets", "online"}));
  add_alarm_key(*keys, context);
}

}  // namespace madang::tool
