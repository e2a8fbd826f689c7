// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/fetch/request.h"

#include <charconv>
#include <string_view>

namespace madang::fetch {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
    text.remove_prefix(1);
  while (!text.empty() && std::string_view(" \t\r\n").find(text.back()) != std::string_view::npos)
    text.remove_suffix(1);
  return text;
}

bool equal_name(std::string_view name, std::string_view lower) {
  return std::equal(name.begin(), name.end(), lower.begin(), lower.end(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
}

size_t on_header(char* data, size_t, size_t length, void* into) {
  auto& running = *static_cast<Running*>(into);
  const std::string_view line(data, length);
  const size_t colon = line.find(':');
  if (colon == std::string_view::npos)
    return length;
  const auto name = line.substr(0, colon);
  auto value = trimmed(line.substr(colon + 1));
  if (equal_name(name, "etag") && value.size() >= 2 && value.front() == '"' && value.back() == '"') {
    running.answer.etag = value.substr(1, value.size() - 2);
  } else if (equal_name(name, "content-range") && value.starts_with("bytes ")) {
    value.remove_prefix(6);
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), running.starts_at);
    running.bad_range = error != std::errc{} || *end != '-';
  }
  return length;
}

bool is_good(int status) {
  return status == 200 || status == 204 || status == 206 || status == 304;
}

/// The moment the body starts: is this the part we asked for?
std::optional<Fault> begin(Running& running) {
  running.begun = true;
  long status = 0;
  curl_easy_getinfo(running.easy, CURLINFO_RESPONSE_CODE, &status);
  running.answer.status = static_cast<int>(status);
  if (running.answer.status != 206)
    running.starts_at = 0;
  if (running.answer.status == 206 && (running.bad_range || running.starts_at != running.order.offset)) {
    return fault(Reason::garbage, "{}: 서버가 요청하지 않은 부분을 보냈습니다.",
                 "{}: the server sent another part than was asked for.", running.order.url)
        .value();
  }
  if (auto begun = running.sink.begin(running.starts_at); !begun)
    return Fault{Reason::disk, begun.error()};
  return std::nullopt;
}

size_t on_body(char* data, size_t, size_t length, void* into) {
  auto& running = *static_cast<Running*>(into);
  long status = 0;
  curl_easy_getinfo(running.easy, CURLINFO_RESPONSE_CODE, &status);
  if (!running.order.every_status && !is_good(static_cast<int>(status)))
    return 0;  // what an error page says is of no use
  if (!running.begun) {
    if ((running.fault = begin(running)))
      return 0;
  }
  running.answer.bytes += length;
  if (running.starts_at + running.answer.bytes > running.order.most_bytes) {
    running.fault =
        fault(Reason::long_body, "{}: 허용된 {}바이트보다 깁니다.", "{}: longer than the {} bytes allowed.",
              running.order.url, running.order.most_bytes)
            .value();
    return 0;
  }
  if (auto put = running.sink.write({reinterpret_cast<const std::byte*>(data), length}); !put) {
    running.fault = Fault{Reason::disk, put.error()};
    return 0;
  }
  return length;
}

Reason reason_of(CURLcode code) {
  switch (code) {
    case CURLE_URL_MALFORMAT:
      return Reason::bad_address;
    case CURLE_OPERATION_TIMEDOUT:
      return Reason::stalled;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
      return Reason::insecure;
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
      return Reason::short_body;
    // The second is how curl calls an answer without a status line, which it takes for HTTP/0.9.
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_BAD_CONTENT_ENCODING:
      return Reason::garbage;
    default:
      return Reason::unreachable;
  }
}

template <class T>
void set(CURL* easy, CURLoption option, T value) {
  curl_easy_setopt(easy, option, value);
}

}  // namespace

Fetched<Answer> conclude(Running& running, CURLcode code) {
  if (running.fault)
    return tl::unexpected<Fault>(std::move(*running.fault));
  long status = 0;
  curl_easy_getinfo(running.easy, CURLINFO_RESPONSE_CODE, &status);
  running.answer.status = static_cast<int>(status);
  const auto& url = running.order.url;
  if (status != 0 && !running.order.every_status && !is_good(running.answer.status)) {
    if (status >= 300 && status < 400) {
      return fault(Reason::server_error, "{}: 서버가 다른 주소로 보냅니다({}). 그 주소를 직접 적으세요.",
                   "{}: the server sends us to another address ({}); write that one instead.", url, status);
    }
    // Object stores say 403 of what is not there, to whoever may not list what is.
    const bool is_missing = status == 403 || status == 404 || status == 410;
    return fault(is_missing ? Reason::not_found : Reason::server_error, "{}: 서버가 {} 상태로 답했습니다.",
                 "{}: the server answered {}.", url, status);
  }
  if (code != CURLE_OK) {
    const char* text = running.words.front() == '\0' ? curl_easy_strerror(code) : running.words.data();
    const std::string_view said = code == CURLE_OPERATION_TIMEDOUT ? "too slow" : text;
    return fault(reason_of(code), "{}: 받지 못했습니다({}).", "{}: {}.", url, said);
  }
  // An empty body never came to on_body.
  if (!running.begun && (status == 200 || status == 206)) {
    if (auto early = begin(running))
      return tl::unexpected<Fault>(std::move(*early));
  }
  return running.answer;
}

CurlList prepare(CURL* easy, const Order& order, const Authorities& authorities, Running& running) {
  curl_easy_reset(easy);
  set(easy, CURLOPT_ERRORBUFFER, running.words.data());
  if (!authorities.file.empty()) {
    set(easy, CURLOPT_CAINFO, authorities.file.c_str());
    // CAINFO takes the place of the system's file alone; a folder of the same authorities is left to curl.
    if (authorities.system == Authorities::System::left_out)
      set(easy, CURLOPT_CAPATH, static_cast<const char*>(nullptr));
  }
  CurlList headers;
  const auto add = [&](const std::string& line) {
    if (auto* longer = curl_slist_append(headers.get(), line.c_str())) {
      [[maybe_unused]] auto* same = headers.release();
      headers.reset(longer);
    }
  };
  if (!order.if_none_match.empty())
    add("If-None-Match: \"" + order.if_none_match + "\"");
  if (order.offset > 0) {
    add(fmt::format("Range: bytes={}-", order.offset));
    if (!order.if_range.empty())
      add("If-Range: \"" + order.if_range + "\"");
  }
  if (order.post)
    add("Content-Type: application/json");
  for (const auto& each : order.headers)
    add(each);

  set(easy, CURLOPT_URL, order.url.c_str());
  set(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  set(easy, CURLOPT_FOLLOWLOCATION, 0L);
  set(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  set(easy, CURLOPT_HTTP09_ALLOWED, 0L);
  set(easy, CURLOPT_NOSIGNAL, 1L);
  set(easy, CURLOPT_NOPROGRESS, 1L);
  set(easy, CURLOPT_USERAGENT, "madang-scheduler");
  set(easy, CURLOPT_HTTPHEADER, headers.get());
  set(easy, CURLOPT_HEADERFUNCTION, &on_header);
  set(easy, CURLOPT_HEADERDATA, static_cast<void*>(&running));
  set(easy, CURLOPT_WRITEFUNCTION, &on_body);
  set(easy, CURLOPT_WRITEDATA, static_cast<void*>(&running));
  set(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(order.patience.connect.count()));
  if (order.post) {
    set(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(order.post->size()));
    set(easy, CURLOPT_POSTFIELDS, order.post->c_str());
  }
  return headers;
}

Fetched<Answer> too_slow(const Order& order) {
  return fault(Reason::stalled, "{}: 서버가 너무 느립니다.", "{}: the server is too slow.", order.url);
}

}  // namespace madang::fetch
