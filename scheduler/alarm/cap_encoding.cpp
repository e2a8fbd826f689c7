// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/alarm/cap_encoding.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <string_view>

#include "content-schema/base/digest.h"
#include "content-schema/base/owned.h"

namespace madang::alarm {
namespace {

constexpr std::string_view k_replacement = "\xEF\xBF\xBD";

void close_converter(void* converter) {
  iconv_close(converter);
}
using Converter = Owned<void, close_converter>;

struct Encoding {
  std::string_view declared;  ///< upper case
  const char* converter;      ///< iconv's name: the larger set where a smaller name is in use for both
};

constexpr std::array k_encodings{
    Encoding{"UTF-8", "UTF-8"},           Encoding{"UTF8", "UTF-8"},
    Encoding{"US-ASCII", "UTF-8"},        Encoding{"ASCII", "UTF-8"},
    Encoding{"ISO-8859-1", "ISO-8859-1"}, Encoding{"LATIN1", "ISO-8859-1"},
    Encoding{"ISO-8859-2", "ISO-8859-2"}, Encoding{"ISO-8859-5", "ISO-8859-5"},
    Encoding{"ISO-8859-9", "ISO-8859-9"}, Encoding{"ISO-8859-15", "ISO-8859-15"},
    Encoding{"WINDOWS-1250", "CP1250"},   Encoding{"WINDOWS-1251", "CP1251"},
    Encoding{"WINDOWS-1252", "CP1252"},   Encoding{"EUC-KR", "CP949"},
    Encoding{"KS_C_5601-1987", "CP949"},  Encoding{"CP949", "CP949"},
    Encoding{"MS949", "CP949"},           Encoding{"UHC", "CP949"},
    Encoding{"SHIFT_JIS", "CP932"},       Encoding{"EUC-JP", "EUC-JP"},
    Encoding{"GB2312", "GB18030"},        Encoding{"GBK", "GB18030"},
    Encoding{"GB18030", "GB18030"},       Encoding{"BIG5", "BIG5"},
};

std::string upper(std::string_view text) {
  std::string result{text};
  for (char& c : result) {
    if (c >= 'a' && c <= 'z')
      c = static_cast<char>(c - 'a' + 'A');
  }
  return result;
}

/// What `<?xml ... encoding="..."?>` says, in upper case; empty where it says nothing.
std::string declared_encoding(std::string_view text) {
  const size_t start = text.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos || text.substr(start, 5) != "<?xml")
    return {};
  const std::string_view line =
      text.substr(start, std::min<size_t>(text.find("?>", start), start + 256) - start);
  const size_t word = line.find("encoding");
  const size_t open = word == std::string_view::npos ? word : line.find_first_of("\"'", word);
  if (open == std::string_view::npos)
    return {};
  const size_t close = line.find(line[open], open + 1);
  return close == std::string_view::npos ? std::string{} : upper(line.substr(open + 1, close - open - 1));
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

struct Converted {
  std::string utf8;
  size_t broken = 0;  ///< places that became U+FFFD
};

/// Nothing: this machine has no such converter.
std::optional<Converted> convert(std::string_view text, const char* from, size_t unit) {
  void* const opened = iconv_open("UTF-8", from);
  if (opened == reinterpret_cast<void*>(-1))  // NOLINT: the one way POSIX says it
    return std::nullopt;
  const Converter converter{opened};
  Converted result;
  std::string input{text};
  char* in = input.data();
  size_t left = input.size();
  std::array<char, 4096> room{};
  while (left > 0) {
    char* out = room.data();
    size_t space = room.size();
    const bool done = iconv(converter.get(), &in, &left, &out, &space) != static_cast<size_t>(-1);
    const int why = errno;
    result.utf8.append(room.data(), room.size() - space);
    if (done || why == E2BIG)
      continue;
    result.utf8 += k_replacement;
    ++result.broken;
    const size_t skipped = std::min(unit, left);
    in += skipped;
    left -= skipped;
  }
  return result;
}

Result<DecodedText> decoded(std::string_view text, const char* from, size_t unit, DecodedText result) {
  auto converted = convert(text, from, unit);
  if (!converted) {
    return fail(ErrorKind::invalid,
                "CAP 문서의 글자 방식 {}을(를) 이 기기에서 읽을 수 없습니다. UTF-8로 보내 주세요.",
                "this machine cannot read the CAP document's encoding {}; send it as UTF-8.", from);
  }
  result.utf8 = std::move(converted->utf8);
  if (converted->broken > 0) {
    result.remarks.push_back(say("{1} 방식으로 읽을 수 없는 글자 {0}곳을 바꿔 표시했습니다.",
                                 "{0} places are not {1} and were replaced.", converted->broken, from));
  }
  return result;
}

}  // namespace

Result<DecodedText> decode_xml(std::span<const std::byte> bytes) {
  const std::string_view text = as_text(bytes);
  using namespace std::string_view_literals;
  if (text.starts_with("\xEF\xBB\xBF"))
    return decoded(text.substr(3), "UTF-8", 1, {});
  if (text.starts_with("\xFF\xFE"))
    return decoded(text.substr(2), "UTF-16LE", 2, {});
  if (text.starts_with("\xFE\xFF"))
    return decoded(text.substr(2), "UTF-16BE", 2, {});
  if (text.starts_with("<\0"sv))
    return decoded(text, "UTF-16LE", 2, {});
  if (text.starts_with("\0<"sv))
    return decoded(text, "UTF-16BE", 2, {});

  DecodedText result;
  const std::string declared = declared_encoding(text);
  if (declared.empty())
    return decoded(text, "UTF-8", 1, {});
  if (declared.starts_with("UTF-16")) {
    result.remarks.push_back(
        say("문서에는 {}(이)라고 적혀 있지만 한 바이트씩 쓰여 있어 UTF-8로 읽었습니다.",
            "the document calls itself {} but is written in single bytes; read as UTF-8.", declared));
    return decoded(text, "UTF-8", 1, std::move(result));
  }
  const auto known = std::find_if(k_encodings.begin(), k_encodings.end(),
                                  [&](const Encoding& each) { return each.declared == declared; });
  if (known != k_encodings.end())
    return decoded(text, is_ascii(text) ? "UTF-8" : known->converter, 1, {});
  if (is_ascii(text)) {
    result.remarks.push_back(say("모르는 글자 방식 {}이지만 영문자만 있어 읽었습니다.",
                                 "the encoding {} is unknown, but all is ASCII.", declared));
    return decoded(text, "UTF-8", 1, std::move(result));
  }
  return fail(ErrorKind::invalid, "CAP 문서의 글자 방식 {}을(를) 모릅니다. UTF-8로 보내 주세요.",
              "the CAP document's encoding {} is unknown; send it as UTF-8.", declared);
}

}  // namespace madang::alarm
