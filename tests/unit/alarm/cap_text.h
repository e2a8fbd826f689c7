// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>

#include "content-schema/base/digest.h"
#include "scheduler/alarm/cap.h"

namespace madang::alarm {

/// What an alert is written from; each test changes what it is about.
struct CapText {
  std::string identifier = "KR-2026-17";
  std::string sender = "fire@market.example";
  std::string sent = "2026-11-22T15:00:00+09:00";
  std::string status = "Actual";
  std::string type = "Alert";
  std::string scope = "Public";
  std::string more;  ///< elements of the alert, before its infos
  std::string infos;

  std::string xml() const {
    const auto element = [](const char* name, const std::string& text) {
      return text.empty() ? std::string{} : "<" + std::string{name} + ">" + text + "</" + name + ">\n";
    };
    return R"(<?xml version="1.0" encoding="UTF-8"?>)"
           "\n<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\">\n" +
           element("identifier", identifier) + element("sender", sender) + element("sent", sent) +
           element("status", status) + element("msgType", type) + element("scope", scope) + more + infos +
           "</alert>\n";
  }
  CapAlert alert() const { return parse_cap(as_bytes(xml())).value(); }
};

/// An info whose obligatory elements are there; `more` comes behind them.
inline std::string cap_info(const std::string& event, const std::string& more = {},
                            const std::string& language = "ko-KR", const std::string& category = "Fire") {
  return "<info><language>" + language + "</language><category>" + category + "</category><event>" + event +
         "</event><urgency>Immediate</urgency><severity>Severe</severity><certainty>Observed</certainty>" +
         more + "</info>\n";
}

}  // namespace madang::alarm
