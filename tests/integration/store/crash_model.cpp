// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/integration/store/crash_model.h"

#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <stdexcept>

namespace madang::test {

namespace fs = std::filesystem;

namespace {

constexpr int k_nothing = -1;
constexpr int k_root = 0;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

void Wreck::build(const fs::path& root) const {
  fs::create_directories(root);
  std::map<int, fs::path> first;
  for (const auto& [name, file] : names) {
    const fs::path path = root / name;
    if (file == k_nothing) {
      fs::create_directory(path);
    } else if (const auto [known, is_new] = first.try_emplace(file, path); !is_new) {
      fs::create_hard_link(known->second, path);
    } else {
      std::ofstream(path, std::ios::binary) << contents.at(file);
    }
  }
}

CrashModel::CrashModel(const fs::path& root) : root_(root), nodes_{Node{true, {}, {}, false}} {
  std::map<ino_t, int> files;
  std::vector<fs::path> paths;
  for (const auto& each : fs::recursive_directory_iterator(root))
    paths.push_back(each.path());
  std::sort(paths.begin(), paths.end());  // a folder before what is in it
  for (const fs::path& path : paths) {
    struct stat info {};
    if (::lstat(path.c_str(), &info) != 0)
      throw std::runtime_error("cannot look at " + path.string());
    const Slot slot = slot_of(path);
    if (S_ISDIR(info.st_mode)) {
      live_[slot] = add_node(true);
      continue;
    }
    const auto [known, is_new] = files.try_emplace(info.st_ino, k_nothing);
    if (is_new) {
      known->second = add_node(false);
      nodes_.back().synced = nodes_.back().live = read(path);
    }
    live_[slot] = known->second;
  }
  before_ = live_;
}

int CrashModel::add_node(bool is_folder) {
  nodes_.push_back({is_folder, {}, {}, false});
  return static_cast<int>(nodes_.size()) - 1;
}

int CrashModel::node_at(const fs::path& path) const {
  int node = k_root;
  for (const fs::path& part : path.lexically_relative(root_)) {
    if (part == ".")
      continue;
    const auto found = live_.find({node, part.string()});
    if (found == live_.end())
      return k_nothing;
    node = found->second;
  }
  return node;
}

CrashModel::Slot CrashModel::slot_of(const fs::path& path) const {
  const int folder = node_at(path.parent_path());
  if (folder == k_nothing)
    throw std::runtime_error("a call in a folder that is not there: " + path.string());
  return {folder, path.filename().string()};
}

void CrashModel::change(std::vector<std::pair<Slot, int>> slots) {
  for (const auto& [slot, node] : slots) {
    if (node == k_nothing)
      live_.erase(slot);
    else
      live_[slot] = node;
  }
  const int folder = slots.back().first.first;
  changes_.push_back({std::move(slots), folder, false});
}

void CrashModel::sync(int node, bool succeeded) {
  Node& at = nodes_.at(static_cast<size_t>(node));
  if (!succeeded) {
    at.is_doubtful = true;
  } else if (at.is_folder) {
    for (Change& each : changes_)
      each.lasts = each.lasts || each.lasting_with == node;
  } else if (!at.is_doubtful) {
    at.synced = at.live;
  }
}

void CrashModel::apply(const Call& call) {
  if (!call.result)
    return;  // the process ended in it, before it did anything
  const bool succeeded = *call.result >= 0;
  const auto is = [&](std::string_view name) { return call.name.starts_with(name); };
  if (is("fsync") || is("fdatasync"))
    return sync(node_at(call.paths.at(0)), succeeded);
  if (!succeeded)
    return;
  if (is("open")) {
    if (node_at(call.paths.at(0)) == k_nothing)
      change({{slot_of(call.paths[0]), add_node(false)}});
  } else if (is("mkdir")) {
    change({{slot_of(call.paths.at(0)), add_node(true)}});
  } else if (is("write")) {
    // All of ours go to the end of their file.
    nodes_.at(static_cast<size_t>(node_at(call.paths.at(0)))).live +=
        call.bytes.substr(0, static_cast<size_t>(*call.result));
  } else if (is("ftruncate")) {
    nodes_.at(static_cast<size_t>(node_at(call.paths.at(0)))).live.resize(std::stoul(call.flags));
  } else if (is("rename")) {
    const int node = node_at(call.paths.at(0));
    change({{slot_of(call.paths[0]), k_nothing}, {slot_of(call.paths.at(1)), node}});
  } else if (is("link")) {
    change({{slot_of(call.paths.at(1)), node_at(call.paths[0])}});
  } else if (is("unlink") || is("rmdir")) {
    change({{slot_of(call.paths.at(0)), k_nothing}});
  } else if (!is("fchmod") && !is("chmod")) {
    throw std::runtime_error("the model does not know " + call.name);
  }
}

/// Whether all earlier changes of its names are kept, so that it can be.
bool CrashModel::may_follow(size_t change, const std::vector<bool>& kept) const {
  for (size_t i = 0; i < change; ++i) {
    const bool touches = std::any_of(changes_[i].slots.begin(), changes_[i].slots.end(), [&](const auto& a) {
      return std::any_of(changes_[change].slots.begin(), changes_[change].slots.end(),
                         [&](const auto& b) { return a.first == b.first; });
    });
    if (touches && !kept[i])
      return false;
  }
  return true;
}

/// What was synced, and what that stands upon.
std::vector<bool> CrashModel::lasting() const {
  std::vector<bool> lasts(changes_.size());
  std::set<Slot> touched;
  for (size_t i = changes_.size(); i-- > 0;) {
    const auto& slots = changes_[i].slots;
    lasts[i] = changes_[i].lasts || std::any_of(slots.begin(), slots.end(), [&](const auto& each) {
                 return touched.contains(each.first);
               });
    if (lasts[i]) {
      for (const auto& [slot, node] : slots)
        touched.insert(slot);
    }
  }
  return lasts;
}

std::vector<std::vector<bool>> CrashModel::choices(size_t most, std::mt19937_64& random) const {
  const std::vector<bool> lasts = lasting();
  std::vector<size_t> open;
  for (size_t i = 0; i < lasts.size(); ++i) {
    if (!lasts[i])
      open.push_back(i);
  }
  std::set<std::vector<bool>> chosen;
  const auto choose = [&](const auto& wants) {
    std::vector<bool> kept = lasts;
    for (size_t i = 0; i < open.size(); ++i) {
      if (wants(i) && may_follow(open[i], kept))
        kept[open[i]] = true;
    }
    chosen.insert(std::move(kept));
  };
  if (open.size() < 20 && (std::size_t{1} << open.size()) <= most) {
    for (size_t mask = 0; mask < (std::size_t{1} << open.size()); ++mask)
      choose([&](size_t i) { return (mask >> i & 1) != 0; });
    return {chosen.begin(), chosen.end()};
  }
  for (size_t length = 0; length <= open.size(); ++length)
    choose([&](size_t i) { return i < length; });  // as ext4 and xfs do
  for (size_t only = 0; only < open.size() && chosen.size() < most; ++only) {
    choose([&](size_t i) { return i == only; });
    choose([&](size_t i) { return i != only; });
  }
  for (size_t tries = 0; tries < most && chosen.size() < most; ++tries) {
    const unsigned in_eight = 1 + static_cast<unsigned>(random() % 7);
    choose([&](size_t) { return random() % 8 < in_eight; });
  }
  return {chosen.begin(), chosen.end()};
}

Wreck CrashModel::wreck_of(const std::vector<bool>& kept) const {
  auto names = before_;
  for (size_t i = 0; i < changes_.size(); ++i) {
    if (!kept[i])
      continue;
    for (const auto& [slot, node] : changes_[i].slots) {
      if (node == k_nothing)
        names.erase(slot);
      else
        names[slot] = node;
    }
  }
  Wreck wreck;
  std::vector<std::pair<int, std::string>> folders{{k_root, ""}};
  while (!folders.empty()) {
    const auto [folder, path] = folders.back();
    folders.pop_back();
    for (auto each = names.lower_bound({folder, ""}); each != names.end() && each->first.first == folder;
         ++each) {
      const int node = each->second;
      const bool is_folder = nodes_.at(static_cast<size_t>(node)).is_folder;
      wreck.names[path + each->first.second + (is_folder ? "/" : "")] = is_folder ? k_nothing : node;
      if (is_folder)
        folders.emplace_back(node, path + each->first.second + "/");
      else
        wreck.contents[node] = nodes_[static_cast<size_t>(node)].live;
    }
  }
  return wreck;
}

std::vector<Wreck> CrashModel::wrecks(size_t most, std::mt19937_64& random) const {
  const auto torn = [&](const Node& node) {
    const size_t whole = random() % (node.live.size() + 1);
    const std::string some = node.live.substr(0, whole);
    return random() % 2 == 0 ? some : some + std::string(node.live.size() - whole, '\0');
  };
  std::set<Wreck> different;
  for (const auto& kept : choices(most, random)) {
    const Wreck whole = wreck_of(kept);
    different.insert(whole);
    Wreck lost = whole;
    Wreck zeros = whole;
    Wreck mixed = whole;
    for (const auto& [file, bytes] : whole.contents) {
      const Node& node = nodes_[static_cast<size_t>(file)];
      if (node.synced == node.live)
        continue;
      lost.contents[file] = node.synced;
      zeros.contents[file] = std::string(node.live.size(), '\0');
      mixed.contents[file] = random() % 3 == 0 ? node.live : torn(node);
    }
    different.insert({std::move(lost), std::move(zeros), std::move(mixed)});
  }
  return {different.begin(), different.end()};
}

}  // namespace madang::test
