// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/madang/key_options.h"

#include <pwd.h>
#include <unistd.h>

#include <CLI/CLI.hpp>

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"

namespace madang::tool {

server::KeyFolder KeyOptions::keys() const {
  return folder.empty() ? server::KeyFolder::standard() : server::KeyFolder{folder};
}

Result<std::string> KeyOptions::passphrase() const {
  if (passphrase_file.empty())
    return std::string();
  const auto bytes = read_file(passphrase_file, 4096);
  if (!bytes)
    return fail(bytes.error());
  const std::string_view text = as_text(*bytes);
  std::string line(text.substr(0, text.find_first_of("\r\n")));
  if (line.empty()) {
    return fail(ErrorKind::invalid, "'{}' 파일의 첫 줄에 암호가 없습니다.",
                "there is no passphrase in the first line of '{}'.", passphrase_file);
  }
  return line;
}

void add_key_options(CLI::App& command, KeyOptions& options, const Context& context) {
  command.add_option("--keys", options.folder,
                     context(say("키가 든 폴더 (기본 ~/.config/madang/keys 또는 $MADANG_KEYS)",
                                 "folder of the keys (default ~/.config/madang/keys, or $MADANG_KEYS)")));
  command.add_option("--passphrase-file", options.passphrase_file,
                     context(say("첫 줄에 키의 암호를 적은 파일", "file whose first line unlocks the keys")));
}

std::string person() {
  const passwd* user = ::getpwuid(::getuid());
  return user == nullptr || user->pw_name == nullptr ? "" : user->pw_name;
}

}  // namespace madang::tool
