// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/conformance/tuf_options.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace madang::conformance {
namespace {

using Command = TufOptions::Command;

constexpr std::array<std::string_view, 5> k_options{"--metadata-dir", "--metadata-url", "--target-name",
                                                    "--target-dir", "--target-base-url"};

/// What was said, not yet what it means.
struct Words {
  std::map<std::string, std::vector<std::string>, std::less<>> options;
  std::vector<std::string> others;
};

Result<Words> split(std::span<const char* const> arguments) {
  Words words;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string_view argument = arguments[i];
    if (!argument.starts_with("--")) {
      words.others.emplace_back(argument);
      continue;
    }
    const std::size_t equals = argument.find('=');
    const std::string_view name = argument.substr(0, equals);
    if (std::find(k_options.begin(), k_options.end(), name) == k_options.end()) {
      return fail(ErrorKind::invalid, "모르는 옵션입니다: {}", "unknown option: {}", argument);
    }
    if (equals == std::string_view::npos && i + 1 == arguments.size())
      return fail(ErrorKind::invalid, "{} 뒤에 값이 없습니다.", "{} needs a value.", argument);
    words.options[std::string(name)].emplace_back(
        equals == std::string_view::npos ? arguments[++i] : argument.substr(equals + 1));
  }
  return words;
}

std::optional<Command> command_of(std::string_view word) {
  if (word == "init")
    return Command::init;
  if (word == "refresh")
    return Command::refresh;
  if (word == "download")
    return Command::download;
  return std::nullopt;
}

std::string with_slash(std::string url) {
  return url.empty() || url.back() == '/' ? url : url + "/";
}

}  // namespace

Result<TufOptions> parse_tuf_options(std::span<const char* const> arguments) {
  auto words = split(arguments);
  if (!words)
    return fail(std::move(words.error()));
  const auto command = words->others.empty() ? std::nullopt : command_of(words->others[0]);
  if (!command || words->others.size() != (*command == Command::init ? 2U : 1U)) {
    return fail(ErrorKind::invalid, "init TRUSTED_ROOT, refresh, download 중 하나를 적으세요.",
                "say init TRUSTED_ROOT, refresh, or download.");
  }
  const auto last = [&](std::string_view name) {
    const auto found = words->options.find(name);
    return found != words->options.end() ? found->second.back() : std::string();
  };
  TufOptions options;
  options.command = *command;
  options.trusted_root = *command == Command::init ? words->others[1] : "";
  options.metadata_dir = last("--metadata-dir");
  options.metadata_url = with_slash(last("--metadata-url"));
  options.target_names = words->options["--target-name"];
  options.target_dir = last("--target-dir");
  options.target_base_url = with_slash(last("--target-base-url"));
  const bool is_complete =
      !options.metadata_dir.empty() && (*command == Command::init || !options.metadata_url.empty()) &&
      (*command != Command::download ||
       (!options.target_names.empty() && !options.target_dir.empty() && !options.target_base_url.empty()));
  if (!is_complete)
    return fail(ErrorKind::invalid, "필요한 옵션이 빠졌습니다.", "an option is missing.");
  return options;
}

}  // namespace madang::conformance
