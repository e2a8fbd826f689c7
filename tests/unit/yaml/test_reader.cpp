// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/yaml/reader.h"

#include "content-schema/base/digest.h"
#include "tests/support/catch.h"

using namespace madang;
using namespace madang::yaml;

namespace {

struct Read {
  std::optional<Tree> tree;
  Problems problems;
  std::string code() const { return problems.list.empty() ? "" : problems.list.front().code; }
};

Read read(std::string_view text, const Limits& limits = {}) {
  Report report(limits.problems);
  auto tree = read_yaml(as_bytes(text), "a.yaml", limits, report);
  return {std::move(tree), report.finish()};
}

std::string repeat(std::string_view text, size_t times) {
  std::string out;
  for (size_t i = 0; i < times; ++i)
    out += text;
  return out;
}

}  // namespace

TEST_CASE("nodes know where they were written, in characters") {
  const Read file = read("\xEF\xBB\xBF이름: 올레\r\n목록:\r\n  - 감귤: \"열 키로\"\r\n");
  REQUIRE(file.tree);
  const Node& item = *file.tree->root->find("목록")->items.front();
  const Node& value = *item.find("감귤");
  CHECK(value.text == "열 키로");
  CHECK_FALSE(value.plain);
  CHECK(value.line == 3);
  CHECK(value.column == 9);
  CHECK(value.length == 6);
}

TEST_CASE("a value that is missing is where its key is") {
  const Read file = read("a: 1\nb:\n\nc: 2\n");
  REQUIRE(file.tree);
  CHECK(file.tree->root->find("b")->is_null());
  CHECK(file.tree->root->find("b")->line == 2);
}

TEST_CASE("limits act before anything is built") {
  SECTION("ten thousand aliases") {
    CHECK(read("a: &x 1\nb:\n" + repeat("  - *x\n", 10'000)).code() == "too-many-aliases");
  }
  SECTION("few aliases that multiply") {
    std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 9; ++i) {
      bomb += fmt::format("a{0}: &a{0} [{1}]\n", i, repeat(fmt::format("*a{}, ", i - 1), 9));
    }
    CHECK(read(bomb).code() == "too-many-nodes");
  }
  SECTION("aliases that pile up depth") {
    std::string tower = "a0: &a0 [[[[[[x]]]]]]\n";
    for (int i = 1; i < 9; ++i)
      tower += fmt::format("a{0}: &a{0} [[[[[[*a{1}]]]]]]\n", i, i - 1);
    CHECK(read(tower).code() == "too-deep");
  }
  SECTION("a million brackets") {
    CHECK(read(repeat("[", 1'000'000)).code() == "line-too-long");
    CHECK(read(repeat("[", 10'000)).code() == "too-deep");
    CHECK(read(repeat("[\n", 500'000)).code() == "too-deep");
  }
  SECTION("deep blocks") {
    CHECK(read(repeat("- ", 8'000)).code() == "too-deep");
  }
  SECTION("too many values") {
    CHECK(read("[" + repeat("a,\n", 200'000) + "]").code() == "too-many-nodes");
  }
}

TEST_CASE("what the parser throws becomes a problem") {
  const auto [text, code] = GENERATE(table<std::string, std::string>({
      {"a: [1, 2", "yaml-syntax"},
      {"a: \"b\n", "yaml-syntax"},
      {"a: 'b\n   \n", "yaml-syntax"},
      {"\t- a", "yaml-syntax"},
      {"a: *b", "yaml-syntax"},
      {"a: \"\\q\"", "yaml-syntax"},
      {"%YAML 9.9\n---\na: b", "yaml-syntax"},
      {"a: b\n---\nc: d", "several-documents"},
      {"", "empty-file"},
      {"# only a comment\n", "empty-file"},
      {"a: 1\na: 2\n", "duplicate-key"},
      {"? [a]\n: b\n", "bad-key"},
      {"a: !mine b\n", "foreign-tag"},
      {"a: &x [*x]\n", "recursive-alias"},
      {std::string("a: \0b", 5), "control-character"},
      {"a: \xC0\x80", "not-utf8"},
      {"\xFF\xFE"
       "a",
       "not-utf8"},
  }));
  CAPTURE(text);
  const Read file = read(text);
  CHECK(file.code() == code);
}

TEST_CASE("invalid UTF-8 is told with its line") {
  const Read file = read("a: 1\nb: 감\xB1\xD6\n");
  REQUIRE(file.problems.list.size() == 1);
  CHECK(file.problems.list[0].mark.line == 2);
  CHECK(file.problems.list[0].mark.column == 5);
}

TEST_CASE("core tags are fine, and a key may repeat in another map") {
  const Read file = read("a: !!str 8\nb: { a: 1 }\n");
  REQUIRE(file.tree);
  CHECK_FALSE(file.tree->root->find("a")->plain);
  CHECK(file.problems.list.empty());
}

TEST_CASE("a line end in the file is a space between eojeol, and nothing between Han or kana") {
  using Case = std::pair<std::string, std::string>;
  const auto [text, expected] = GENERATE(values<Case>({
      {"a: 감귤을\n  드립니다", "감귤을 드립니다"},
      {"a: 欢迎来到\n  奥来市场", "欢迎来到奥来市场"},
      {"a: ようこそ、\n  オーレ市場へ", "ようこそ、オーレ市場へ"},
      {"a: >\n  欢迎来到\n  奥来市场\n\n  第二行\n", "欢迎来到奥来市场\n第二行"},
      {"a: >-\n  市場\n  감귤\n  감귤\n  市場", "市場 감귤 감귤 市場"},
      {"a: \"欢迎\n  市场\"", "欢迎市场"},
      {"a: '欢迎''\n  市\n  场'", "欢迎' 市场"},
      {"a: |\n  欢迎\n  市场", "欢迎\n市场"},
      {"a: 山田 太郎", "山田 太郎"},
      {"a: 山田 太郎\n  先生", "山田 太郎先生"},
      {"a: \"山田\\n太\n  郎\"", "山田\n太 郎"},
      {"a: 市場\n  OK\n  市場", "市場 OK 市場"},
  }));
  CAPTURE(text);
  const Read file = read(text);
  REQUIRE(file.tree);
  CHECK(file.tree->root->find("a")->text == expected);
}

TEST_CASE("only so many problems are kept, and an error outlives every warning") {
  Report report(3);
  for (int i = 0; i < 5; ++i)
    report.warning("w", {{"a.yaml", i, 1}, 1}, {"경고", "warning"});
  report.error("e", {{"a.yaml", 9, 1}, 1}, {"오류", "error"});
  const Problems problems = report.finish();
  CHECK(problems.list.size() == 3);
  CHECK(problems.dropped == 3);
  CHECK(problems.has_errors());
}
