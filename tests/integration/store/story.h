// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "scheduler/store/store.h"
#include "tests/support/published.h"

namespace madang::test {

/// One update as a kiosk lives through it, small enough to be stopped at every one of its system calls: an
/// older release makes way, the old one shares files with the new one, one file of the new one is there in
/// part already, and rubbish lies about.
const Published& older_release();
const Published& old_release();
const Published& new_release();

/// The store before the update: old is active, older the one before it.
Status prepare_story(const std::filesystem::path& root);

/// Where space is tight the older release must make room before the new one comes.
enum class Space { ample, tight };
/// To open the store with, so that it is. On any file system: what is counted are blocks.
StoreOptions options_for(const std::filesystem::path& root, Space space);

/// What the fetcher does with a release, but for the network.
Status update_to_new(Store& store);

/// What a store holds when it is opened after a mishap.
struct Verdict {
  bool is_new = false;
  std::vector<std::string> problems;  ///< empty: the old or the new release, whole, and nothing mixed
};

/// Opens it, and hashes everything.
Verdict examine(const std::filesystem::path& root, Space space);

/// Every file with what is in it, and every folder, by relative path.
std::map<std::string, std::string> tree_of(const std::filesystem::path& root);

}  // namespace madang::test
