// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/alarm/listener.h"

#include <algorithm>
#include <charconv>

#include "content-schema/base/digest.h"
#include "content-schema/base/log.h"
#include "scheduler/alarm/command.h"

namespace madang::alarm {
namespace {

using namespace std::chrono_literals;

Query query_of(const http::Request& request) {
  Query query;
  if (const auto id = request.parameter("shown"); !id.empty())
    query.shown = IncidentId{std::string(id)};
  if (const auto id = request.parameter("gone"); !id.empty())
    query.gone = IncidentId{std::string(id)};
  int wait = 0;
  const auto text = request.parameter("wait");
  std::from_chars(text.data(), text.data() + text.size(), wait);
  query.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(std::clamp(wait, 0, 60));
  return query;
}

}  // namespace

http::Limits Listener::limits() {
  http::Limits limits;
  limits.body_bytes = k_most_command_bytes;
  limits.connections = 128;
  limits.connections_per_address = 32;  // one machine alone cannot take every slot
  limits.request = 5s;
  return limits;
}

void Listener::handle(const http::Request& request, http::Responder responder) {
  if (request.path == "/alarm" && request.method == "POST") {
    command(request, std::move(responder));
  } else if (request.path == "/alarm" && request.method == "GET") {
    hand_over({query_of(request), clock_.now(), std::move(responder)});
  } else if (request.path == "/healthz" && request.method == "GET") {
    responder.answer(http::text_response(200, "ok"));
  } else {
    const bool known = request.path == "/alarm" || request.path == "/healthz";
    responder.answer(http::text_response(known ? 405 : 404, known ? "method not allowed" : "not found"));
  }
}

void Listener::command(const http::Request& request, http::Responder responder) {
  const SysTime received = clock_.now();
  const auto answer =
      guard_.check(request.header("authorization"), request.body, std::chrono::steady_clock::now());
  if (answer == Guard::Answer::too_many) {
    responder.answer(http::text_response(429, "too many wrong signatures"));
    return;
  }
  if (answer == Guard::Answer::wrong) {
    log::warning("alarm: refused a command from {} with a wrong signature ({} so far)", request.peer,
                 guard_.refused());
    auto response = http::text_response(401, "the signature is missing or wrong");
    response.headers.emplace_back("WWW-Authenticate", "Madang-HMAC");
    responder.answer(std::move(response));
    return;
  }
  auto parsed = parse_command(as_bytes(request.body));
  if (!parsed) {
    log::warning("alarm: a signed command from {} is malformed: {}", request.peer, parsed.error().message.en);
    responder.answer(http::text_response(400, parsed.error().message.en));
    return;
  }
  hand_over({std::move(*parsed), received, std::move(responder)});
}

void Listener::hand_over(Order order) {
  // With the desk's inbox full the order dies here, and its responder says 500; gateways repeat what was not
  // received.
  if (!orders_.put(std::move(order)))
    log::error("alarm: the inbox is full");
  wakeup_.ring();
}

}  // namespace madang::alarm
