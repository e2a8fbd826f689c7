// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/scene/table_grid.h"
#include "player/timeline/table_turn.h"
#include "tests/support/catch.h"

using namespace madang;
using namespace std::chrono_literals;

namespace {

LocalText words(const std::string& ko, const std::string& en = "") {
  LocalText text{{{"ko", ko}}};
  if (!en.empty())
    text.versions.push_back({"en", en});
  return text;
}

/// Names and prices, under titles of two languages.
TableItem price_list(size_t rows) {
  TableItem item;
  item.columns = {{words("a", "aa"), TableColumn::Align::start, {}},
                  {words("p", "pp"), TableColumn::Align::decimal, {}}};
  for (size_t i = 0; i < rows; ++i)
    item.rows.push_back({{{words("name")}, {Value(Value::What(Number{"30000"}))}}, false});
  item.languages = {"ko", "en"};
  item.style.line_height = 2;
  item.style.padding = {0, Length::Unit::pixels};
  return item;
}

/// Every byte half an em.
TableGrid grid(const TableItem& item, const TypeArea& area) {
  std::vector<double> widths;
  for (const TaggedText& text : words_of(item).texts)
    widths.push_back(static_cast<double>(text.text.size()) / 2);
  return grid_of(item, area, widths);
}

}  // namespace

TEST_CASE("a table is as large as lets all its rows stand on one page") {
  const TableGrid made = grid(price_list(9), {{100, 50, 1000, 800}, 1, 20});
  CHECK(made.size == 40);  // ten lines of two em each
  CHECK(made.pages == 1);
  CHECK(made.titled);
  CHECK(made.row(0) == Rect{100, 50, 1000, 80});
  CHECK(made.row(9).bottom() == 850);
}

TEST_CASE("what cannot be read any more goes to other pages, as even as can be, with room for their number") {
  const TypeArea area{{0, 0, 1000, 800}, 1, 40};
  const TableGrid made = grid(price_list(21), area);
  CHECK(made.size == 40);
  // Ten lines would fit; the titles and the number leave eight rows, and three pages have seven each.
  CHECK(made.pages == 3);
  CHECK(made.rows_per_page == 7);
  CHECK(made.mark().y == made.row(7).bottom());
  CHECK(made.mark().bottom() <= 800);
  TableItem large = price_list(2);
  large.style.size = Length{100, Length::Unit::pixels};
  CHECK(grid(large, area).size == 100);
}

TEST_CASE("the widest cell of any row and language fits its column, and the rest is shared") {
  TableItem item = price_list(3);
  item.rows[1].cells[0].what = words("a", std::string(40, 'w'));  // twenty em
  const TypeArea area{{0, 0, 1000, 900}, 1, 20};
  TableGrid made = grid(item, area);
  CHECK(made.columns[0].width >= 20 * made.size);
  CHECK(made.columns[1].width >= 3 * made.size);
  CHECK(made.columns[1].left >= made.columns[0].left + made.columns[0].width);
  CHECK(made.columns[1].left + made.columns[1].width <= 1000);
  item.columns[1].width = 50;
  made = grid(item, area);
  CHECK(std::abs(made.columns[1].width - 500) <= 2);
  CHECK(made.columns[0].width >= 20 * made.size);
}

TEST_CASE("digits stand under digits: what has less behind the point ends farther from the edge") {
  TableItem item = price_list(3);
  item.languages = {"en"};
  item.rows[0].cells[1].what = Value(Value::What(Number{"1.25"}));
  item.rows[1].cells[1].what = Value(Value::What(Number{"30000"}));
  item.rows[2].cells[1].what = words("market price");
  const TableGrid made = grid(item, {{0, 0, 1000, 800}, 1, 20});
  const auto right = [&](size_t row) { return made.cell(item, row + 1, row, 1, 0).right(); };
  CHECK(right(0) == made.columns[1].left + made.columns[1].width);
  CHECK(right(0) - right(1) == std::lround(1.5 * made.size));  // ".25"
  CHECK(right(2) == right(0));
}

TEST_CASE("what is sold out says so in the last cell, in each language") {
  TableItem item = price_list(2);
  item.rows[0].sold_out = true;
  const TableGrid made = grid(item, {{0, 0, 1000, 800}, 1, 20});
  CHECK(request_for(item, made, 0, 1, 0).blocks[0].text == "품절");
  CHECK(request_for(item, made, 0, 1, 1).blocks[0].text == "Sold out");
  CHECK(request_for(item, made, 0, 0, 1).blocks[0] == TaggedText{"ko", "name"});
  CHECK(request_for(item, made, 1, 1, 0).blocks[0].text == "30,000");
}

TEST_CASE("pages turn when all languages had their time, and go round") {
  TableItem item = price_list(2);
  item.every = 5s;
  const auto at = [&](Millis position, Millis length = 0ms) {
    const TableTurn turn = turn_of(item, 2, length, position);
    return std::pair(turn.page, turn.language);
  };
  CHECK(at(0s) == std::pair<size_t, size_t>(0, 0));
  CHECK(at(4999ms) == std::pair<size_t, size_t>(0, 0));
  CHECK(at(5s) == std::pair<size_t, size_t>(0, 1));
  CHECK(at(10s) == std::pair<size_t, size_t>(1, 0));
  CHECK(at(20s) == std::pair<size_t, size_t>(0, 0));
  // In a turn that is too short for both languages each has half of it.
  CHECK(at(3s, 6s) == std::pair<size_t, size_t>(0, 1));
  CHECK(step_of(item, 6s) == 3s);
}
