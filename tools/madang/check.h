// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "content-schema/model/document.h"
#include "content-schema/yaml/problems.h"
#include "tools/madang/command.h"

namespace madang::tool {

/// Looks further at a folder that reads well (do its media decode, does its text fit) and appends what it
/// finds. Called only where there is a document.
using Checker =
    std::function<void(const std::filesystem::path& content, const Document& document, Problems& problems)>;

enum class CheckFormat { text, json };

/// What `madang check` prints on stdout, and its exit code.
struct CheckResult {
  std::string output;
  Exit exit = Exit::fine;
};

/// Error only where the folder itself cannot be read. Warnings alone are fine.
Result<CheckResult> check_content(const std::filesystem::path& content, Lang lang, CheckFormat format,
                                  const std::vector<Checker>& checkers);

/// As `add_check(app, context)`, with further checkers.
void add_check(CLI::App& app, Context& context, std::vector<Checker> checkers);

}  // namespace madang::tool
