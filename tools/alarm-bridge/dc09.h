// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/base/error.h"

namespace madang::bridge {

/// How the four digits of the checksum travel. The standard says ASCII; some panels in the field send the two
/// bytes as they are, and expect the answer so.
enum class CrcForm { ascii, binary };

/// A message of ANSI/SIA DC-09 (2007 to 2021), Internet Protocol Event Reporting, as panel and receiver send
/// it:
///
///     LF crc 0LLL "token" seq Rrcvr Lpref #acct [data] [extended]... _HH:MM:SS,MM-DD-YYYY CR
///
/// crc: CRC-16/ARC, and LLL: length in three hexadecimal digits, both from the first quote to before CR.
/// What a panel left out is empty; what it sent stands here as it sent it, so that the answer can repeat it.
struct Dc09Frame {
  std::string token;                    ///< `SIA-DCS`, `ADM-CID`, `NULL`, `ACK`..., without the star
  int sequence = 0;                     ///< 0 to 9999
  std::optional<std::string> receiver;  ///< after R, up to 6 hexadecimal digits, also none
  std::optional<std::string> line;      ///< after L, the same
  std::string account;                  ///< after #, letters and digits, up to 16
  std::string data;                     ///< of the first brackets, as it is
  std::vector<std::string> extended;    ///< of each further brackets
  std::optional<SysTime> sent;  ///< the time stamp, UTC by the standard; one that cannot be read is none
  /// False while encrypted, and where what stands in the brackets has no form that we know.
  bool content_read = true;
  bool encrypted = false;  ///< the token has a star
  std::string sealed;      ///< ciphertext in hexadecimal digits; see dc09_cipher.h
  CrcForm crc_form = CrcForm::ascii;
  friend bool operator==(const Dc09Frame&, const Dc09Frame&) = default;
};

inline constexpr std::size_t k_most_frame_bytes = 1 + 4 + 4 + 0xfff + 1;
inline constexpr std::size_t k_most_extended = 16;

/// What stands at the beginning of a stream of bytes.
struct Dc09Cut {
  enum class What {
    incomplete,  ///< more bytes are needed
    frame,       ///< bytes [from, end) are LF to CR; whether it is right only parse_dc09 knows
  };
  What what = What::incomplete;
  std::size_t from =
      0;  ///< bytes before it belong to no frame and may be dropped, also where it is incomplete
  std::size_t end = 0;
};

/// Finds the first frame. A frame ends at the first CR behind its quote, whatever length it claims, so that
/// one that lies cannot swallow the next. Never asks for more than k_most_frame_bytes.
Dc09Cut cut_dc09(std::string_view bytes);

/// One frame, LF to CR. `invalid` where the standard wants silence: a wrong checksum or length, or a head
/// that does not say whom to answer. The head reads letters of either case.
Result<Dc09Frame> parse_dc09(std::string_view frame);

/// The bytes to send. `limit` if there are more than LLL can say.
Result<std::string> encode(const Dc09Frame& frame);

/// What comes after the first bracket in clear: `data][extended]..._time`. For dc09_cipher.h.
Status read_content(std::string_view content, Dc09Frame& frame);
std::string write_content(const Dc09Frame& frame);

/// What may stand after #: 1 to 16 letters and digits, ASCII.
bool is_account_name(std::string_view text);

/// CRC-16/ARC: polynomial 0x8005 reflected, from 0. Of `123456789` it is 0xBB3D.
std::uint16_t crc16(std::string_view bytes);

}  // namespace madang::bridge
