// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/panel_event.h"

#include <algorithm>
#include <optional>

namespace madang::bridge {
namespace {

using enum PanelSubject;
using enum PanelHappening;

constexpr std::size_t k_most_text = 64;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}

/// `005` -> `5`, `000` -> `0`.
std::string plain_number(std::string_view digits) {
  while (digits.size() > 1 && digits.front() == '0')
    digits.remove_prefix(1);
  return std::string(digits.substr(0, 16));
}

std::string clean(std::string_view text) {
  std::string result;
  for (const char c : text.substr(0, k_most_text))
    result.push_back(c >= ' ' && c <= '~' ? c : '?');
  while (!result.empty() && result.back() == ' ')
    result.pop_back();
  return result;
}

struct Meaning {
  PanelSubject subject;
  PanelHappening happening;
};

struct SiaCode {
  std::string_view code;
  Meaning meaning;
};

/// Codes of DC-03, annex A, that the letters alone would tell wrong.
constexpr SiaCode k_sia_codes[] = {
    {"AN", {fire, trouble_over}},  // an analogue fire sensor works again
    {"AR", {power, trouble_over}},
    {"AS", {fire, trouble}},  // an analogue fire sensor wants cleaning
    {"AT", {power, trouble}},
    {"BV", {burglary, raised}},
    {"FC", {fire, restored}},  // cancelled by an authorised person
    {"FG", {fire, raised}},    // unverified: one of two detectors
    {"FI", {fire, test}},
    {"FK", {fire, test}},
    {"FL", {fire, other}},   // silenced: the fire may burn on
    {"FM", {fire, raised}},  // two of two detectors
    {"FQ", {fire, trouble_over}},
    {"FV", {fire, trouble_over}},
    {"FW", {fire, trouble}},
    {"FY", {fire, trouble}},
    {"FZ", {fire, trouble}},
    {"LR", {communication, trouble_over}},
    {"LT", {communication, trouble}},
    {"NC", {communication, trouble}},
    {"NR", {communication, trouble_over}},
    {"NS", {system, other}},
    {"NT", {communication, trouble}},
    {"QA", {medical, raised}},
    {"RP", {system, test}},
    {"RX", {system, test}},
    {"RY", {system, test}},
    {"SM", {sprinkler, raised}},
    {"TE", {system, test}},
    {"TS", {system, test}},
    {"TX", {system, test}},
    {"XT", {power, trouble}},  // a detector's battery
    {"XR", {power, trouble_over}},
    {"YC", {communication, trouble}},
    {"YK", {communication, trouble_over}},
    {"YP", {power, trouble}},
    {"YQ", {power, trouble_over}},
    {"YR", {power, trouble_over}},
    {"YS", {communication, trouble}},
    {"YT", {power, trouble}},
};

std::optional<PanelSubject> sia_subject(char letter) {
  switch (letter) {
    case 'B':
    case 'T':
      return burglary;
    case 'F':
      return fire;
    case 'G':
      return gas;
    case 'H':
    case 'P':
      return panic;
    case 'K':
      return heat;
    case 'M':
    case 'Q':
      return medical;
    case 'S':
      return sprinkler;
    case 'U':
      return system;  // a zone of no type
    case 'W':
      return water;
    case 'Z':
      return freeze;
    default:
      return std::nullopt;
  }
}

/// The second letter means the same for all kinds of zones.
Meaning sia_meaning(std::string_view code) {
  const auto* const found = std::find_if(std::begin(k_sia_codes), std::end(k_sia_codes),
                                         [&](const SiaCode& each) { return each.code == code; });
  if (found != std::end(k_sia_codes))
    return found->meaning;
  const auto subject = sia_subject(code[0]);
  if (!subject)
    return {system, other};
  switch (code[1]) {
    case 'A':
      return {*subject, raised};
    case 'H':
    case 'R':
      return {*subject, restored};
    case 'B':
    case 'S':
    case 'T':
      return {*subject, trouble};
    case 'J':
    case 'U':
      return {*subject, trouble_over};
    case 'X':
      return {*subject, test};
    default:
      return {*subject, other};
  }
}

struct CidRange {
  int from;
  int to;
  Meaning meaning;  // when new; restored takes it back
};

/// DC-05, appendix C. The first that holds counts.
constexpr CidRange k_contact_id[] = {
    {100, 109, {medical, raised}},
    {110, 110, {fire, raised}},
    {111, 111, {smoke, raised}},
    {112, 112, {smoke, raised}},  // combustion
    {113, 113, {sprinkler, raised}},
    {114, 114, {heat, raised}},
    {115, 115, {call_point, raised}},
    {116, 116, {smoke, raised}},  // in a duct
    {117, 117, {flame, raised}},
    {118, 118, {fire, trouble}},  // near alarm: dust or a beginning; the panel has not decided
    {119, 119, {fire, raised}},
    {120, 129, {panic, raised}},
    {130, 149, {burglary, raised}},
    {151, 151, {gas, raised}},
    {154, 154, {water, raised}},
    {158, 158, {heat, trouble}},  // of a fridge or a room
    {159, 159, {freeze, raised}},
    {162, 162, {gas, raised}},  // carbon monoxide
    {150, 199, {system, raised}},
    {200, 219, {fire, trouble}},  // fire supervisory: water pressure, valves, pumps
    {301, 302, {power, trouble}},
    {308, 313, {power, trouble}},
    {350, 359, {communication, trouble}},
    {373, 373, {fire, trouble}},
    {380, 399, {system, trouble}},
    {300, 399, {system, trouble}},
    {500, 569, {system, trouble}},
    {571, 571, {fire, trouble}},  // fire bypass
    {570, 579, {system, trouble}},
    {604, 604, {fire, test}},
    {600, 619, {system, test}},
};

Meaning contact_id_meaning(int event, char qualifier) {
  for (const auto& each : k_contact_id) {
    if (event < each.from || event > each.to)
      continue;
    if (qualifier != 'R')
      return each.meaning;
    switch (each.meaning.happening) {
      case raised:
        return {each.meaning.subject, restored};
      case trouble:
        return {each.meaning.subject, trouble_over};
      default:
        return each.meaning;
    }
  }
  return {system, other};
}

/// `#1234|rest` -> `rest`. Panels that send no account here begin with the bar, or with the rest.
std::string_view without_account(std::string_view data) {
  if (!data.empty() && (data.front() == '#' || data.front() == '|')) {
    const auto bar = data.find('|');
    return bar == std::string_view::npos ? std::string_view{} : data.substr(bar + 1);
  }
  return data;
}

std::string_view take_digits(std::string_view& text, std::size_t most) {
  std::size_t n = 0;
  while (n < text.size() && n < most && is_digit(text[n]))
    ++n;
  const auto taken = text.substr(0, n);
  text.remove_prefix(n);
  return taken;
}

/// Words of the panel, `^Stall 5^` or `*"Stall 5"NM`, or a block of them, `|AStall 5`. A separator inside is
/// one of its letters, and begins no code.
std::string_view take_words(std::string_view& text) {
  const char mark = text.front();
  text.remove_prefix(1);
  std::size_t end = text.find(mark == 'A' ? '|' : '^');
  if (mark == '*') {
    const bool quoted = !text.empty() && text.front() == '"';
    end = quoted ? text.find('"', 1) : text.find_first_of("|/");
    end += quoted && end != std::string_view::npos ? 1 : 0;
  }
  const auto words = text.substr(0, end);
  text.remove_prefix(words.size() + (mark == '^' && words.size() < text.size() ? 1 : 0));
  if (mark == '*')
    text.remove_prefix(std::min(text.find_first_of("|/"), text.size()));  // a unit, as behind a number
  return words;
}

}  // namespace

bool is_fire(const PanelEvent& event) {
  if (event.happening != raised)
    return false;
  switch (event.subject) {
    case fire:
    case smoke:
    case heat:
    case flame:
    case call_point:
    case sprinkler:
      return true;
    default:
      return false;
  }
}

const char* word(PanelSubject subject) {
  switch (subject) {
    case fire:
      return "fire";
    case smoke:
      return "smoke";
    case heat:
      return "heat";
    case flame:
      return "flame";
    case call_point:
      return "call-point";
    case sprinkler:
      return "sprinkler";
    case gas:
      return "gas";
    case water:
      return "water";
    case freeze:
      return "freeze";
    case burglary:
      return "burglary";
    case panic:
      return "panic";
    case medical:
      return "medical";
    case power:
      return "power";
    case communication:
      return "communication";
    case system:
      break;
  }
  return "system";
}

const char* word(PanelHappening happening) {
  switch (happening) {
    case raised:
      return "raised";
    case restored:
      return "restored";
    case trouble:
      return "trouble";
    case trouble_over:
      return "trouble-over";
    case test:
      return "test";
    case other:
      break;
  }
  return "other";
}

Result<std::vector<PanelEvent>> read_sia(std::string_view data) {
  std::vector<PanelEvent> events;
  std::string area;
  std::string_view rest = without_account(data);
  bool block_begins = true;
  while (!rest.empty()) {
    const char c = rest.front();
    // A block begins with its function: N new and O old events; A is words. An event code has two letters.
    if (block_begins && (c == 'N' || c == 'O') && rest.size() > 2 &&
        (is_lower(rest[1]) || (is_upper(rest[1]) && is_upper(rest[2])))) {
      rest.remove_prefix(1);
      block_begins = false;
    } else if ((block_begins && c == 'A' && !events.empty()) || c == '^' || c == '*') {
      const auto words = take_words(rest);
      if (!events.empty())
        events.back().text = clean(words);
    } else if (rest.size() >= 2 && is_lower(c) && is_lower(rest[1])) {
      const bool is_area = rest.substr(0, 2) == "ri";
      rest.remove_prefix(2);
      const auto value = rest.substr(0, std::min(rest.find_first_not_of("0123456789:-."), rest.size()));
      if (is_area)
        area = plain_number(value);
      rest.remove_prefix(value.size());
      block_begins = false;
    } else if (rest.size() >= 2 && is_upper(c) && is_upper(rest[1])) {
      if (events.size() == k_most_events) {
        return fail(ErrorKind::limit, "DC-09 전문 하나에 사건이 너무 많습니다.",
                    "too many events in one DC-09 message.");
      }
      const auto code = rest.substr(0, 2);
      rest.remove_prefix(2);
      const auto [subject, happening] = sia_meaning(code);
      const auto zone = take_digits(rest, 16);
      events.push_back({subject, happening, std::string(code), plain_number(zone), area, {}});
      // What follows the number (a unit, `NM`) is not ours, up to the next separator.
      rest.remove_prefix(std::min(rest.find_first_of("/|^*"), rest.size()));
      block_begins = false;
    } else {
      block_begins = c == '|';
      rest.remove_prefix(1);
    }
  }
  if (events.empty()) {
    return fail(ErrorKind::invalid, "DC-09 전문에서 SIA 사건 부호를 찾을 수 없습니다.",
                "there is no SIA event code in the DC-09 message.");
  }
  return events;
}

Result<PanelEvent> read_contact_id(std::string_view data) {
  const auto wrong = [] {
    return fail(ErrorKind::invalid, "DC-09 전문에서 Contact ID 사건을 읽을 수 없습니다.",
                "the Contact ID event of the DC-09 message cannot be read.");
  };
  std::string_view rest = without_account(data);
  const auto skip_spaces = [&] { rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size())); };
  skip_spaces();
  if (rest.empty())
    return wrong();
  char qualifier = rest.front();
  rest.remove_prefix(1);
  switch (qualifier) {
    case '1':
    case 'E':
      qualifier = 'E';
      break;
    case '3':
    case 'R':
      qualifier = 'R';
      break;
    case '6':
    case 'P':
      qualifier = 'P';
      break;
    default:
      return wrong();
  }
  const auto event = take_digits(rest, 3);
  if (event.size() != 3)
    return wrong();
  skip_spaces();
  const auto area = take_digits(rest, 2);
  skip_spaces();
  const auto zone = take_digits(rest, 3);
  skip_spaces();
  if (!rest.empty())
    return wrong();
  const auto [subject, happening] =
      contact_id_meaning((event[0] - '0') * 100 + (event[1] - '0') * 10 + (event[2] - '0'), qualifier);
  return PanelEvent{
      subject, happening, qualifier + std::string(event), plain_number(zone), plain_number(area), {}};
}

}  // namespace madang::bridge
