// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/integration/store/trace.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <stdexcept>

#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

namespace madang::test {

namespace fs = std::filesystem;

namespace {

/// Each with a question mark: not every processor has all of them.
constexpr const char* k_calls =
    "?open,?creat,?openat,?openat2,?write,?pwrite64,?writev,?pwritev,?pwritev2,?fsync,?fdatasync,?sync_file_"
    "range,?rename,?renameat,?renameat2,?link,?linkat,?symlink,?symlinkat,?unlink,?unlinkat,?mkdir,?mkdirat,"
    "?rmdir,?truncate,?ftruncate,?fallocate,?copy_file_range,?sendfile,?chmod,?fchmod,?fchmodat,?fchmodat2,"
    "?fchown,?utimensat,?setxattr,?fsetxattr";

struct Argument {
  enum class Kind { text, descriptor, other } kind = Kind::other;
  std::string value;  ///< bytes of a text, path of a descriptor, or the words
};

std::string from_hex(std::string_view escaped) {
  std::string bytes;
  for (size_t i = 0; i + 4 <= escaped.size(); i += 4)  // \xNN each
    bytes.push_back(static_cast<char>(std::stoi(std::string(escaped.substr(i + 2, 2)), nullptr, 16)));
  return bytes;
}

/// One argument from the front of `line`, up to its comma or the closing parenthesis.
Argument take_argument(std::string_view& line) {
  Argument argument;
  if (line.front() == '"') {
    const size_t end = line.find('"', 1);
    argument = {Argument::Kind::text, from_hex(line.substr(1, end - 1))};
    line.remove_prefix(end + 1);
  }
  const size_t end = line.find_first_of(",)");
  const std::string_view words = line.substr(0, end);
  if (argument.kind == Argument::Kind::other) {
    const size_t open = words.find("<");
    argument = open == std::string_view::npos
                   ? Argument{Argument::Kind::other, std::string(words)}
                   : Argument{Argument::Kind::descriptor,
                              from_hex(words.substr(open + 1, words.find('>') - open - 1))};
  }
  line.remove_prefix(end == std::string_view::npos ? line.size() : end);
  return argument;
}

bool below(const fs::path& path, const fs::path& root) {
  const std::string relative = path.lexically_relative(root).string();
  return !relative.empty() && !relative.starts_with("..");
}

/// `PID name(arguments) = result`; nothing for strace's other lines.
std::optional<Call> parse(std::string_view line, std::map<std::string, int>& counts, const fs::path& root) {
  line.remove_prefix(std::min(line.size(), line.find(' ') + 1));
  line.remove_prefix(std::min(line.size(), line.find_first_not_of(' ')));
  const size_t open = line.find('(');
  if (open == std::string_view::npos || line.starts_with("---") || line.starts_with("+++"))
    return std::nullopt;
  Call call;
  call.name = line.substr(0, open);
  call.nth = ++counts[call.name];
  line.remove_prefix(open + 1);
  std::optional<fs::path> at;  // what a relative name stands below
  while (!line.empty() && line.front() != ')') {
    const Argument argument = take_argument(line);
    if (argument.kind == Argument::Kind::descriptor) {
      at = argument.value;
    } else if (argument.kind == Argument::Kind::text && call.name.find("write") != std::string::npos) {
      call.bytes = argument.value;
    } else if (argument.kind == Argument::Kind::text) {
      call.paths.push_back(at ? *at / argument.value : fs::path(argument.value));
      at.reset();
    } else {
      call.flags += argument.value + " ";
    }
    line.remove_prefix(std::min(line.size(), line.find_first_not_of(", ")));
  }
  if (call.paths.empty() && at)
    call.paths.push_back(*at);
  if (const size_t equals = line.find("= ");
      equals != std::string_view::npos && line.substr(equals + 2)[0] != '?')
    call.result = std::stol(std::string(line.substr(equals + 2)));
  const bool changes = !call.name.starts_with("open") || call.flags.find("O_CREAT") != std::string::npos ||
                       call.flags.find("O_TRUNC") != std::string::npos;
  const bool is_ours = std::any_of(call.paths.begin(), call.paths.end(),
                                   [&](const fs::path& path) { return path == root || below(path, root); });
  return changes && is_ours ? std::optional(std::move(call)) : std::nullopt;
}

}  // namespace

Traced run_traced(const std::vector<std::string>& command, const fs::path& root,
                  const std::optional<Injection>& injection) {
  const TempFolder folder;
  const fs::path log = folder / "trace";
  std::vector<std::string> words{"/usr/bin/env",
                                 "strace",
                                 "-f",
                                 "-y",
                                 "-xx",
                                 "-s",
                                 "1000000",
                                 "-o",
                                 log.string(),
                                 "-e",
                                 std::string("trace=") + k_calls};
  if (injection) {
    words.insert(words.end(), {"-e", "inject=" + injection->call + ":" + injection->what +
                                         ":when=" + std::to_string(injection->nth) +
                                         (injection->repeat == Injection::Repeat::once ? "" : "+")});
  }
  words.insert(words.end(), command.begin(), command.end());
  const Ended ended = run_to_end(words);
  Traced traced{ended.code, ended.output, {}};
  std::ifstream in(log);
  std::map<std::string, int> counts;
  for (std::string line; std::getline(in, line);) {
    if (auto call = parse(line, counts, root))
      traced.calls.push_back(std::move(*call));
  }
  // Not a finding about the store: without strace, or where it may not trace, nothing can be said at all.
  if (traced.code != 0 && counts.empty())
    throw std::runtime_error("strace does not work here: " + ended.errors);
  return traced;
}

}  // namespace madang::test
