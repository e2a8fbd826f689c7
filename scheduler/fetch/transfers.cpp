// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/fetch/transfers.h"

#include <algorithm>
#include <new>

#include "content-schema/base/digest.h"
#include "scheduler/fetch/request.h"

namespace madang::fetch {
namespace {

constexpr Millis k_look_every{250};  // at how fast bodies come

}  // namespace

struct Transfers::Multi {
  CurlMulti handle{curl_multi_init()};
};

/// One request; it stays where it is, since curl and its callbacks point into it.
struct Transfers::Job {
  Job(std::size_t number, Order what, SteadyTime now)
      : id(number), order(std::move(what)), pace(order.patience, now) {
    sink.begin = [this](std::uint64_t) -> Status {
      body.clear();
      return {};
    };
    sink.write = [this](std::span<const std::byte> bytes) -> Status {
      body += as_text(bytes);
      return {};
    };
  }

  std::size_t id;
  Order order;
  std::string body;
  Sink sink;
  CurlEasy easy{curl_easy_init()};
  Running running{order, sink, easy.get(), {}, 0, false, false, std::nullopt};
  CurlList headers;
  Pace pace;
  std::optional<CURLcode> code;  ///< curl is done
};

Transfers::Transfers(Authorities authorities)
    : authorities_(std::move(authorities)), multi_(start_curl() ? std::make_unique<Multi>() : nullptr) {
  if (!multi_ || !multi_->handle)
    throw std::bad_alloc();
}

Transfers::~Transfers() {
  cancel_all();
}

void Transfers::start(std::size_t id, Order order) {
  auto job = std::make_unique<Job>(id, std::move(order), std::chrono::steady_clock::now());
  if (!job->easy)
    throw std::bad_alloc();
  job->headers = prepare(job->easy.get(), job->order, authorities_, job->running);
  curl_multi_add_handle(multi_->handle.get(), job->easy.get());
  jobs_.push_back(std::move(job));
}

void Transfers::cancel_all() {
  for (const auto& job : jobs_)
    curl_multi_remove_handle(multi_->handle.get(), job->easy.get());
  jobs_.clear();
}

void Transfers::wake() {
  curl_multi_wakeup(multi_->handle.get());
}

std::vector<Transfers::Done> Transfers::work(Millis longest) {
  CURLM* multi = multi_->handle.get();
  int active = 0;
  curl_multi_perform(multi, &active);
  auto done = ended();
  if (!done.empty())
    return done;
  const Millis pause = jobs_.empty() ? longest : std::min(longest, k_look_every);
  curl_multi_poll(multi, nullptr, 0, static_cast<int>(std::max(pause, Millis{0}).count()), nullptr);
  curl_multi_perform(multi, &active);
  return ended();
}

std::vector<Transfers::Done> Transfers::ended() {
  CURLM* multi = multi_->handle.get();
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi, &left)) {
    for (const auto& job : jobs_) {
      if (message->msg == CURLMSG_DONE && job->easy.get() == message->easy_handle)
        job->code = message->data.result;
    }
  }
  const SteadyTime now = std::chrono::steady_clock::now();
  std::vector<Done> done;
  std::erase_if(jobs_, [&](const std::unique_ptr<Job>& job) {
    long status = 0;
    curl_easy_getinfo(job->easy.get(), CURLINFO_RESPONSE_CODE, &status);
    if (!job->code && !job->pace.too_slow(job->running.answer.bytes, status != 0, now))
      return false;
    auto answer = job->code ? conclude(job->running, *job->code) : too_slow(job->order);
    done.push_back({job->id, std::move(answer), std::move(job->body)});
    curl_multi_remove_handle(multi, job->easy.get());
    return true;
  });
  return done;
}

}  // namespace madang::fetch
