// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/model/alarm.h"
#include "content-schema/model/ids.h"
#include "content-schema/model/text.h"
#include "scheduler/alarm/cap.h"
#include "scheduler/alarm/cap_area.h"

namespace madang::alarm {

enum class CapDeed {
  raise,    ///< show `events`
  replace,  ///< in one step: `ends` go and `events` come; what is in both stays as it was
  end,      ///< `ends` are over; there is nothing new for us
  nothing,  ///< `reason` says why
};

/// Why there is nothing to show. Of an end as well, where a replacement has nothing for us.
enum class CapReason {
  none,
  system,          ///< status System: among machines
  draft,           ///< status Draft
  receipt,         ///< msgType Ack or Error: for us as the sender
  not_addressed,   ///< scope Private or Restricted, and no name of ours among those named
  elsewhere,       ///< every area is known to be somewhere else
  over_when_sent,  ///< it expires no later than it was sent; no clock is needed to see it
  expired,         ///< by the trusted clock
  all_clear,       ///< responseType AllClear, or KRDSTCode CLR
  no_info,         ///< an update that says nothing new: what it refers to stays
};

/// The word for logs and replies: `not-addressed`...
const char* word(CapReason reason);
const char* word(CapDeed deed);

/// What may be shown in one language. Lines end in \n; empty: not said.
struct CapWords {
  LanguageTag language;
  std::string
      board;  ///< BoardText of the Korean profile: written for display boards, so it goes before the others
  std::string headline;
  std::string description;
  std::string instruction;
  std::string area;  ///< areaDesc of the areas, with commas
  /// The one line for a screen: board, else headline, else the event's name.
  std::string line;
  friend bool operator==(const CapWords&, const CapWords&) = default;
};

/// One thing that happens, with all its languages. The most urgent and severe of its infos counts.
struct CapEvent {
  IncidentId id;
  AlarmKind kind;  ///< see cap_kind.h; never empty
  CapUrgency urgency = CapUrgency::unknown;
  CapSeverity severity = CapSeverity::unknown;
  CapCertainty certainty = CapCertainty::unknown;
  std::optional<SysTime> onset;    ///< when it is expected, where that is said of each info: the earliest
  std::optional<SysTime> expires;  ///< the latest; nothing where one info has no end
  std::vector<CapWords> words;     ///< each language once, in the message's order
  friend bool operator==(const CapEvent&, const CapEvent&) = default;
};

struct CapMeaning {
  CapDeed deed = CapDeed::nothing;
  CapReason reason = CapReason::none;
  /// Of the message. Whoever keeps the incidents must not let a drill or a test end what is actual.
  Exercise exercise = Exercise::actual;
  std::vector<CapEvent> events;
  /// Messages whose incidents are over; `comes_from` finds them. Some may never have reached us.
  std::vector<IncidentId> ends;
  friend bool operator==(const CapMeaning&, const CapMeaning&) = default;
};

/// What a message asks of a kiosk at `place` (CAP 1.2, 3.2.1 and 3.2.2). Pure. `trusted_now` is the time
/// where the clock can be believed; without it nothing is found expired. On doubt an alarm is shown.
///
/// - Infos that are elsewhere, over or expired are left out first; where all of what is left clears, or
/// nothing is
///   left, an Update ends what it replaces: it no longer says that there is something here.
/// - Infos are languages of one event where their codes and kinds agree and the language is new or the event
/// is
///   the same word. Else they are events of their own, which get `.2`, `.3`... behind the message's id.
/// - A Cancel without references ends what has its own identifier; for references to a sender of another name
///   (some write their station there) the message's own sender is tried as well.
CapMeaning meaning_of(const CapAlert& alert, const CapPlace& place, std::optional<SysTime> trusted_now);

/// The event's words as an incident carries them: Korean and English first, then in the message's order, no
/// more and no longer than `k_most_words`... allow; what is cut ends in `…`. A language that says nothing is
/// left out.
std::vector<IncidentWords> words_for_screens(const CapEvent& event);

/// Names the message of that sender and identifier, everywhere and always the same: what may stand in an
/// incident's name of the identifier, up to 39 letters, a dot, and 80 bits of SHA-256 of both.
IncidentId message_id(std::string_view sender, std::string_view identifier);

/// Whether the incident is an event of the message: its id, or that with `.2` and so on behind.
bool comes_from(const IncidentId& incident, const IncidentId& message);

}  // namespace madang::alarm
