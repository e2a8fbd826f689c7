// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/integration/store/disk.h"

#include <fmt/format.h>
#include <unistd.h>

#include <stdexcept>

#include "tests/support/process.h"

namespace madang::test {

namespace fs = std::filesystem;

namespace {

constexpr unsigned k_nobody = 65534;  // as whom madang-store-update runs where we are root

void run_or_throw(const std::vector<std::string>& command) {
  const Ended ended = run_to_end(command);
  if (ended.code != 0)
    throw std::runtime_error(command[0] + ": " + ended.output + ended.errors);
}

}  // namespace

Disk::Disk(Space space)
    : space_(space == Space::tight ? "tight" : "ample"),
      template_(folder_ / "template"),
      root_(folder_ / "store") {
  if (::geteuid() == 0 && ::chown(folder_.path().c_str(), k_nobody, k_nobody) != 0)
    throw std::runtime_error("cannot give the folder away");
  run_or_throw({program("madang-store-update").string(), "prepare", template_.string()});
  reset();
  const Traced traced = update(std::nullopt);
  if (traced.code != 0)
    throw std::runtime_error("the undisturbed update fails: " + traced.output);
  calls_ = traced.calls;
  tree_ = tree_of(root_);
  reset();
}

std::vector<std::string> Disk::program_for(const char* verb) const {
  return {program("madang-store-update").string(), verb, root_.string(), space_};
}

void Disk::reset() const {
  fs::remove_all(root_);
  run_or_throw(
      {"/usr/bin/env", "cp", "-a", template_.string(), root_.string()});  // -a: hard links stay what they are
}

Traced Disk::update(const std::optional<Injection>& injection, int tries) const {
  auto command = program_for("update");
  command.push_back(std::to_string(tries));
  return run_traced(command, root_, injection);
}

Traced Disk::examine(const std::optional<Injection>& injection) const {
  return run_traced(program_for("examine"), root_, injection);
}

std::vector<std::string> Disk::difference_after_next_update() const {
  const Ended ended = run_to_end(program_for("update"));
  std::vector<std::string> wrong;
  if (ended.code != 0)
    wrong.push_back("the next update fails: " + ended.output);
  const auto tree = tree_of(root_);
  for (const auto& [name, bytes] : tree_) {
    const auto found = tree.find(name);
    if (found == tree.end())
      wrong.push_back("lacks " + name);
    else if (found->second != bytes && name != "written")  // more was written where it took two updates
      wrong.push_back("differs in " + name);
  }
  for (const auto& [name, bytes] : tree) {
    if (!tree_.contains(name))
      wrong.push_back("left behind: " + name);
  }
  return wrong;
}

std::string count_of(const std::vector<Call>& calls) {
  std::map<std::string, int> counts;
  for (const Call& call : calls)
    ++counts[call.name];
  std::string text;
  for (const auto& [name, count] : counts)
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", name, count);
  return text;
}

}  // namespace madang::test
