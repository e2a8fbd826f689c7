// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/trust/path_pattern.h"

#include <string>

#include "tests/support/catch.h"

using madang::trust::path_matches;

TEST_CASE("patterns name the paths that the specification says") {
  struct Row {
    const char* pattern;
    const char* path;
    bool fits;
  };
  const Row rows[] = {
      // The four of TUF 1.0 section 4.5.
      {"targets/*.tgz", "targets/foo.tgz", true},
      {"targets/*.tgz", "targets/foo.txt", false},
      {"foo-version-?.tgz", "foo-version-2.tgz", true},
      {"foo-version-?.tgz", "foo-version-alpha.tgz", false},
      {"*.tgz", "foo.tgz", true},
      {"*.tgz", "targets/foo.tgz", false},
      {"foo.tgz", "foo.tgz", true},
      {"foo.tgz", "foo.tgzz", false},
      {"foo.tgz", "afoo.tgz", false},
      // No wildcard reaches over a slash.
      {"*", "a", true},
      {"*", "", true},
      {"*", "a/b", false},
      {"*/*", "a/b", true},
      {"*/*", "a/b/c", false},
      {"a?b", "a/b", false},
      {"a[/]b", "a/b", false},
      {"a[!x]b", "a/b", false},
      {"**", "ab", true},
      {"*a*b*c", "xxaxxbxxbxxc", true},
      {"*a*b*c", "xxaxxbxxcxx", false},
      {"*a/*b", "xa/ab", true},
      {"*a/*b", "xa/ya/zb", false},
      // Sets.
      {"[abc].x", "b.x", true},
      {"[abc].x", "d.x", false},
      {"[a-c]", "b", true},
      {"[!a-c]", "b", false},
      {"[!a-c]", "d", true},
      {"[]a]", "]", true},
      {"[a-]", "-", true},
      {"[a", "[a", true},
      {"[a", "a", false},
      // Characters are code points, a dot is a character, and nothing escapes.
      {"가을-?.mp4", "가을-밤.mp4", true},
      {"?", "밤", true},
      {"[가-힣]", "밤", true},
      {"[가-힣]", "a", false},
      {"*", ".hidden", true},
      {"\\*", "*", false},
      {"\\*", "\\x", true},
      {"", "", true},
      {"", "a", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.pattern, row.path);
    CHECK(path_matches(row.pattern, row.path) == row.fits);
  }
}

TEST_CASE("a pattern made to be slow is not") {
  std::string pattern;
  for (int i = 0; i < 500; ++i)
    pattern += "*a";
  CHECK_FALSE(path_matches(pattern + "b", std::string(20'000, 'a')));
}
