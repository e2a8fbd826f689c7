// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/yaml/csv_file.h"

#include <csv.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>

#include "content-schema/base/owned.h"
#include "content-schema/yaml/utf8.h"

namespace madang::yaml {
namespace {

using Converter = Owned<UConverter, ucnv_close>;

constexpr std::string_view k_mark = "\xEF\xBB\xBF";

/// Nothing where a byte is not CP949.
std::optional<std::string> from_cp949(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const Converter converter(ucnv_open("windows-949", &status));
  if (U_FAILURE(status))
    return std::nullopt;
  // Without this a wrong byte would become U+FFFD, and nobody would be told.
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  std::u16string wide(bytes.size() + 1, u'\0');  // no character of CP949 is shorter in UTF-16 than in bytes
  const auto length = ucnv_toUChars(converter.get(), wide.data(), static_cast<std::int32_t>(wide.size()),
                                    bytes.data(), static_cast<std::int32_t>(bytes.size()), &status);
  if (U_FAILURE(status))
    return std::nullopt;
  std::string text(wide.size() * 3, '\0');
  std::int32_t written = 0;
  u_strToUTF8(text.data(), static_cast<std::int32_t>(text.size()), &written, wide.data(), length, &status);
  if (U_FAILURE(status))
    return std::nullopt;
  text.resize(static_cast<size_t>(written));
  return text;
}

/// What libcsv calls back with.
struct Rows {
  std::vector<CsvRow> done;
  CsvRow row;
  bool ended = false;

  static void field(void* text, size_t length, void* self) {
    static_cast<Rows*>(self)->row.fields.emplace_back(static_cast<const char*>(text), length);
  }
  static void end(int, void* self) {
    auto& rows = *static_cast<Rows*>(self);
    rows.done.push_back(std::move(rows.row));
    rows.row = {};
    rows.ended = true;
  }
};

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r\n") == line.npos;
}

}  // namespace

Result<std::string> csv_text(std::span<const std::byte> bytes) {
  std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  if (text.starts_with(k_mark))
    text.remove_prefix(k_mark.size());
  const bool has_nul = text.find('\0') != text.npos;  // UTF-16, or no text at all
  if (!has_nul && !find_invalid_utf8(text))
    return std::string(text);
  auto converted = has_nul ? std::nullopt : from_cp949(text);
  if (converted)
    return *std::move(converted);
  return fail(ErrorKind::invalid, "CSV 파일의 글자를 알아볼 수 없습니다. UTF-8도 CP949도 아닙니다.",
              "the characters of the CSV file cannot be read; it is neither UTF-8 nor CP949.");
}

CsvRows csv_rows(std::string_view text) {
  csv_parser parser{};
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
    return {{}, 1};
  const Owned<csv_parser, csv_free> owner(&parser);
  Rows rows;
  int line = 1;
  rows.row.line = 1;
  bool open = false;  // a row that goes on in the next line, within quotation marks
  for (size_t at = 0; at < text.size(); ++line) {
    const size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    const std::string_view part = text.substr(at, end - at);
    at = end;
    if (!open)
      rows.row.line = line;
    rows.ended = false;
    if (csv_parse(&parser, part.data(), part.size(), Rows::field, Rows::end, &rows) != part.size())
      return {std::move(rows.done), rows.row.line};
    open = !rows.ended && (open || !is_blank(part));
  }
  if (csv_fini(&parser, Rows::field, Rows::end, &rows) != 0)
    return {std::move(rows.done), rows.row.line};
  return {std::move(rows.done), 0};
}

}  // namespace madang::yaml
