// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/http/exchange.h"

namespace madang::http {

void AnswerBell::ring(const std::shared_ptr<Exchange>& exchange) {
  {
    const std::lock_guard lock(mutex_);
    answered_.push_back(exchange);
  }
  wakeup_.ring();
}

std::vector<std::shared_ptr<Exchange>> AnswerBell::hear() {
  wakeup_.hear();
  std::vector<std::shared_ptr<Exchange>> heard;
  const std::lock_guard lock(mutex_);
  for (const auto& each : std::exchange(answered_, {})) {
    if (auto alive = each.lock())
      heard.push_back(std::move(alive));
  }
  return heard;
}

void Exchange::answer(const std::shared_ptr<Exchange>& exchange, Response response) {
  {
    const std::lock_guard lock(exchange->mutex_);
    if (exchange->answered_ || exchange->over_)
      return;
    exchange->answered_ = true;
    exchange->response_ = std::move(response);
  }
  exchange->bell_->ring(exchange);
}

bool Exchange::over() {
  const std::lock_guard lock(mutex_);
  return over_;
}

std::optional<Response> Exchange::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(response_, std::nullopt);
}

void Exchange::end() {
  std::optional<Response> unread;  // destroyed outside the lock
  const std::lock_guard lock(mutex_);
  over_ = true;
  unread = std::exchange(response_, std::nullopt);
}

Responder& Responder::operator=(Responder&& other) noexcept {
  std::swap(exchange_, other.exchange_);
  return *this;
}

Responder::~Responder() {
  if (exchange_)
    answer(text_response(500, "nobody answered"));
}

void Responder::answer(Response response) {
  if (const auto exchange = std::exchange(exchange_, nullptr))
    Exchange::answer(exchange, std::move(response));
}

bool Responder::abandoned() const {
  return !exchange_ || exchange_->over();
}

Response text_response(int status, std::string_view text) {
  Response response;
  response.status = status;
  response.type = "text/plain; charset=utf-8";
  response.body = std::string(text) + "\n";
  return response;
}

std::string_view Request::header(const std::string& lower_case_name) const {
  const auto found = headers.find(lower_case_name);
  return found == headers.end() ? std::string_view{} : std::string_view(found->second);
}

std::string_view Request::parameter(const std::string& name) const {
  const auto found = query.find(name);
  return found == query.end() ? std::string_view{} : std::string_view(found->second);
}

}  // namespace madang::http
