// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/fetch/transfer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <new>
#include <string_view>

#include "content-schema/base/digest.h"
#include "scheduler/fetch/curl.h"

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
  std::string authorities;
  CurlMulti multi{curl_multi_init()};
  CurlEasy easy{curl_easy_init()};
};

Transfer::Transfer(const std::filesystem::path& authorities) {
  if (start_curl())
    handles_ = std::make_unique<Handles>(Handles{authorities.string()});
  if (!handles_ || !handles_->multi || !handles_->easy)
    throw std::bad_alloc();
}
Transfer::Transfer(Transfer&&) noexcept = default;
Transfer& Transfer::operator=(Transfer&&) noexcept = default;
Transfer::~Transfer() = default;

namespace {

/// What happens while curl runs one request; its callbacks fill it in.
struct Running {
  const Order& order;
  const Sink& sink;
  CURL* easy;
  Answer answer;
  std::uint64_t starts_at = 0;
  bool begun = false;
  bool bad_range = false;
  std::optional<Fault> fault;  ///< why a callback ended the request
  std::array<char, CURL_ERROR_SIZE> words{};  ///< curl's own, where it has some
};

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

/// Turns how curl ended and what the server said into an answer or a fault.
Fetched<Answer> conclude(Running& running, CURLcode code) {
  if (running.fault)
    return tl::unexpected<Fault>(std::move(*running.fault));
  long status = 0;
  curl_easy_getinfo(running.easy, CURLINFO_RESPONSE_CODE, &status);
  running.answer.status = static_cast<int>(status);
  const auto& url = running.order.url;
  if (status != 0 && !running.order.every_status && !is_good(running.answer.status)) {
    // Object stores say 403 of what is not there, to whoever may not list what is.
    const bool is_missing = status == 403 || status == 404 || status == 410;
    return fault(is_missing ? Reason::not_found : Reason::server_error,
                 "{}: 서버가 {} 상태로 답했습니다.", "{}: the server answered {}.", url, status);
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

template <class T>
void set(CURL* easy, CURLoption option, T value) {
  curl_easy_setopt(easy, option, value);
}

CurlList prepare(CURL* easy, const Order& order, const std::string& authorities, Running& running) {
  curl_easy_reset(easy);
  set(easy, CURLOPT_ERRORBUFFER, running.words.data());
  if (!authorities.empty())
    set(easy, CURLOPT_CAINFO, authorities.c_str());
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

/// Whether the body comes fast enough. Our own count, since curl's looks at whole seconds only and starts
/// anew with every byte.
class Pace {
 public:
  Pace(const Patience& patience, SteadyTime start)
      : patience_(patience), window_(start), answer_by_(start + patience.connect + patience.answer) {}

  bool too_slow(std::uint64_t bytes, bool answered, SteadyTime now) {
    if (!answered)
      return now >= answer_by_;
    if (!counting_) {
      counting_ = true;
      window_ = now;
    }
    if (now - window_ < patience_.stall)
      return false;
    const auto wanted = patience_.least_rate * static_cast<std::uint64_t>(patience_.stall.count()) / 1000;
    const bool slow = bytes - counted_ < std::max<std::uint64_t>(wanted, 1);
    counted_ = bytes;
    window_ = now;
    return slow;
  }

 private:
  const Patience& patience_;
  SteadyTime window_;
  SteadyTime answer_by_;
  std::uint64_t counted_ = 0;
  bool counting_ = false;
};

}  // namespace

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
                   : slow ? Fetched<Answer>(fault(Reason::stalled, "{}: 서버가 너무 느립니다.",
                                                  "{}: the server is too slow.", order.url))
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
