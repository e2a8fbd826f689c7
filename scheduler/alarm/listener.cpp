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

constexpr std::size_t k_usual_notice_bytes = 32 * 1024;  // a dozen incidents with words
constexpr Millis k_longest_wait = 10s;  // of ?wait=displayed

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

std::optional<SteadyTime> displayed_by(const http::Request& request) {
  if (request.parameter("wait") != "displayed")
    return std::nullopt;
  return std::chrono::steady_clock::now() + k_longest_wait;
}

/// CAP's is the only XML that we are sent; a byte order mark may stand before it.
bool is_xml(std::string_view body) {
  if (body.starts_with("\xEF\xBB\xBF") || body.starts_with("\xFF\xFE") || body.starts_with("\xFE\xFF"))
    return true;
  const auto first = body.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && body[first] == '<';
}

}  // namespace

http::Limits Listener::limits() {
  http::Limits limits;
  limits.body_bytes = std::max({k_most_command_bytes, k_most_cap_bytes, k_most_notice_bytes});
  limits.connections = 128;
  limits.connections_per_address = 32;  // one machine alone cannot take every slot
  limits.request = 5s;
  return limits;
}

void Listener::handle(const http::Request& request, http::Responder responder) {
  if (request.path == "/alarm" && request.method == "POST") {
    post(request, std::move(responder));
  } else if (request.path == "/alarm" && request.method == "GET") {
    hand_over({query_of(request), clock_.now(), std::move(responder)});
  } else if (request.path == "/healthz" && request.method == "GET") {
    responder.answer(http::text_response(200, "ok"));
  } else {
    const bool known = request.path == "/alarm" || request.path == "/healthz";
    responder.answer(http::text_response(known ? 405 : 404, known ? "method not allowed" : "not found"));
  }
}

void Listener::post(const http::Request& request, http::Responder responder) {
  if (request.header("authorization").empty() && !trust_.keys.empty())
    return notice(request, std::move(responder));
  const SysTime received = clock_.now();
  const auto answer =
      guard_.check(request.header("authorization"), request.body, std::chrono::steady_clock::now());
  if (answer != Guard::Answer::good)
    return responder.answer(refusal(request, answer));
  const auto hand_on = [&](auto parsed) {
    if (parsed)
      return hand_over({std::move(*parsed), received, std::move(responder), displayed_by(request)});
    log::warning("alarm: what {} signed is malformed: {}", request.peer, parsed.error().message.en);
    responder.answer(http::text_response(400, parsed.error().message.en));
  };
  if (is_xml(request.body))
    hand_on(parse_cap(as_bytes(request.body)));
  else
    hand_on(parse_command(as_bytes(request.body)));
}

void Listener::notice(const http::Request& request, http::Responder responder) {
  const SysTime received = clock_.now();
  // Whoever has no key may still make us read; not much at a time, where many try.
  if (request.body.size() > k_usual_notice_bytes && guard_.is_besieged(std::chrono::steady_clock::now()))
    return responder.answer(http::text_response(429, "too many wrong signatures"));
  auto opened = open_notice(as_bytes(request.body), trust_.keys, trust_.place);
  if (opened)
    return hand_over({std::move(*opened), received, std::move(responder), displayed_by(request)});
  const auto& [fault, error] = opened.error();
  if (fault == NoticeFault::not_signed)
    return responder.answer(refusal(request, guard_.refuse(std::chrono::steady_clock::now())));
  if (guard_.refuse(std::chrono::steady_clock::now()) == Guard::Answer::wrong)
    log::warning("alarm: refused a notice from {} ({}): {}", request.peer, word(fault), error.message.en);
  responder.answer(http::text_response(fault == NoticeFault::elsewhere ? 403 : 400, error.message.en));
}

http::Response Listener::refusal(const http::Request& request, Guard::Answer answer) const {
  if (answer == Guard::Answer::too_many)
    return http::text_response(429, "too many wrong signatures");
  log::warning("alarm: refused an alarm from {} with a wrong signature ({} so far)", request.peer,
               guard_.refused());
  auto response = http::text_response(401, "the signature is missing or wrong");
  response.headers.emplace_back("WWW-Authenticate", "Madang-HMAC");
  return response;
}

void Listener::hand_over(Order order) {
  // With the desk's inbox full the order dies here, and its responder says 500; gateways repeat what was not
  // received.
  if (!orders_.put(std::move(order)))
    log::error("alarm: the inbox is full");
  wakeup_.ring();
}

}  // namespace madang::alarm
