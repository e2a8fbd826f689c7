// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <arpa/inet.h>

#include <charconv>

#include "scheduler/http/server.h"

namespace madang::http {
namespace {

bool is_numeric_address(const std::string& address) {
  in6_addr bytes{};
  return ::inet_pton(AF_INET, address.c_str(), &bytes) == 1 ||
         ::inet_pton(AF_INET6, address.c_str(), &bytes) == 1;
}

}  // namespace

Result<Endpoint> parse_endpoint(std::string_view text) {
  Endpoint endpoint{"127.0.0.1", 0};
  std::string_view port = text;
  const size_t colon = text.rfind(':');
  if (colon != std::string_view::npos) {
    port = text.substr(colon + 1);
    auto address = text.substr(0, colon);
    if (address.size() > 2 && address.front() == '[' && address.back() == ']') {
      address = address.substr(1, address.size() - 2);
    }
    endpoint.address = address.empty() ? "::" : address == "localhost" ? "127.0.0.1" : std::string(address);
  }
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), endpoint.port);
  if (port.empty() || error != std::errc{} || end != port.data() + port.size() ||
      !is_numeric_address(endpoint.address)) {
    return fail(ErrorKind::invalid,
                "'{}'은(는) 주소가 아닙니다. 127.0.0.1:8640, [::1]:8640, :8640처럼 써 주세요.",
                "'{}' is not an address; write 127.0.0.1:8640, [::1]:8640 or :8640.", text);
  }
  return endpoint;
}

std::string to_url(const Endpoint& endpoint) {
  const bool six = endpoint.address.find(':') != std::string::npos;
  return fmt::format("http://{}{}{}:{}", six ? "[" : "", endpoint.address, six ? "]" : "", endpoint.port);
}

}  // namespace madang::http
