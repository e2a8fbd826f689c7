// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/trust/fields.h"

#include "scheduler/trust/path_key.h"

namespace madang::trust {

Fields::Fields(const Json& object, std::string place, std::optional<Fault>& wrong)
    : object_(object), place_(std::move(place)), wrong_(wrong) {
  if (object.object() == nullptr) {
    refuse(fault(Reason::bad_metadata, "메타데이터의 '{}'은(는) 객체여야 합니다.",
                 "the metadata's '{}' must be an object.", place_.empty() ? "/" : place_)
               .value());
  }
}

const Json* Fields::any(std::string_view name) {
  const Json* member = object_.find(name);
  if (member == nullptr)
    refuse_member(name);
  return member;
}

std::string Fields::text(std::string_view name) {
  const Json* member = any(name);
  if (member != nullptr && member->string() != nullptr)
    return *member->string();
  refuse_member(name);
  return {};
}

std::int64_t Fields::integer(std::string_view name, std::int64_t least) {
  const Json* member = any(name);
  if (member != nullptr && member->integer() != nullptr && *member->integer() >= least)
    return *member->integer();
  refuse_member(name);
  return least;
}

bool Fields::boolean(std::string_view name) {
  const Json* member = any(name);
  if (member != nullptr && member->boolean() != nullptr)
    return *member->boolean();
  refuse_member(name);
  return false;
}

const Json::Object& Fields::object(std::string_view name) {
  static const Json::Object k_empty;
  const Json* member = any(name);
  if (member != nullptr && member->object() != nullptr)
    return *member->object();
  refuse_member(name);
  return k_empty;
}

const Json::List& Fields::list(std::string_view name) {
  static const Json::List k_empty;
  const Json* member = any(name);
  if (member != nullptr && member->list() != nullptr)
    return *member->list();
  refuse_member(name);
  return k_empty;
}

std::vector<std::string> Fields::texts(std::string_view name) {
  std::vector<std::string> all;
  for (const Json& each : list(name)) {
    if (each.string() == nullptr) {
      refuse_member(name);
      return {};
    }
    all.push_back(*each.string());
  }
  return all;
}

Fields Fields::inner(std::string_view name, const Json& member) const {
  return {member, fmt::format("{}/{}", place_, printable(name)), wrong_};
}

void Fields::refuse_member(std::string_view name) {
  if (wrong_)
    return;
  wrong_ = fault(Reason::bad_metadata, "메타데이터의 '{}'에 '{}'이(가) 없거나 틀렸습니다.",
                 "the metadata's '{}' has no '{}', or a wrong one.", place_.empty() ? "/" : place_,
                 printable(name))
               .value();
}

void Fields::refuse(Fault fault) {
  if (!wrong_)
    wrong_ = std::move(fault);
}

}  // namespace madang::trust
