// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/alarm/cap_meaning.h"

#include <algorithm>
#include <set>
#include <utility>

#include "content-schema/base/digest.h"
#include "scheduler/alarm/cap_kind.h"
#include "scheduler/alarm/cap_words.h"

namespace madang::alarm {
namespace {

/// At most so many bytes of UTF-8, ending in an ellipsis where something is missing.
std::string cut(const std::string& text, std::size_t most) {
  constexpr std::string_view k_ellipsis = "…";
  if (text.size() <= most)
    return text;
  std::size_t end = most - k_ellipsis.size();
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    --end;
  return text.substr(0, end) + std::string(k_ellipsis);
}

/// More events than a screen could tell of in turn; what is beyond joins the last one.
constexpr size_t k_most_events = 8;

bool among(const std::vector<std::string>& words, std::string_view word) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& each) { return same_letters(each, word); });
}

bool is_addressed(const CapAlert& alert, const CapPlace& place) {
  if (alert.scope != CapScope::addressed && alert.scope != CapScope::restricted)
    return true;
  const auto named = alert.scope == CapScope::addressed ? alert.addresses : split_quoted(alert.restriction);
  // Nobody named, or nobody told us our names: it came to us, so it may be meant for us.
  if (named.empty() || place.names.empty())
    return true;
  return std::any_of(named.begin(), named.end(),
                     [&](const std::string& each) { return among(place.names, each); });
}

/// Why an info is not shown; none: it is.
CapReason fate(const CapInfo& info, const CapAlert& alert, const CapPlace& place,
               std::optional<SysTime> now) {
  if (areas_meet(info.areas, place) == AreaVerdict::outside)
    return CapReason::elsewhere;
  if (among(info.responses, "AllClear") || code_says(info) == CapCodeSays::all_clear)
    return CapReason::all_clear;
  if (info.expires && *info.expires <= alert.sent)
    return CapReason::over_when_sent;
  if (info.expires && now && *info.expires <= *now)
    return CapReason::expired;
  return CapReason::none;
}

struct Fates {
  std::vector<const CapInfo*> shown;
  CapReason reason = CapReason::none;  ///< where none is shown: what became of the first one that is for here
};

Fates judge(const CapAlert& alert, const CapPlace& place, std::optional<SysTime> now) {
  Fates fates;
  for (const auto& info : alert.infos) {
    const CapReason reason = fate(info, alert, place, now);
    if (reason == CapReason::none)
      fates.shown.push_back(&info);
    else if (fates.reason == CapReason::none || fates.reason == CapReason::elsewhere)
      fates.reason = reason;
  }
  if (!fates.shown.empty())
    fates.reason = CapReason::none;
  return fates;
}

CapWords words_of(const CapInfo& info) {
  CapWords words;
  words.language = info.language;
  if (const auto* board = find_value(info.parameters, "BoardText"))
    words.board = plain_text(*board);
  words.headline = plain_text(info.headline);
  words.description = plain_text(info.description);
  words.instruction = plain_text(info.instruction);
  for (const auto& area : info.areas) {
    const std::string name = plain_text(area.description);
    if (!name.empty())
      words.area += (words.area.empty() ? "" : ", ") + name;
  }
  words.line = !words.board.empty()      ? words.board
               : !words.headline.empty() ? words.headline
                                         : plain_text(info.event);
  return words;
}

/// Infos that tell of one thing.
struct Group {
  std::vector<const CapInfo*> infos;
  AlarmKind kind;  ///< empty: none is named

  bool fits(const CapInfo& info, const AlarmKind& named) const {
    if (!kind.empty() && !named.empty() && kind != named)
      return false;
    const auto other_code = [&](const CapInfo* each) { return each->event_codes != info.event_codes; };
    if (std::any_of(infos.begin(), infos.end(), other_code))
      return false;
    const auto other_event = [&](const CapInfo* each) {
      return same_letters(each->language, info.language) && !same_letters(each->event, info.event);
    };
    return std::none_of(infos.begin(), infos.end(), other_event);
  }
};

std::vector<Group> group(const std::vector<const CapInfo*>& infos) {
  std::vector<Group> groups;
  for (const auto* info : infos) {
    const AlarmKind named = named_kind(*info);
    auto found = std::find_if(groups.begin(), groups.end(),
                              [&](const Group& each) { return each.fits(*info, named); });
    if (found == groups.end()) {
      if (groups.size() < k_most_events)
        groups.emplace_back();
      found = groups.end() - 1;
    }
    found->infos.push_back(info);
    if (found->kind.empty())
      found->kind = named;
  }
  return groups;
}

bool is_graver(const CapInfo* a, const CapInfo* b) {
  return std::pair{a->severity, a->urgency} > std::pair{b->severity, b->urgency};
}

CapEvent event_of(const Group& group, IncidentId id) {
  auto infos = group.infos;
  std::stable_sort(infos.begin(), infos.end(), is_graver);
  const CapInfo& gravest = *infos.front();
  CapEvent event{std::move(id),     group.kind.empty() ? kind_of_category(gravest) : group.kind,
                 gravest.urgency,   gravest.severity,
                 gravest.certainty, gravest.onset,
                 gravest.expires,   {}};
  for (const auto* info : infos) {
    event.onset =
        event.onset && info->onset ? std::optional{std::min(*event.onset, *info->onset)} : std::nullopt;
    event.expires = event.expires && info->expires ? std::optional{std::max(*event.expires, *info->expires)}
                                                   : std::nullopt;
  }
  // The order is the message's; of two in one language the graver one speaks.
  for (const auto* first : group.infos) {
    const auto same = [&](const CapInfo* each) { return same_letters(each->language, first->language); };
    const auto said = [&](const CapWords& each) { return same_letters(each.language, first->language); };
    if (std::none_of(event.words.begin(), event.words.end(), said))
      event.words.push_back(words_of(**std::find_if(infos.begin(), infos.end(), same)));
  }
  return event;
}

std::vector<CapEvent> events_of(const CapAlert& alert, const std::vector<const CapInfo*>& shown) {
  const IncidentId id = message_id(alert.sender, alert.identifier);
  std::vector<CapEvent> events;
  for (const auto& each : group(shown)) {
    const size_t number = events.size() + 1;
    events.push_back(event_of(each, number == 1 ? id : IncidentId{id.value + "." + std::to_string(number)}));
  }
  return events;
}

/// An alert that only says that there is one.
CapEvent bare_event(const CapAlert& alert) {
  CapEvent event;
  event.id = message_id(alert.sender, alert.identifier);
  event.kind = k_kind_of_anything;
  if (std::string note = plain_text(alert.note); !note.empty())
    event.words.push_back({"und", {}, {}, {}, {}, {}, std::move(note)});
  return event;
}

std::vector<IncidentId> referred_to(const CapAlert& alert) {
  std::vector<IncidentId> ids;
  std::set<IncidentId> known;
  const auto add = [&](IncidentId id) {
    if (known.insert(id).second)
      ids.push_back(std::move(id));
  };
  for (const auto& each : alert.references) {
    add(message_id(each.sender, each.identifier));
    if (each.sender != alert.sender)
      add(message_id(alert.sender, each.identifier));
  }
  if (ids.empty() && alert.type == CapType::cancel)
    add(message_id(alert.sender, alert.identifier));
  return ids;
}

Exercise exercise_of(const CapAlert& alert) {
  if (alert.status == CapStatus::exercise)
    return Exercise::drill;
  const bool trial = !alert.infos.empty() &&
                     std::all_of(alert.infos.begin(), alert.infos.end(),
                                 [](const CapInfo& each) { return code_says(each) == CapCodeSays::test; });
  return alert.status == CapStatus::test || trial ? Exercise::test : Exercise::actual;
}

/// Why the message as a whole is not for a screen.
CapReason whole(const CapAlert& alert, const CapPlace& place) {
  if (alert.status == CapStatus::system)
    return CapReason::system;
  if (alert.status == CapStatus::draft)
    return CapReason::draft;
  if (alert.type == CapType::ack || alert.type == CapType::error)
    return CapReason::receipt;
  return is_addressed(alert, place) ? CapReason::none : CapReason::not_addressed;
}

}  // namespace

CapMeaning meaning_of(const CapAlert& alert, const CapPlace& place, std::optional<SysTime> trusted_now) {
  CapMeaning meaning;
  meaning.exercise = exercise_of(alert);
  meaning.reason = whole(alert, place);
  if (meaning.reason != CapReason::none)
    return meaning;
  if (alert.type == CapType::cancel) {
    meaning.deed = CapDeed::end;
    meaning.ends = referred_to(alert);
    return meaning;
  }
  const bool update = alert.type == CapType::update;
  if (alert.infos.empty()) {
    if (update) {
      meaning.reason = CapReason::no_info;
      return meaning;
    }
    meaning.deed = CapDeed::raise;
    meaning.events.push_back(bare_event(alert));
    return meaning;
  }
  const Fates fates = judge(alert, place, trusted_now);
  meaning.reason = fates.reason;
  meaning.events = events_of(alert, fates.shown);
  // An all-clear ends what it names, whatever type its author gave it.
  if (update || fates.reason == CapReason::all_clear)
    meaning.ends = referred_to(alert);
  if (!meaning.events.empty())
    meaning.deed = update ? CapDeed::replace : CapDeed::raise;
  else if (!meaning.ends.empty())
    meaning.deed = CapDeed::end;
  return meaning;
}

IncidentId message_id(std::string_view sender, std::string_view identifier) {
  std::string both{sender};
  both += '\n';  // in neither: their ends are trimmed and CAP allows no white space in them
  both += identifier;
  std::string name{identifier.substr(0, 39)};
  for (char& c : name) {
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    c = plain ? c : '-';
  }
  return IncidentId{name + "." + sha256(as_bytes(both)).hex().substr(0, 20)};
}

bool comes_from(const IncidentId& incident, const IncidentId& message) {
  return incident.value == message.value || incident.value.starts_with(message.value + ".");
}

std::vector<IncidentWords> words_for_screens(const CapEvent& event) {
  std::vector<IncidentWords> words;
  for (const CapWords& each : event.words) {
    if (!each.line.empty())
      words.push_back(
          {each.language, cut(each.line, k_most_line_bytes),
           cut(each.instruction.empty() ? each.description : each.instruction, k_most_more_bytes)});
  }
  const auto urgency = [](const IncidentWords& each) {
    return each.language.starts_with("ko") ? 0 : each.language.starts_with("en") ? 1 : 2;
  };
  std::stable_sort(words.begin(), words.end(),
                   [&](const IncidentWords& a, const IncidentWords& b) { return urgency(a) < urgency(b); });
  if (words.size() > k_most_words)
    words.resize(k_most_words);
  return words;
}

const char* word(CapReason reason) {
  switch (reason) {
    case CapReason::none:
      return "none";
    case CapReason::system:
      return "system";
    case CapReason::draft:
      return "draft";
    case CapReason::receipt:
      return "receipt";
    case CapReason::not_addressed:
      return "not-addressed";
    case CapReason::elsewhere:
      return "elsewhere";
    case CapReason::over_when_sent:
      return "over-when-sent";
    case CapReason::expired:
      return "expired";
    case CapReason::all_clear:
      return "all-clear";
    case CapReason::no_info:
      return "no-info";
  }
  return "";
}

const char* word(CapDeed deed) {
  switch (deed) {
    case CapDeed::raise:
      return "raise";
    case CapDeed::replace:
      return "replace";
    case CapDeed::end:
      return "end";
    case CapDeed::nothing:
      return "nothing";
  }
  return "";
}

}  // namespace madang::alarm
