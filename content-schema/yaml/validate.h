// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <map>
#include <set>
#include <string>

#include "content-schema/model/document.h"
#include "content-schema/model/reach.h"
#include "content-schema/yaml/folder.h"
#include "content-schema/yaml/links.h"
#include "content-schema/yaml/load.h"
#include "content-schema/yaml/map_draft.h"

namespace madang::yaml {

/// What reading the files of a folder gave, before they are held against each other.
struct Collected {
  Document document;
  std::vector<MapDraft> maps;
  Links links;
  std::set<std::string> present;  ///< names of all YAML files, also of those that could not be read
  Inventory inventory;            ///< media that could be probed
  bool site_read = false;
  bool all_read = true;  ///< no file was left out: only then can a thing be called unused
};

/// What only the whole folder can know: names that lead nowhere, media that are not there or cannot be shown,
/// things named twice, layouts within themselves, values without a text and texts without a value. Media
/// whose names the disk writes differently (decomposed Hangul) get the disk's name in the document.
void validate(const Folder& folder, const Abilities& abilities, Collected& collected, Report& report);

/// Reads the features of the maps and makes them whole (maps.cpp). Before `validate`, which asks what they
/// have.
void make_maps(const Folder& folder, Collected& collected, Report& report);

/// The part about layouts within layouts: cycles and depth (nesting.cpp).
void check_nesting(const Document& document, Report& report);

/// Pages that leave some of the site's visitors out, each with the screens that it comes up on
/// (languages.cpp): files whose texts together lack a language (a text alone may lack one, since pages often
/// keep Korean in a zone of its own), and texts in a language in which a screen's value was not written.
void check_languages(const Document& document, const std::vector<NeededValue>& needed, const Reached& shown,
                     Report& report);

}  // namespace madang::yaml
