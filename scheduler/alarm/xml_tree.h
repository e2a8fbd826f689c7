// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content-schema/base/error.h"

namespace madang::alarm {

/// An element of an XML document as a plain value. Comments, processing instructions and attributes are gone.
struct XmlElement {
  std::string name;        ///< without its prefix
  std::string name_space;  ///< what its prefix stands for here; empty: none
  std::string text;        ///< its own text and CDATA, references resolved, without white space at the ends
  int line = 0;            ///< of its start tag, from 1
  std::vector<XmlElement> children;  ///< in document order
};

struct XmlLimits {
  int depth = 32;            ///< elements inside each other
  size_t elements = 20'000;  ///< in all
};

/// Reads XML from anybody. Nothing in a document can grow or reach out: a document type is refused, so there
/// are no entities but the five of XML and the characters by number, and no other file is ever opened.
///
/// Errors: `invalid` with the line; `limit` where it is too deep or has too many elements. The caller limits
/// the bytes; memory is about 200 for each element.
Result<XmlElement> parse_xml(std::string_view utf8, const XmlLimits& limits = {});

}  // namespace madang::alarm
