// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/fetch/transfer.h"

#include <algorithm>
#include <new>

#include "content-schema/base/digest.h"
#include "scheduler/fetch/request.h"

namespace madang::fetch {

const char* word(Reason reason) {
  switch (reason) {
    case Reason::bad_address:
      return "bad-address";
    case Reason::unreachable:
      return "unreachable";
    case Reason::stalled:
      return "stalled";
    case Reason::not_found:
      return "not-found";
    case Reason::server_error:
      return "server-error";
    case Reason::garbage:
      return "garbage";
    case Reason::short_body:
      return "short-body";
    case Reason::long_body:
      return "long-body";
    case Reason::wrong_digest:
      return "wrong-digest";
    case Reason::untrusted:
      return "untrusted";
    case Reason::expired:
      return "expired";
    case Reason::unassigned:
      return "unassigned";
    case Reason::unfit:
      return "unfit";
    case Reason::insecure:
      return "insecure";
    case Reason::no_room:
      return "no-room";
    case Reason::disk:
      return "disk";
    case Reason::stopped:
      return "stopped";
  }
  return "";
}

bool start_curl() {
  static const bool started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  return started;
}

struct Transfer::Handles {
  Authorities authorities;
  CurlMulti multi{curl_multi_init()};
  CurlEasy easy{curl_easy_init()};
};

Transfer::Transfer(const std::filesystem::path& authorities) {
  if (start_curl())
    handles_ = std::make_unique<Handles>(Handles{{authorities, Authorities::System::left_out}});
  if (!handles_ || !handles_->multi || !handles_->easy)
    throw std::bad_alloc();
}
Transfer::Transfer(Transfer&&) noexcept = default;
Transfer& Transfer::operator=(Transfer&&) noexcept = default;
Transfer::~Transfer() = default;

Fetched<Answer> Transfer::run(const Order& order, const Sink& sink, std::stop_token stop) {
  if (!order.url.starts_with("http://") && !order.url.starts_with("https://")) {
    return fault(Reason::bad_address, "'{}'은(는) http나 https 주소가 아닙니다.",
                 "'{}' is no http or https address.", order.url);
  }
  CURL* easy = handles_->easy.get();
  CURLM* multi = handles_->multi.get();
  Running running{order, sink, easy, {}, 0, false, false, std::nullopt};
  const auto headers = prepare(easy, order, handles_->authorities, running);
  const std::stop_callback wake(stop, [multi] { curl_multi_wakeup(multi); });

  curl_multi_add_handle(multi, easy);
  Pace pace(order.patience, std::chrono::steady_clock::now());
  const auto look_every = std::clamp<Millis>(order.patience.stall / 4, Millis(10), Millis(1000));
  CURLcode code = CURLE_OK;
  int active = 1;
  bool slow = false;
  while (active > 0 && !stop.stop_requested() && !slow) {
    curl_multi_perform(multi, &active);
    if (active == 0)
      break;
    curl_multi_poll(multi, nullptr, 0, static_cast<int>(look_every.count()), nullptr);
    long status = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    slow = pace.too_slow(running.answer.bytes, status != 0, std::chrono::steady_clock::now());
  }
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi, &left)) {
    if (message->msg == CURLMSG_DONE)
      code = message->data.result;
  }
  auto concluded = active > 0 && stop.stop_requested()
                       ? fault(Reason::stopped, "멈추라는 요청을 받았습니다.", "asked to stop.")
                   : slow ? too_slow(order)
                          : conclude(running, code);
  curl_multi_remove_handle(multi, easy);  // last: it forgets what was said
  return concluded;
}

Fetched<Answer> Transfer::run(const Order& order, std::string& body, std::stop_token stop) {
  body.clear();
  Sink sink;
  sink.begin = [&](std::uint64_t) -> Status {
    body.clear();
    return {};
  };
  sink.write = [&](std::span<const std::byte> bytes) -> Status {
    body += as_text(bytes);
    return {};
  };
  return run(order, sink, std::move(stop));
}

}  // namespace madang::fetch
