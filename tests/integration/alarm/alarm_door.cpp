// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/integration/alarm/alarm_door.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "scheduler/alarm/guard.h"

namespace madang::test {
namespace {

const std::string k_gateway = "127.0.0.2";

}  // namespace

nlohmann::json state_at(const std::string& url) {
  HttpOrder order;
  order.from = k_gateway;
  auto json = nlohmann::json::parse(http(url + "/alarm", order).body, nullptr, false);
  return json.is_object() ? json : nlohmann::json::object();
}

std::vector<std::string> active_at(const std::string& url) {
  std::vector<std::string> names;
  for (const auto& each : state_at(url).value("active", nlohmann::json::array()))
    names.push_back(each.value("incident", ""));
  return names;
}

bool is_on(const std::string& url, const std::string& incident) {
  const auto active = active_at(url);
  return std::find(active.begin(), active.end(), incident) != active.end();
}

std::string raise_command(const std::string& incident, std::uint64_t sequence, const std::string& source,
                          const std::string& more) {
  const bool has_kind = more.find("\"kind\"") != std::string::npos;
  return fmt::format(R"({{"action":"raise","incident":"{}"{},"source":"{}","sequence":{}{}}})", incident,
                     has_kind ? "" : R"(,"kind":"fire")", source, sequence, more);
}

std::string clear_command(const std::string& incident, std::uint64_t sequence, const std::string& source) {
  return fmt::format(R"({{"action":"clear","incident":"{}","source":"{}","sequence":{}}})", incident, source,
                     sequence);
}

std::string cap_message(const std::string& document_type, const std::string& words) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + document_type +
         "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\">\n<identifier>KR-17</identifier>"
         "<sender>fire@market.example</sender><sent>2026-11-22T15:00:00+09:00</sent><status>Actual</status>"
         "<msgType>Alert</msgType><scope>Public</scope>\n<info><language>ko-KR</language>"
         "<category>Fire</category><event>" +
         words +
         "</event><urgency>Immediate</urgency><severity>Severe</severity><certainty>Observed</certainty>"
         "</info>\n</alert>\n";
}

std::string sign(const std::string& body, const std::string& secret) {
  return alarm::authorization(secret, body);
}

HttpAnswer post_as(const std::string& url, const std::string& body, const std::string& authorization,
                   const std::string& from) {
  HttpOrder order{"POST", {"Authorization: " + authorization}, body};
  order.from = from;
  return http(url, order);
}

HttpAnswer post_signed(const std::string& url, const std::string& body, const std::string& secret) {
  return post_as(url + "/alarm", body, sign(body, secret), k_gateway);
}

AlarmDoor::AlarmDoor(Hearer hearer) {
  if (hearer == Hearer::kiosk) {
    kiosk_ = std::make_unique<Kiosk>(folder_, "");
    kiosk_->start();
  } else {
    bridge_ = std::make_unique<RunningBridge>(folder_);
    bridge_->settings = "screens: [ { id: gate-1, url: \"http://127.0.0.1:1\" } ]\n";  // nobody listens there
    bridge_->start();
  }
}

std::uint16_t AlarmDoor::port() const {
  const std::string text = url();
  return static_cast<std::uint16_t>(std::stoi(text.substr(text.rfind(':') + 1)));
}

void AlarmDoor::kill_and_start() {
  process().kill();
  if (kiosk_)
    kiosk_->start();
  else
    bridge_->start();
}

std::uint64_t AlarmDoor::most_memory() const {
  std::ifstream status(fmt::format("/proc/{}/status", process().pid()));
  std::string word;
  while (status >> word) {
    std::uint64_t kilobytes = 0;
    if (word == "VmHWM:" && status >> kilobytes)
      return kilobytes * 1024;
  }
  return 0;
}

void AlarmDoor::forget_memory() const {
  std::ofstream(fmt::format("/proc/{}/clear_refs", process().pid())) << "5";
}

}  // namespace madang::test
