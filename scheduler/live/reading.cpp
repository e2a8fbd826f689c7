// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/live/reading.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <optional>

#include "content-schema/base/csv.h"
#include "content-schema/base/error.h"
#include "scheduler/calendar/zone.h"

namespace madang::live {
namespace {

using Json = nlohmann::json;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view k_blanks = " \t\r\n";
  const size_t from = text.find_first_not_of(k_blanks);
  if (from == std::string_view::npos)
    return {};
  return text.substr(from, text.find_last_not_of(k_blanks) - from + 1);
}

std::string_view without_mark(std::string_view text) {
  constexpr std::string_view k_byte_order_mark = "\xEF\xBB\xBF";
  return text.starts_with(k_byte_order_mark) ? text.substr(k_byte_order_mark.size()) : text;
}

/// For a message.
std::string clipped(std::string_view text) {
  constexpr size_t k_enough = 40;
  size_t end = std::min(text.size(), k_enough);
  while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
    --end;
  return std::string(text.substr(0, end)) + (end < text.size() ? "..." : "");
}

bool is_decimal(std::string_view text) {
  if (text.starts_with('-'))
    text.remove_prefix(1);
  const auto digits = [](std::string_view part) {
    return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
  };
  const size_t point = text.find('.');
  return digits(text.substr(0, point)) && (point == std::string_view::npos || digits(text.substr(point + 1)));
}

/// As a decimal number without needless digits; nothing where it is too large to be one.
std::optional<Number> to_number(double number) {
  if (!std::isfinite(number) || std::abs(number) >= k_most_number)
    return std::nullopt;
  std::string digits = fmt::format("{:.6f}", number);
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.')
    digits.pop_back();
  return Number{digits == "-0" ? "0" : digits};
}

/// Without what no line of text has: control characters (a line break becomes a space), and marks that turn
/// the direction of what is around them (UAX #9: LRM, RLM, LRE to RLO, LRI to PDI, ALM).
std::string cleaned(std::string_view text) {
  std::string clean;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::string_view three = text.substr(i, 3);
    if (byte < 0x20 || byte == 0x7F) {
      clean += ' ';
    } else if (three.substr(0, 2) == "\xD8\x9C") {
      i += 1;
    } else if ((three >= "\xE2\x80\x8E" && three <= "\xE2\x80\x8F") ||
               (three >= "\xE2\x80\xAA" && three <= "\xE2\x80\xAE") ||
               (three >= "\xE2\x81\xA6" && three <= "\xE2\x81\xA9")) {
      i += 2;
    } else {
      clean += text[i];
    }
  }
  return std::string(trimmed(clean));
}

/// Of an answer, for a message.
std::string beginning(std::string_view body) {
  return clipped(cleaned(trimmed(body).substr(0, 60)));
}

Result<Value> text_value(std::string_view raw) {
  if (raw.size() > k_most_text) {
    return fail(ErrorKind::limit, "글이 너무 깁니다: {}바이트, 한도는 {}바이트입니다.",
                "the text is too long: {} bytes, and the limit is {}", raw.size(), k_most_text);
  }
  std::string text = cleaned(raw);
  if (text.empty())
    return fail(ErrorKind::invalid, "비어 있습니다", "it is empty");
  return Value(std::move(text));
}

Result<Value> number_in_words(std::string_view words) {
  const std::string_view text = trimmed(words);
  const auto number = is_decimal(text) && text.size() <= k_most_text
                          ? to_number(std::strtod(std::string(text).c_str(), nullptr))
                          : std::nullopt;
  if (!number)
    return fail(ErrorKind::invalid, "'{}'은(는) 수가 아닙니다", "'{}' is not a number",
                clipped(cleaned(text)));
  return Value(Value::What(*number));
}

Bilingual kind_of(const Json& node) {
  if (node.is_array())
    return say("목록", "a list");
  if (node.is_object())
    return say("객체", "an object");
  return node.is_null() ? say("빈 값(null)", "null") : say("true나 false", "true or false");
}

Result<Value> value_of(const Json& node, DataValue::Type type) {
  if (const auto* text = node.get_ptr<const Json::string_t*>())
    return type == DataValue::Type::number ? number_in_words(*text) : text_value(*text);
  if (node.is_number()) {
    const auto number = to_number(node.get<double>());
    if (!number)
      return fail(ErrorKind::limit, "수가 너무 큽니다", "the number is too large");
    return type == DataValue::Type::number ? Value(Value::What(*number)) : Value(number->digits);
  }
  const Bilingual kind = kind_of(node);
  return fail(ErrorKind::invalid, "수나 글이 있어야 하는데 {0}입니다",
              "it is {1}, where a number or text should be", kind.ko, kind.en);
}

Bilingual problem_of(std::string_view name, const Bilingual& why) {
  return say("값 '{0}': {1}.", "the value '{0}': {2}.", name, why.ko, why.en);
}

void take(Reading& reading, const std::string& name, Result<Value> value) {
  if (value)
    reading.values.emplace(name, std::move(*value));
  else
    reading.problems.push_back(problem_of(name, value.error().message));
}

struct TooDeep {};

Result<Json> parse(std::string_view body) {
  try {
    return Json::parse(body, [](int depth, Json::parse_event_t, Json&) {
      if (depth > k_most_depth)
        throw TooDeep{};
      return true;
    });
  } catch (const TooDeep&) {
    return fail(ErrorKind::limit, "JSON이 {}단계보다 깊이 겹쳐 있습니다.",
                "the JSON nests deeper than {} levels.", k_most_depth);
  } catch (const Json::parse_error& e) {
    return fail(ErrorKind::invalid, "JSON이 아닙니다({}번째 바이트). 받은 것: '{}'",
                "this is not JSON (byte {}). It begins: '{}'", e.byte,
                beginning(body));
  } catch (const Json::exception&) {
    return fail(ErrorKind::invalid, "JSON 안의 수가 너무 큽니다.", "a number in the JSON is too large.");
  }
}

Result<Value> find_in(const Json& document, const DataValue& wanted) {
  try {
    const Json::json_pointer pointer(wanted.pointer);
    if (document.contains(pointer))
      return value_of(document.at(pointer), wanted.type);
  } catch (const Json::exception&) {
    // a list was asked for something that is no index
  }
  return fail(ErrorKind::not_found, "{} 자리에 아무것도 없습니다", "there is nothing at {}",
              wanted.pointer.empty() ? "/" : wanted.pointer);
}

/// 14 digits, or 12 without seconds, as public services write a time: `20261124140500`.
std::string with_marks(std::string_view digits) {
  std::string time = fmt::format("{}-{}-{}T{}:{}", digits.substr(0, 4), digits.substr(4, 2), digits.substr(6, 2),
                                 digits.substr(8, 2), digits.substr(10, 2));
  if (digits.size() == 14)
    time.append(":").append(digits.substr(12));
  return time;
}

Result<SysTime> time_of(std::string_view text, const TimeZone& zone) {
  const bool is_digits = !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
  std::int64_t since_1970 = 0;
  if (is_digits)
    std::from_chars(text.data(), text.data() + text.size(), since_1970);
  if (is_digits && (text.size() == 9 || text.size() == 10))
    return SysTime{std::chrono::seconds{since_1970}};
  if (is_digits && text.size() == 13)
    return SysTime{Millis{since_1970}};
  const bool is_compact = is_digits && (text.size() == 12 || text.size() == 14);
  const auto time = parse_time(is_compact ? with_marks(text) : std::string(text), zone);
  if (!time)
    return fail(ErrorKind::invalid, "'{}'은(는) 시각이 아닙니다", "'{}' is not a time", clipped(text));
  return time;
}

Result<SysTime> time_in(const DataSource& source, const Result<Value>& said) {
  if (!said)
    return fail(said.error());
  const auto zone = TimeZone::find(source.zone);
  if (!zone)
    return fail(zone.error());
  const auto* text = std::get_if<std::string>(&said->what);
  return time_of(text != nullptr ? *text : std::string(), *zone);
}

/// Values whose age cannot be known are none.
void take_time(Reading& reading, const DataSource& source, const Result<Value>& said) {
  const auto time = time_in(source, said);
  if (time) {
    reading.taken = *time;
    return;
  }
  reading.values.clear();
  reading.problems = {problem_of("taken", time.error().message)};
}

void read_json(const DataSource& source, std::string_view body, Reading& reading) {
  const auto document = parse(body);
  if (!document) {
    reading.problems.push_back(document.error().message);
    return;
  }
  for (const auto& [name, wanted] : source.values)
    take(reading, name, find_in(*document, wanted));
  if (source.taken)
    take_time(reading, source, find_in(*document, *source.taken));
}

/// The first row has the names of the columns.
Result<Value> find_in(const std::vector<CsvRow>& rows, const DataValue& wanted) {
  const auto& names = rows.front().fields;
  const auto column_of = [&](const std::string& name) {
    return static_cast<size_t>(std::find(names.begin(), names.end(), name) - names.begin());
  };
  for (const std::string* name : {&wanted.column, &wanted.row_column}) {
    if (!name->empty() && column_of(*name) == names.size())
      return fail(ErrorKind::not_found, "'{}' 열이 없습니다", "there is no column '{}'", *name);
  }
  const size_t key = wanted.row_column.empty() ? names.size() : column_of(wanted.row_column);
  const size_t column = column_of(wanted.column);
  for (size_t i = 1; i < rows.size(); ++i) {
    const auto& [line, fields] = rows[i];
    if (key < names.size() && (key >= fields.size() || trimmed(fields[key]) != wanted.row_text))
      continue;
    if (column >= fields.size()) {
      return fail(ErrorKind::not_found, "{0}번째 줄이 '{1}' 열에 이르기 전에 끝납니다",
                  "line {0} ends before the column '{1}'", line, wanted.column);
    }
    const std::string& text = fields[column];
    return wanted.type == DataValue::Type::number ? number_in_words(text) : text_value(text);
  }
  if (wanted.row_column.empty())
    return fail(ErrorKind::not_found, "줄이 하나도 없습니다", "there is no row");
  return fail(ErrorKind::not_found, "'{0}'이(가) '{1}'인 줄이 없습니다",
              "there is no row whose '{0}' is '{1}'", wanted.row_column, wanted.row_text);
}

void read_csv(const DataSource& source, std::string_view body, Reading& reading) {
  const auto rows = csv_rows(body, {k_most_answer_bytes});
  if (!rows) {
    const CsvProblem& problem = rows.error();
    reading.problems.push_back(say("CSV {0}번째 줄: {1} 받은 것: '{3}'", "line {0} of the CSV: {2} It begins: '{3}'",
                                   problem.line, problem.what.ko, problem.what.en, beginning(body)));
    return;
  }
  if (rows->empty()) {
    reading.problems.push_back(say("CSV에 줄이 없습니다.", "the CSV has no rows."));
    return;
  }
  for (const auto& [name, wanted] : source.values)
    take(reading, name, find_in(*rows, wanted));
  if (source.taken)
    take_time(reading, source, find_in(*rows, *source.taken));
}

/// Also where a service answers every mistake with its home page.
bool is_web_page(std::string_view body) {
  const std::string_view text = trimmed(body);
  return text.starts_with('<');
}

bool is_utf8(std::string_view text) {
  try {
    return !Json(text).dump().empty();  // strict by default
  } catch (const Json::exception&) {
    return false;
  }
}

}  // namespace

Reading read_answer(const DataSource& source, std::string_view whole) {
  Reading reading;
  const std::string_view body = without_mark(whole);
  const bool json = source.format == DataSource::Format::json;
  const char* format = json ? "JSON" : "CSV";
  if (body.size() > k_most_answer_bytes) {
    reading.problems.push_back(
        say("{}바이트보다 깁니다.", "it is longer than {} bytes.", k_most_answer_bytes));
  } else if (trimmed(body).empty()) {
    reading.problems.push_back(say("빈 답이 왔습니다.", "the answer is empty."));
  } else if (is_web_page(body)) {
    reading.problems.push_back(say("{} 대신 웹 페이지(HTML)가 왔습니다. 주소를 확인하세요.",
                                   "a web page (HTML) came instead of {}; check the address.", format));
  } else if (!is_utf8(body)) {
    reading.problems.push_back(say("글자가 UTF-8이 아닙니다. 서비스를 UTF-8로 내보내게 하세요.",
                                   "the text is not UTF-8; have the service send UTF-8."));
  } else if (json) {
    read_json(source, body, reading);
  } else {
    read_csv(source, body, reading);
  }
  return reading;
}

}  // namespace madang::live
