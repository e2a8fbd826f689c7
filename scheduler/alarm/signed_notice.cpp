// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/alarm/signed_notice.h"

#include <algorithm>
#include <set>

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"
#include "content-schema/wire/codec.h"
#include "scheduler/alarm/command.h"
#include "scheduler/alarm/state.h"
#include "scheduler/trust/canonical.h"
#include "scheduler/trust/fields.h"

namespace madang::alarm {
namespace {

using trust::Fields;
using trust::Json;

constexpr std::size_t k_most_key_file_bytes = 64 * 1024;
constexpr std::size_t k_most_signatures = 16;
constexpr std::size_t k_most_depth = 8;

Json list_of(const std::vector<std::string>& texts) {
  Json::List list;
  for (const std::string& each : texts)
    list.push_back(Json{each});
  return Json{std::move(list)};
}

AlarmKey take_key(Fields fields) {
  AlarmKey made;
  const Json* key = fields.any("key");
  if (key != nullptr) {
    auto parsed = trust::parse_key("", *key);
    if (parsed && trust::usable(*parsed)) {
      made.key = std::move(*parsed);
      made.key.id = trust::key_id(made.key);
    } else {
      fields.refuse_member("key");
    }
  }
  made.site = fields.text("site");
  if (fields.has("zones"))
    made.zones = fields.texts("zones");
  return made;
}

bool covers(const AlarmKey& key, const AlarmNotice& notice) {
  return key.site == notice.site &&
         (key.zones.empty() || std::find(key.zones.begin(), key.zones.end(), notice.zone) != key.zones.end());
}

bool concerns(const AlarmPlace& place, const AlarmNotice& notice) {
  return (place.site.empty() || place.site == notice.site) &&
         (notice.zone.empty() ||
          std::find(place.zones.begin(), place.zones.end(), notice.zone) != place.zones.end());
}

bool is_sound(const IncidentWords& words) {
  return !words.language.empty() && words.language.size() <= 35 && !words.line.empty() &&
         words.line.size() <= k_most_line_bytes && words.more.size() <= k_most_more_bytes;
}

bool is_sound(const Incident& incident) {
  return is_name(incident.id.value) && is_kind(incident.kind) && incident.kind != k_all_clear &&
         is_name(incident.source) && is_person(incident.by) &&
         (incident.place.empty() || is_place(incident.place)) && incident.words.size() <= k_most_words &&
         std::all_of(incident.words.begin(), incident.words.end(),
                     [](const IncidentWords& each) { return is_sound(each); });
}

bool is_sound(const AlarmNotice& notice) {
  std::set<IncidentId> ids;
  for (const Incident& each : notice.active) {
    if (!is_sound(each) || !ids.insert(each.id).second)
      return false;
  }
  return !notice.site.empty() && is_name(notice.source) && (notice.zone.empty() || is_name(notice.zone)) &&
         notice.sequence > 0 && notice.active.size() <= k_most_incidents &&
         notice.cleared.size() <= k_most_cleared &&
         std::all_of(notice.cleared.begin(), notice.cleared.end(), [](const ClearedIncident& each) {
           return is_name(each.id.value) && is_person(each.by);
         });
}

tl::unexpected<RefusedNotice> refuse(NoticeFault fault, Error error) {
  return tl::unexpected<RefusedNotice>({fault, std::move(error)});
}

template <class... Args>
tl::unexpected<RefusedNotice> refuse(NoticeFault fault, fmt::format_string<Args...> ko,
                                     fmt::format_string<Args...> en, Args&&... args) {
  return refuse(fault, Error{ErrorKind::refused, say<Args...>(ko, en, std::forward<Args>(args)...)});
}

struct Envelope {
  const Json* content = nullptr;
  std::vector<trust::Signature> signatures;
};

Envelope take_envelope(Fields fields) {
  Envelope envelope;
  envelope.content = fields.any("signed");
  const auto& signatures = fields.list("signatures");
  if (signatures.size() > k_most_signatures)
    fields.refuse_member("signatures");
  else
    for (const Json& each : signatures) {
      Fields one = fields.inner("signatures", each);
      envelope.signatures.push_back({one.text("keyid"), one.text("sig")});
    }
  return envelope;
}

/// The keys that have signed these bytes.
std::vector<const AlarmKey*> signers(const std::vector<AlarmKey>& keys, const std::string& message,
                                     const std::vector<trust::Signature>& signatures) {
  std::vector<const AlarmKey*> found;
  for (const AlarmKey& each : keys) {
    if (trust::count_signers({{each.key.id, each.key}}, {{each.key.id}, 1}, as_bytes(message), signatures) > 0)
      found.push_back(&each);
  }
  return found;
}

}  // namespace

const char* word(NoticeFault fault) {
  switch (fault) {
    case NoticeFault::malformed:
      return "malformed";
    case NoticeFault::not_signed:
      return "not-signed";
    case NoticeFault::elsewhere:
      return "elsewhere";
  }
  return "";
}

Result<std::vector<AlarmKey>> read_alarm_keys(const std::filesystem::path& file) {
  const auto bytes = read_file(file, k_most_key_file_bytes);
  if (!bytes)
    return fail(bytes.error());
  const auto wrong_file = [&](std::string_view why) {
    return fail(ErrorKind::invalid,
                "'{}'은(는) 비상 열쇠 파일이 아닙니다({}). madang keys alarm으로 만들어 주세요.",
                "'{}' is no file of alarm keys ({}); make one with madang keys alarm.", file.string(), why);
  };
  const auto json = trust::parse_json(*bytes, {k_most_key_file_bytes, k_most_depth, 4096});
  if (!json)
    return wrong_file(json.error().message.en);
  std::optional<trust::Fault> wrong;
  Fields fields(*json, "alarm keys", wrong);
  std::vector<AlarmKey> keys;
  for (const Json& each : fields.list("keys"))
    keys.push_back(take_key(fields.inner("keys", each)));
  if (wrong)
    return wrong_file(wrong->error.message.en);
  if (keys.empty() || keys.size() > k_most_alarm_keys)
    return wrong_file("keys");
  return keys;
}

std::string encode(const std::vector<AlarmKey>& keys) {
  Json::List list;
  for (const AlarmKey& each : keys) {
    Json::Object one{{"key", trust::to_json(each.key)}, {"site", Json{each.site}}};
    if (!each.zones.empty())
      one.emplace("zones", list_of(each.zones));
    list.push_back(Json{std::move(one)});
  }
  return trust::to_text(Json{Json::Object{{"keys", Json{std::move(list)}}}});
}

std::string sign_notice(const AlarmNotice& notice, const trust::PublicKey& key, const Sign& sign) {
  const std::string plain = encode(notice);
  const auto content = trust::parse_json(as_bytes(plain)).value();  // of our own making
  Json::Object signature{{"keyid", Json{trust::key_id(key)}},
                         {"sig", Json{sign(as_bytes(trust::canonical(content)))}}};
  return trust::to_text(Json{Json::Object{
      {"signed", content}, {"signatures", Json{Json::List{Json{std::move(signature)}}}}}});
}

tl::expected<AlarmNotice, RefusedNotice> open_notice(std::span<const std::byte> bytes,
                                                     const std::vector<AlarmKey>& keys,
                                                     const AlarmPlace& place) {
  const auto json = trust::parse_json(bytes, {k_most_notice_bytes, k_most_depth, 16'384});
  if (!json)
    return refuse(NoticeFault::malformed, json.error());
  std::optional<trust::Fault> wrong;
  const Envelope envelope = take_envelope(Fields(*json, "alarm notice", wrong));
  if (wrong)
    return refuse(NoticeFault::malformed, std::move(wrong->error));

  const auto trusted = signers(keys, trust::canonical(*envelope.content), envelope.signatures);
  if (trusted.empty()) {
    return refuse(NoticeFault::not_signed, "비상 알림에 믿을 수 있는 서명이 없습니다.",
                  "no key that counts here has signed the alarm notice.");
  }
  const std::string plain = trust::to_text(*envelope.content);
  auto notice = decode_alarm_notice(as_bytes(plain));
  if (!notice)
    return refuse(NoticeFault::malformed, std::move(notice.error()));
  if (!is_sound(*notice)) {
    return refuse(NoticeFault::malformed, "비상 알림에 쓸 수 없는 이름이나 수가 있습니다.",
                  "the alarm notice has a name or a number that is not allowed.");
  }
  if (std::none_of(trusted.begin(), trusted.end(), [&](const AlarmKey* key) { return covers(*key, *notice); })) {
    return refuse(NoticeFault::not_signed, "이 열쇠로는 '{} {}'의 비상을 알릴 수 없습니다.",
                  "that key may not speak for '{} {}'.", notice->site, notice->zone);
  }
  if (!concerns(place, *notice)) {
    return refuse(NoticeFault::elsewhere, "'{} {}'의 비상이라 이 화면과는 상관없습니다.",
                  "the alarm notice is for '{} {}', not for this screen.", notice->site, notice->zone);
  }
  return std::move(*notice);
}

}  // namespace madang::alarm
