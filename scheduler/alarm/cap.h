// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/base/error.h"
#include "content-schema/model/text.h"

namespace madang::alarm {

/// Twenty-five times the largest message we have met (10 kB); polygons of whole coasts fit.
inline constexpr std::size_t k_most_cap_bytes = 256 * 1024;
/// Each is held against the others; what is beyond is left out, with a remark.
inline constexpr std::size_t k_most_cap_infos = 256;

enum class CapStatus { actual, exercise, system, test, draft };
enum class CapType { alert, update, cancel, ack, error };
enum class CapScope { open, restricted, addressed };                   ///< CAP: Public, Restricted, Private
enum class CapUrgency { unknown, past, future, expected, immediate };  ///< growing
enum class CapSeverity { unknown, minor, moderate, severe, extreme };  ///< growing
enum class CapCertainty { unknown, unlikely, possible, likely, observed };  ///< growing

/// eventCode, parameter, geocode: a value in a system that the name names.
struct CapValue {
  std::string name;
  std::string value;
  friend bool operator==(const CapValue&, const CapValue&) = default;
};

struct CapReference {
  std::string sender;
  std::string identifier;
  std::string sent;  ///< as written
  friend bool operator==(const CapReference&, const CapReference&) = default;
};

/// WGS 84, degrees; north and east are positive.
struct GeoPoint {
  double latitude = 0;
  double longitude = 0;
  friend bool operator==(const GeoPoint&, const GeoPoint&) = default;
};

struct GeoCircle {
  GeoPoint centre;
  double radius_km = 0;
  friend bool operator==(const GeoCircle&, const GeoCircle&) = default;
};

/// CAP 1.2, 3.2.4. Together its shapes and codes are one area.
struct CapArea {
  std::string description;
  std::vector<std::vector<GeoPoint>> polygons;  ///< three corners or more; the last joins the first
  std::vector<GeoCircle> circles;
  std::vector<CapValue> geocodes;
  std::optional<double> altitude_ft;
  std::optional<double> ceiling_ft;
  friend bool operator==(const CapArea&, const CapArea&) = default;
};

/// CAP 1.2, 3.2.2. Empty strings: not said.
struct CapInfo {
  LanguageTag language = "en-US";  ///< what CAP means where nothing is said
  std::vector<std::string> categories;
  std::string event;
  std::vector<std::string> responses;
  CapUrgency urgency = CapUrgency::unknown;
  CapSeverity severity = CapSeverity::unknown;
  CapCertainty certainty = CapCertainty::unknown;
  std::string audience;
  std::vector<CapValue> event_codes;
  std::optional<SysTime> effective;
  std::optional<SysTime> onset;
  std::optional<SysTime> expires;  ///< nothing: until it is cancelled
  std::string sender_name;
  std::string headline;
  std::string description;
  std::string instruction;
  std::string web;
  std::string contact;
  std::vector<CapValue> parameters;
  std::vector<CapArea> areas;
  friend bool operator==(const CapInfo&, const CapInfo&) = default;
};

/// A message of the Common Alerting Protocol (OASIS CAP 1.2, 3.2.1), as it was sent and not yet judged.
/// Resources and their digests are left out: nothing is fetched for an alarm, and SHA-1 is no reason to
/// trust.
struct CapAlert {
  std::string identifier;
  std::string sender;
  SysTime sent;
  CapStatus status = CapStatus::actual;
  CapType type = CapType::alert;
  std::optional<CapScope> scope;
  std::string source;
  std::string restriction;
  std::vector<std::string> addresses;
  std::vector<std::string> codes;
  std::string note;
  std::vector<CapReference> references;
  std::vector<std::string> incidents;
  std::vector<CapInfo> infos;
  bool is_signed = false;  ///< an XML signature is there; nobody has looked at it
  std::vector<Bilingual>
      remarks;  ///< what is against the standard and was overlooked, in the order met; at most 32
  friend bool operator==(const CapAlert&, const CapAlert&) = default;
};

/// Reads what authorities send: any order of elements, any prefix, CAP 1.1 and 1.2, the encodings of
/// `decode_xml`. On doubt an alarm is shown, so only what leaves open who says what is refused: identifier,
/// sender, sent, status and msgType must be there once and be understood. Anything else that is wrong costs
/// its own value and is a remark.
///
/// Errors: `invalid` with the element's path and line; `limit` beyond k_most_cap_bytes or XmlLimits. Who sent
/// it is not asked here: trust comes from what carries the message.
Result<CapAlert> parse_cap(std::span<const std::byte> xml);

/// The first value of that name, whatever its case; null where there is none.
const std::string* find_value(const std::vector<CapValue>& values, std::string_view name);

}  // namespace madang::alarm
