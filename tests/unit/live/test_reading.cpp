// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/live/reading.h"

#include "tests/support/catch.h"

using namespace madang;
using namespace madang::live;

namespace {

Value number(const char* digits) {
  return Value(Value::What(Number{digits}));
}

DataSource json_source(DataValue::Type type, const std::string& pointer) {
  DataSource source;
  source.id = "s";
  source.values["v"] = {type, pointer, "", "", ""};
  return source;
}

DataSource csv_source(const DataValue& value) {
  DataSource source;
  source.format = DataSource::Format::csv;
  source.values["v"] = value;
  return source;
}

/// The one value, or the one problem in English.
std::string read_one(const DataSource& source, const std::string& body) {
  const Reading reading = read_answer(source, body);
  CHECK(reading.values.size() + reading.problems.size() == 1);
  if (!reading.problems.empty())
    return "! " + reading.problems.front().en;
  const Value& value = reading.values.begin()->second;
  if (const auto* is_number = std::get_if<Number>(&value.what))
    return is_number->digits;
  return "'" + std::get<std::string>(value.what) + "'";
}

}  // namespace

TEST_CASE("numbers are read by JSON Pointer, as exactly as a screen can use them") {
  const std::string body =
      R"({"lots":[{"id":"a","free":37},{"id":"b","free":"12"}],"a/b":1.50,"m~n":-3,"big":123456789012})";
  const auto read = [&](const char* pointer) {
    return read_one(json_source(DataValue::Type::number, pointer), body);
  };
  CHECK(read("/lots/0/free") == "37");
  CHECK(read("/lots/1/free") == "12");
  CHECK(read("/a~1b") == "1.5");
  CHECK(read("/m~0n") == "-3");
  CHECK(read("/big") == "123456789012");
  CHECK(read_one(json_source(DataValue::Type::number, ""), "7") == "7");
  CHECK(read_one(json_source(DataValue::Type::number, "/t"), R"({"t":-0.0000001})") == "0");
}

TEST_CASE("what a pointer does not find, or finds as something else, is told by name") {
  const std::string body = R"({"lots":[{"id":"a","free":"plenty"}],"open":true,"none":null,"huge":1e300})";
  const auto read = [&](const char* pointer) {
    return read_one(json_source(DataValue::Type::number, pointer), body);
  };
  CHECK(read("/lots/1/free") == "! the value 'v': there is nothing at /lots/1/free.");
  CHECK(read("/lots/x/free") == "! the value 'v': there is nothing at /lots/x/free.");
  CHECK(read("/lots/0/free") == "! the value 'v': 'plenty' is not a number.");
  CHECK(read("/lots") == "! the value 'v': it is a list, where a number or text should be.");
  CHECK(read("/open") == "! the value 'v': it is true or false, where a number or text should be.");
  CHECK(read("/none") == "! the value 'v': it is null, where a number or text should be.");
  CHECK(read("/huge") == "! the value 'v': the number is too large.");
}

TEST_CASE("one value that is wrong does not spoil its neighbours") {
  DataSource source = json_source(DataValue::Type::number, "/a");
  source.values["w"] = {DataValue::Type::number, "/b", "", "", ""};
  const Reading reading = read_answer(source, R"({"a":1,"b":"?"})");
  CHECK(reading.values == std::map<std::string, Value>{{"v", number("1")}});
  CHECK(reading.problems.size() == 1);
}

TEST_CASE("text is cleaned of what would reach beyond it, and no longer than it may be") {
  const auto read = [&](const std::string& text) {
    return read_one(json_source(DataValue::Type::text, "/t"), "{\"t\":\"" + text + "\"}");
  };
  CHECK(read("맑음") == "'맑음'");
  CHECK(read("  a\\nb\\u0007c ") == "'a b c'");
  CHECK(read("a\\u202Eb\\u2069c\\u200Fd\\u061Ce") == "'abcde'");
  CHECK(read("\\u3000") == "'\u3000'");
  CHECK(read("\\u0001") == "! the value 'v': it is empty.");
  CHECK(read(std::string(200, 'x')) == "'" + std::string(200, 'x') + "'");
  CHECK(read(std::string(201, 'x')) ==
        "! the value 'v': the text is too long: 201 bytes, and the limit is 200.");
  CHECK(read_one(json_source(DataValue::Type::text, "/t"), R"({"t":3.5})") == "'3.5'");
}

TEST_CASE("an answer that is no JSON is told for what it is") {
  const DataSource source = json_source(DataValue::Type::number, "/a");
  CHECK(read_one(source, "\r\n <!DOCTYPE html><html>...") ==
        "! a web page (HTML) came instead of JSON; check the address.");
  CHECK(read_one(source, "free: 3") == "! this is not JSON (byte 2). It begins: 'free: 3'");
  CHECK(read_one(source, R"({"a":1)") == "! this is not JSON (byte 7). It begins: '{\"a\":1'");
  CHECK(read_one(source, " ") == "! the answer is empty.");
  CHECK(read_one(source, std::string(k_most_answer_bytes + 1, '1')) == "! it is longer than 65536 bytes.");
  CHECK(read_one(source, "{\"a\":\"\xB0\xF8\"}") == "! the text is not UTF-8; have the service send UTF-8.");
  CHECK(read_one(source, std::string(60'000, '[')) == "! the JSON nests deeper than 32 levels.");
  CHECK(read_one(source, "{\"a\":1e999}") == "! a number in the JSON is too large.");
  CHECK(read_one(source, "\xEF\xBB\xBF{\"a\":1}") == "1");
}

TEST_CASE("a table is read by its columns, with quotes, CRLF and a byte order mark") {
  const std::string body = "\xEF\xBB\xBFlot,name,free\r\na,\"Lot \"\"A\"\", north\",37\r\nb,B,\r\n";
  using T = DataValue::Type;
  const auto read = [&](const DataValue& value) { return read_one(csv_source(value), body); };
  CHECK(read({T::number, "", "lot", "a", "free"}) == "37");
  CHECK(read({T::text, "", "lot", "a", "name"}) == "'Lot \"A\", north'");
  CHECK(read({T::text, "", "", "", "lot"}) == "'a'");
  CHECK(read({T::number, "", "lot", "b", "free"}) == "! the value 'v': '' is not a number.");
  CHECK(read({T::number, "", "lot", "c", "free"}) == "! the value 'v': there is no row whose 'lot' is 'c'.");
  CHECK(read({T::number, "", "lot", "a", "frei"}) == "! the value 'v': there is no column 'frei'.");
  CHECK(read({T::number, "", "Lot", "a", "free"}) == "! the value 'v': there is no column 'Lot'.");
  CHECK(read_one(csv_source({T::text, "", "", "", "lot"}), "lot,free\n") ==
        "! the value 'v': there is no row.");
  CHECK(read_one(csv_source({T::number, "", "lot", "b", "free"}), "lot,free\na,1\nb\n") ==
        "! the value 'v': line 3 ends before the column 'free'.");
  CHECK(read_one(csv_source({T::number, "", "lot", "b", "free"}), "lot,free\n\"a,1\nb,2\n") ==
        "! line 2 of the CSV: the quotation marks do not match. It begins: 'lot,free \"a,1 b,2'");
  CHECK(read_one(csv_source({T::text, "", "", "", "lot"}), "<html>") ==
        "! a web page (HTML) came instead of CSV; check the address.");
}

TEST_CASE("the time at which values were taken is read as services write it") {
  DataSource source = json_source(DataValue::Type::number, "/free");
  source.taken = DataValue{DataValue::Type::text, "/at", "", "", ""};
  const auto taken = [&](const std::string& at) {
    return read_answer(source, R"({"free":7,"at":)" + at + "}").taken;
  };
  const SysTime five_past_two = parse_iso8601("2026-11-24T14:05:00+09:00").value();
  CHECK(taken(R"("2026-11-24T14:05:00+09:00")") == five_past_two);
  CHECK(taken(R"("2026-11-24T05:05:00Z")") == five_past_two);
  CHECK(taken(R"("2026-11-24 14:05:00")") == five_past_two);
  CHECK(taken(R"("2026-11-24 14:05")") == five_past_two);
  CHECK(taken(R"("20261124140500")") == five_past_two);
  CHECK(taken("202611241405") == five_past_two);
  CHECK(taken("1795496700") == five_past_two);
  CHECK(taken("1795496700000") == five_past_two);
  source.zone = "UTC";
  CHECK(taken(R"("2026-11-24 05:05")") == five_past_two);

  DataSource table = csv_source({DataValue::Type::number, "", "", "", "free"});
  table.taken = DataValue{DataValue::Type::text, "", "", "", "at"};
  CHECK(read_answer(table, "free,at\r\n7,2026-11-24 14:05\r\n").taken == five_past_two);
}

TEST_CASE("values of which nobody knows when they were taken are not read") {
  DataSource source = json_source(DataValue::Type::number, "/free");
  source.taken = DataValue{DataValue::Type::text, "/at", "", "", ""};
  CHECK(read_one(source, R"({"free":7})") == "! the value 'taken': there is nothing at /at.");
  CHECK(read_one(source, R"({"free":7,"at":"two o'clock"})") == "! the value 'taken': 'two o'clock' is not a time.");
  CHECK(read_one(source, R"({"free":7,"at":"20261399999999"})") ==
        "! the value 'taken': '20261399999999' is not a time.");
  CHECK(read_one(source, R"({"free":7,"at":12})") == "! the value 'taken': '12' is not a time.");
}
