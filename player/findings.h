// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "player/finding.h"
#include "player/looks.h"

namespace madang {

/// By file, line, code and text: in the order in which they are told, each once with all its screens.
using Findings = std::map<std::tuple<std::string, int, std::string, std::string>, Finding>;

/// On the screens that look like that.
void add_to(Findings& all, Finding finding, const Look& where);
void add_to(Findings& all, const Findings& more);

/// The screens of each in the order of the site.
std::vector<Finding> in_order(Findings all, const Site& site);

}  // namespace madang
