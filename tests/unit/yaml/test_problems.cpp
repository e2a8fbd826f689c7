// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/yaml/problems.h"

#include "content-schema/yaml/utf8.h"
#include "tests/support/catch.h"

using namespace madang;

namespace {

std::string shown(std::string line, int column, int length) {
  const Problem problem{
      Problem::Severity::error, "c",   {"a.yaml", 7, column}, {"무엇", "What."}, {"", "Instead."},
      std::move(line),          length};
  return to_text(problem, Lang::en);
}

}  // namespace

TEST_CASE("the caret stands under the mistake") {
  CHECK(shown("  durration: 8s", 3, 9) ==
        "a.yaml:7:3: error: What. Instead.\n      durration: 8s\n      ^~~~~~~~~\n");
}

TEST_CASE("a wide character is two columns before the caret and under it") {
  CHECK(shown("감귤: 값", 5, 1) == "a.yaml:7:5: error: What. Instead.\n    감귤: 값\n          ^~\n");
}

TEST_CASE("a combining mark is none, a tab is a tab") {
  CHECK(shown("e\u0301x", 3, 1) == "a.yaml:7:3: error: What. Instead.\n    e\u0301x\n     ^\n");
  CHECK(shown("\tx", 2, 1) == "a.yaml:7:2: error: What. Instead.\n    \tx\n    \t^\n");
}

TEST_CASE("a caret past the end, a huge length and a huge line do no harm") {
  CHECK(shown("ab", 99, 5).find("\n      ^\n") != std::string::npos);
  CHECK(shown("ab", 1, 1000).find("\n    ^~\n") != std::string::npos);
  const std::string text = shown(std::string(100'000, 'x'), 50'000, 3);
  CHECK(text.size() < 600);
  CHECK(text.find("^~~") != std::string::npos);
}

TEST_CASE("nothing of a file can command the terminal") {
  CHECK(shown("a\x1b[31m\x07", 1, 1).find('\x1b') == std::string::npos);
}

TEST_CASE("a problem of the whole file has no line") {
  const Problem problem{
      Problem::Severity::warning, "c", {"site.yaml", 0, 0}, {"없습니다.", "Missing."}, {}, {}, 1};
  CHECK(to_text(problem, Lang::ko) == "site.yaml: 경고: 없습니다.\n");
  CHECK(to_text(problem, Lang::en) == "site.yaml: warning: Missing.\n");
}
