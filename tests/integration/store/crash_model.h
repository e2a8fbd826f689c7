// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "tests/integration/store/trace.h"

namespace madang::test {

/// A folder as a power cut left it: files with their contents, and which names are hard links to one file.
struct Wreck {
  std::map<std::string, int> names;     ///< relative path -> file; folders end in a slash and are -1
  std::map<int, std::string> contents;  ///< by file

  /// Writes it down below `root`, which must not be there.
  void build(const std::filesystem::path& root) const;
  friend auto operator<=>(const Wreck&, const Wreck&) = default;
};

/// What may be on a disk after some calls, if the power goes then. It promises as little as POSIX does, and
/// less than ext4, xfs or btrfs:
///
/// - bytes are there when their file was synced after they were written. Others are there, or not, or in
///   part, or are zeros. After a failed fsync what was to be synced counts as not written, for ever;
/// - a name that was made, moved or removed is so when its folder was synced afterwards (of a rename: the
///   folder it leads to; it is one step in both). Others are so or not, each by itself, but two changes of
///   one name keep their order. That a file was synced says nothing of its name.
///
/// A process that ends takes nothing with it: calls of several processes may follow each other.
class CrashModel {
 public:
  /// Everything that is there now is on the disk.
  explicit CrashModel(const std::filesystem::path& root);

  void apply(const Call& call);

  /// Different wrecks: all choices of names where they are at most `most`, else some, chosen by `random`,
  /// with those of a disk that keeps all changes in order among them; of contents, the worst and some others.
  std::vector<Wreck> wrecks(std::size_t most, std::mt19937_64& random) const;

 private:
  using Slot = std::pair<int, std::string>;  ///< folder, name in it
  struct Node {
    bool is_folder = false;
    std::string synced;
    std::string live;
    bool is_doubtful = false;  ///< an fsync has failed
  };
  struct Change {
    std::vector<std::pair<Slot, int>> slots;  ///< what each leads to from then on; -1: nothing
    int lasting_with = 0;                     ///< the folder whose fsync makes it last
    bool lasts = false;
  };

  Slot slot_of(const std::filesystem::path& path) const;
  int node_at(const std::filesystem::path& path) const;
  int add_node(bool is_folder);
  void change(std::vector<std::pair<Slot, int>> slots);
  void sync(int node, bool succeeded);
  std::vector<bool> lasting() const;
  bool may_follow(std::size_t change, const std::vector<bool>& kept) const;
  std::vector<std::vector<bool>> choices(std::size_t most, std::mt19937_64& random) const;
  Wreck wreck_of(const std::vector<bool>& kept) const;

  std::filesystem::path root_;
  std::vector<Node> nodes_;     ///< the first is the root
  std::map<Slot, int> before_;  ///< names when it began
  std::map<Slot, int> live_;    ///< names as programs see them
  std::vector<Change> changes_;
};

}  // namespace madang::test
