// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>
#include <vector>

#include "scheduler/alarm/cap_meaning.h"

namespace madang::alarm {

/// What a message of an authority must become. Written down from reading the messages, not from running the
/// code.
struct CapExpectation {
  const char* file;
  const char* from;  ///< who sent it, and what about
  Exercise exercise;
  const char* anywhere;     ///< deed at a site that has not said where it is, without a trusted clock
  const char* in_seoul;     ///< the same at a market in Jongno, Seoul, that has said so
  const char* years_later;  ///< the same as `anywhere`, with a trusted clock in 2026
  const char* kind;         ///< of the one event, where there is one
  const char* languages;    ///< of its words, with spaces between
  const char* expires;      ///< ISO 8601, UTC; empty: until it is cancelled
  size_t ends;              ///< messages that it ends
  const char* line;         ///< how the one line for the screen begins, in the first language
};

const std::vector<CapExpectation>& cap_expectations();

/// `raise`, `end: all-clear`...: the deed, and why where there is a reason.
std::string summary(const CapMeaning& meaning);

/// The rows of the table in scheduler/alarm/CAP.md.
std::string markdown(const std::vector<CapExpectation>& rows);

}  // namespace madang::alarm
