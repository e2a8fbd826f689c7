// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace madang::yaml {

/// Damerau-Levenshtein distance (optimal string alignment): insertions, deletions, substitutions and swapped
/// neighbours, in characters. Never more than `limit` + 1: the work stops there.
size_t edit_distance(std::string_view a, std::string_view b, size_t limit);

/// The candidate a person most likely meant: at most a third of its characters differ (upper and lower case
/// do not count); the first among equals. Empty where none is near.
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);
std::string_view nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace madang::yaml
