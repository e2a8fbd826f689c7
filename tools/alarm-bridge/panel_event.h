// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content-schema/base/error.h"

namespace madang::bridge {

/// What noticed something, or what it is about.
enum class PanelSubject {
  fire,        ///< a fire zone that says no more
  smoke,       ///< detector, also in a duct
  heat,        ///< detector
  flame,       ///< detector
  call_point,  ///< somebody pressed or pulled it
  sprinkler,   ///< water flows
  gas,         ///< leak, also carbon monoxide
  water,       ///< leak
  freeze,
  burglary,  ///< also tamper and access
  panic,     ///< hold-up, duress
  medical,
  power,
  communication,
  system,  ///< the panel itself, arming, tests, and zones of no type
};

enum class PanelHappening {
  raised,    ///< an alarm; also one that is unverified, and one said to be still there
  restored,  ///< the detector is quiet again, or somebody cancelled. Not an all-clear: a fire latches
  trouble,   ///< something does not work: fault, supervisory, bypass
  trouble_over,
  test,   ///< of any kind, begun, ended or reported
  other,  ///< arming, logs, and codes we do not know
};

/// One event of a panel, whichever code it came in.
struct PanelEvent {
  PanelSubject subject = PanelSubject::system;
  PanelHappening happening = PanelHappening::other;
  std::string code;  ///< as sent: `FA`; of Contact ID with its qualifier, `E110` (or R, P: still there)
  std::string zone;  ///< zone or user: digits as sent, without leading zeros; a contact's name; or empty
  std::string area;  ///< digits, the same: partition, area
  std::string text;  ///< the panel's words, ASCII; what is not is `?`. At most 64 characters
  friend bool operator==(const PanelEvent&, const PanelEvent&) = default;
};

/// A fire alarm that screens have to show: fire, smoke, heat, flame, a call point or a sprinkler, raised.
bool is_fire(const PanelEvent& event);

/// `fire`, `call-point`, ...; `raised`, `trouble-over`, ...: for logs and the wire.
const char* word(PanelSubject subject);
const char* word(PanelHappening happening);

inline constexpr std::size_t k_most_events = 32;

/// The data of a "SIA-DCS" message (ANSI/SIA DC-03, as DC-07 and DC-09 write it): `#1234|Nri1/FA005^Stall
/// 5^`. May hold several events; area (`ri`) holds until the next. `invalid` without a single event code, or
/// with more than k_most_events. A code nobody knows is `other`, and no error: the panel must not repeat it
/// for ever.
Result<std::vector<PanelEvent>> read_sia(std::string_view data);

/// The data of an "ADM-CID" message (ANSI/SIA DC-05): `#1234|1110 01 005`: qualifier (1 new, 3 restored, 6
/// still there; also E, R and P), event, partition, zone. `invalid` if it is not of that form.
Result<PanelEvent> read_contact_id(std::string_view data);

}  // namespace madang::bridge
