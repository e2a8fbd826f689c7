// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/explain.h"

#include <algorithm>
#include <map>

#include "tests/support/catch.h"
#include "tests/support/test_fonts.h"

namespace madang {
namespace {

std::map<std::uint32_t, ExplainedBreak> explained(const std::string& text, Size box = {10'000, 1000}) {
  TextRequest request;
  request.blocks = {{"ko", text}};
  request.box = box;
  request.size = 50;
  request.fit = TextFit::none;
  std::map<std::uint32_t, ExplainedBreak> out;
  for (const ExplainedBreak& place : explain_breaks(request, lay_out(request, test::font_set())))
    out.emplace(place.offset, place);
  return out;
}

TEST_CASE("each place is told with the rule that decided it") {
  const std::string text = "카페·베이커리 3,000원~ (₩5 ……";
  const auto places = explained(text);
  const auto rule_before = [&](std::string_view what, size_t further = 0) {
    return places.at(static_cast<std::uint32_t>(text.find(what) + further)).decided.rule;
  };
  CHECK(rule_before("페") == BreakRule::eojeol);
  CHECK(rule_before("·") == BreakRule::line_head);
  CHECK(rule_before("베") == BreakRule::joint);
  CHECK(rule_before("3") == BreakRule::allowed);
  CHECK(rule_before("원") == BreakRule::number);
  CHECK(rule_before("~") == BreakRule::range);
  CHECK(rule_before("₩") == BreakRule::forbidden);  // UAX #14 LB14 says so before our rule is asked
  CHECK(rule_before("……", 3) == BreakRule::forbidden);
  CHECK(places.count(1) == 0);  // inside a character there is no place
}

TEST_CASE("the places where the layout broke are marked, an author's newline is none") {
  const auto places = explained("올레시장 감귤\n축제", {250, 1000});
  size_t taken = 0;
  for (const auto& [offset, place] : places) {
    taken += place.taken ? 1 : 0;
    CHECK(place.taken == (offset == 13));
  }
  CHECK(taken == 1);
}

TEST_CASE("every rule has a name and a sentence in both languages") {
  for (int i = 0; i <= static_cast<int>(BreakRule::torn); ++i) {
    const auto rule = static_cast<BreakRule>(i);
    CHECK_FALSE(to_string(rule).empty());
    CHECK_FALSE(describe(rule).ko.empty());
    CHECK_FALSE(describe(rule).en.empty());
  }
}

TEST_CASE("runs are told with script, direction and whether they lie") {
  TextRequest request;
  request.blocks = {{"ko", "올레 OK السوق"}};
  request.box = {1000, 1000};
  request.writing = Writing::vertical;
  const auto runs = explain_runs(request, test::font_set());
  const auto run_at = [&](std::uint32_t byte) {
    const auto found = std::find_if(runs.begin(), runs.end(),
                                    [&](const ExplainedRun& r) { return r.begin <= byte && byte < r.end; });
    REQUIRE(found != runs.end());
    return *found;
  };
  CHECK(run_at(0).script == "Hangul");
  CHECK_FALSE(run_at(0).turned);
  CHECK(run_at(7).script == "Latin");
  CHECK(run_at(7).turned);
  CHECK(run_at(10).script == "Arabic");
  CHECK(run_at(10).right_to_left);
  std::uint32_t end = 0;
  for (const ExplainedRun& run : runs) {
    CHECK(run.begin == end);  // without gaps
    end = run.end;
  }
  CHECK(end == request.blocks[0].text.size());
}

}  // namespace
}  // namespace madang
