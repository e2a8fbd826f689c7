// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace madang::test {

/// A file made by the ffmpeg program, once per build folder and set of arguments; tests may run in parallel.
/// `arguments` end before the output's name. Ends the test run with a word when ffmpeg cannot make it.
std::filesystem::path make_media(const std::string& name, const std::vector<std::string>& arguments);

}  // namespace madang::test
