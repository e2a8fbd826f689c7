// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/dc09.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace madang::bridge {
namespace {

constexpr std::size_t k_ascii_header = 1 + 4 + 4;  // LF, crc, 0LLL
constexpr std::size_t k_binary_header = 1 + 2 + 4;
constexpr std::size_t k_most_account = 16;
constexpr std::size_t k_most_number = 6;  // of receiver and line

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_alnum(char c) {
  return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

std::string upper(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return result;
}

/// Takes from the front of `text` what `good` says, up to `most` characters.
template <class Good>
std::string_view take(std::string_view& text, std::size_t most, Good good) {
  std::size_t n = 0;
  while (n < text.size() && n < most && good(text[n]))
    ++n;
  const auto taken = text.substr(0, n);
  text.remove_prefix(n);
  return taken;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c)
    return false;
  text.remove_prefix(1);
  return true;
}

std::optional<unsigned> number(std::string_view digits, int base) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  if (error != std::errc{} || end != digits.data() + digits.size())
    return std::nullopt;
  return value;
}

bool all_hex(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_hex);
}

/// Where the quote of a frame that begins here has to be, if the header can be one: 0 if not, `npos` if more
/// bytes are needed to know.
std::size_t quote_of(std::string_view bytes) {
  const auto could_be = [&](std::size_t header, std::size_t from) {
    const auto have = bytes.substr(0, header);
    return all_hex(have.substr(std::min(from, have.size()))) &&
           (bytes.size() <= header || bytes[header] == '"');
  };
  if (could_be(k_ascii_header, 1))
    return bytes.size() > k_ascii_header ? k_ascii_header : std::string_view::npos;
  if (could_be(k_binary_header, 3))
    return bytes.size() > k_binary_header ? k_binary_header : std::string_view::npos;
  return 0;
}

tl::unexpected<Error> malformed(std::string_view ko, std::string_view en) {
  return fail(ErrorKind::invalid, "DC-09 전문이 잘못되었습니다. {0}", "the DC-09 message is wrong: {1}", ko,
              en);
}

/// `_HH:MM:SS,MM-DD-YYYY` without the underscore.
std::optional<SysTime> parse_time(std::string_view text) {
  constexpr std::string_view form = "##:##:##,##-##-####";
  if (text.size() != form.size())
    return std::nullopt;
  for (std::size_t i = 0; i < form.size(); ++i) {
    if (form[i] == '#' ? !is_digit(text[i]) : text[i] != form[i])
      return std::nullopt;
  }
  const auto at = [&](std::size_t from, std::size_t count) { return *number(text.substr(from, count), 10); };
  const std::chrono::year_month_day day{std::chrono::year{static_cast<int>(at(15, 4))},
                                        std::chrono::month{at(9, 2)}, std::chrono::day{at(12, 2)}};
  const auto hours = at(0, 2), minutes = at(3, 2), seconds = at(6, 2);
  if (!day.ok() || hours > 23 || minutes > 59 || seconds > 59)
    return std::nullopt;
  return std::chrono::sys_days(day) + std::chrono::hours(hours) + std::chrono::minutes(minutes) +
         std::chrono::seconds(seconds);
}

std::string write_time(SysTime time) {
  const auto days = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day day{days};
  const auto second = std::chrono::floor<std::chrono::seconds>(time - days).count();
  return fmt::format("{:02}:{:02}:{:02},{:02}-{:02}-{:04}", second / 3600, second / 60 % 60, second % 60,
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()),
                     static_cast<int>(day.year()));
}

Status read_head(std::string_view& rest, Dc09Frame& frame) {
  if (!take(rest, '"'))
    return malformed("따옴표가 없습니다.", "there is no quote.");
  frame.encrypted = take(rest, '*');
  frame.token = upper(take(rest, 16, [](char c) { return is_alnum(c) || c == '-'; }));
  if (frame.token.empty() || !take(rest, '"'))
    return malformed("전문의 종류를 읽을 수 없습니다.", "its token cannot be read.");
  const auto sequence = take(rest, 4, is_digit);
  if (sequence.size() != 4)
    return malformed("순번이 네 자리 숫자가 아닙니다.", "the sequence number has not four digits.");
  frame.sequence = static_cast<int>(*number(sequence, 10));
  // NAK alone names its account without a #, as in "R0L0A0": an A there is no digit.
  const auto is_number = frame.token == "NAK" ? is_digit : is_hex;
  if (take(rest, 'R') || take(rest, 'r'))
    frame.receiver = take(rest, k_most_number, is_number);
  if (take(rest, 'L') || take(rest, 'l'))
    frame.line = take(rest, k_most_number, is_number);
  take(rest, '#');
  frame.account = take(rest, k_most_account, is_alnum);
  if (!take(rest, '['))
    return malformed("내용이 없습니다.", "there is no content.");
  return {};
}

}  // namespace

std::uint16_t crc16(std::string_view bytes) {
  static constexpr auto table = [] {
    std::array<std::uint16_t, 256> made{};
    for (unsigned byte = 0; byte < 256; ++byte) {
      unsigned value = byte;
      for (int bit = 0; bit < 8; ++bit)
        value = (value & 1) != 0 ? (value >> 1) ^ 0xA001u : value >> 1;
      made[byte] = static_cast<std::uint16_t>(value);
    }
    return made;
  }();
  unsigned crc = 0;
  for (const char c : bytes)
    crc = (crc >> 8) ^ table[(crc ^ static_cast<unsigned char>(c)) & 0xff];
  return static_cast<std::uint16_t>(crc);
}

bool is_account_name(std::string_view text) {
  return !text.empty() && text.size() <= k_most_account && std::all_of(text.begin(), text.end(), is_alnum);
}

Dc09Cut cut_dc09(std::string_view bytes) {
  std::size_t from = 0;
  while ((from = bytes.find('\n', from)) != std::string_view::npos) {
    const auto here = bytes.substr(from);
    const std::size_t quote = quote_of(here);
    if (quote == std::string_view::npos)
      return {Dc09Cut::What::incomplete, from, from};
    if (quote != 0) {
      const auto most = here.substr(0, k_most_frame_bytes);
      const std::size_t end = most.find('\r', quote);
      if (end != std::string_view::npos)
        return {Dc09Cut::What::frame, from, from + end + 1};
      if (most.size() < k_most_frame_bytes)
        return {Dc09Cut::What::incomplete, from, from};
    }
    ++from;
  }
  return {Dc09Cut::What::incomplete, bytes.size(), bytes.size()};
}

Status read_content(std::string_view rest, Dc09Frame& frame) {
  frame.content_read = false;
  frame.extended.clear();
  std::size_t end = rest.find(']');
  if (end == std::string_view::npos)
    return malformed("내용의 끝이 없습니다.", "the content has no end.");
  frame.data = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  while (take(rest, '[')) {
    end = rest.find(']');
    if (end == std::string_view::npos || frame.extended.size() == k_most_extended)
      return malformed("추가 내용을 읽을 수 없습니다.", "its extended data cannot be read.");
    frame.extended.emplace_back(rest.substr(0, end));
    rest.remove_prefix(end + 1);
  }
  if (take(rest, '_')) {
    frame.sent = parse_time(rest);
    rest = {};
  }
  if (!rest.empty())
    return malformed("끝에 모르는 내용이 있습니다.", "something unknown stands at its end.");
  frame.content_read = true;
  return {};
}

std::string write_content(const Dc09Frame& frame) {
  std::string content = frame.data + ']';
  for (const auto& each : frame.extended)
    content += '[' + each + ']';
  if (frame.sent)
    content += '_' + write_time(*frame.sent);
  return content;
}

Result<Dc09Frame> parse_dc09(std::string_view bytes) {
  const std::size_t quote = bytes.empty() || bytes.front() != '\n' ? 0 : quote_of(bytes);
  if (quote == 0 || quote == std::string_view::npos || bytes.size() > k_most_frame_bytes ||
      bytes.back() != '\r')
    return malformed("시작과 끝을 알아볼 수 없습니다.", "its beginning or end is not recognised.");
  Dc09Frame frame;
  const auto body = bytes.substr(quote, bytes.size() - quote - 1);
  unsigned crc = 0;
  if (quote == k_ascii_header) {
    crc = *number(bytes.substr(1, 4), 16);
  } else {
    frame.crc_form = CrcForm::binary;
    crc = static_cast<unsigned>(static_cast<unsigned char>(bytes[1])) << 8 |
          static_cast<unsigned char>(bytes[2]);
  }
  if (*number(bytes.substr(quote - 4, 4), 16) != body.size())
    return malformed("길이가 맞지 않습니다.", "its length does not match.");
  if (crc != crc16(body))
    return malformed("검사합이 맞지 않습니다.", "its checksum does not match.");

  std::string_view rest = body;
  if (const auto read = read_head(rest, frame); !read)
    return fail(read.error());
  if (frame.encrypted) {
    // The closing bracket and the time stamp are inside; what stands behind the digits is nobody's.
    frame.sealed = take(rest, rest.size(), is_hex);
    frame.content_read = false;
    return frame;
  }
  // Whether it could be read stands in the frame: who sent it can still be told that it could not.
  (void)read_content(rest, frame);
  return frame;
}

Result<std::string> encode(const Dc09Frame& frame) {
  std::string body = fmt::format("\"{}{}\"{:04}", frame.encrypted ? "*" : "", frame.token, frame.sequence);
  if (frame.receiver)
    body += 'R' + *frame.receiver;
  if (frame.line)
    body += 'L' + *frame.line;
  body += (frame.token == "NAK" ? "" : "#") + frame.account + '[';
  body += frame.encrypted ? frame.sealed : write_content(frame);
  if (body.size() > 0xfff) {
    return fail(ErrorKind::limit, "DC-09 전문이 {}바이트로 너무 깁니다.",
                "the DC-09 message is too long: {} bytes.", body.size());
  }
  const unsigned crc = crc16(body);
  const std::string sum = frame.crc_form == CrcForm::ascii
                              ? fmt::format("{:04X}", crc)
                              : std::string{static_cast<char>(crc >> 8), static_cast<char>(crc & 0xff)};
  return fmt::format("\n{}{:04X}{}\r", sum, body.size(), body);
}

}  // namespace madang::bridge
