// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/yaml/charset.h"

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

}  // namespace madang::yaml
