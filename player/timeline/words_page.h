// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>
#include <vector>

#include "content-schema/model/document.h"

namespace madang {

/// What the paths of these pages begin with; no content folder can have them.
inline constexpr const char* k_words_pages = "builtin:words/";

/// Whether the incident is shown by words of its own: what an authority sends (its kind's name where it sent
/// no words, but never "leave by the nearest exit": nobody far away can know that), what has words, and a
/// kind that is no reason to leave. All others are the built-in page's.
bool has_words_page(const Incident& incident);

/// The words to show: the incident's own; where it has none, the name of its kind and "follow the staff" in
/// nine languages. Korean first, or else what came first. Never empty.
std::vector<IncidentWords> words_to_show(const Incident& incident);

/// Adds the page of those words, and returns its path. Red where it is
/// extreme, navy where not; a head says in Korean and English what it is and how grave; under it the first
/// language stays, and the others take turns below, none longer than 8 s. Sizes follow from the lengths of
/// the words, so that the line is always the biggest and what to do is next. Braces in words are words.
std::string add_words_page(Document& document, const Incident& incident);

}  // namespace madang
