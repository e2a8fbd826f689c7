// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/post_road.h"

#include <fcntl.h>
#include <sys/select.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <list>
#include <mutex>
#include <set>
#include <stop_token>
#include <thread>

#include "content-schema/base/backoff.h"
#include "content-schema/base/log.h"
#include "content-schema/base/thread.h"
#include "content-schema/base/unique_fd.h"
#include "scheduler/alarm/supervision.h"
#include "scheduler/fetch/curl.h"
#include "tools/alarm-bridge/post_answer.h"

namespace madang::bridge {
namespace {

using Notice = std::shared_ptr<const SignedNotice>;
using CurlUrl = Owned<CURLU, curl_url_cleanup>;

constexpr std::size_t k_most_deliveries = 2;  // of a zone to a screen: one that hangs, and one past it
constexpr int k_ask_seconds = 10;             // how long a screen may hold back when incidents are gone
constexpr Millis k_longest_poll{60'000};

/// Everything that one screen is to know of one zone.
struct Lane {
  std::string zone;
  Notice newest;                      ///< nothing: none was sent
  bool settled = true;                ///< the newest was taken or refused
  std::vector<IncidentId> raised{};   ///< that the screen has, and may still show
  int failures = 0;                   ///< in a row
  std::optional<SteadyTime> again{};  ///< when the newest is tried once more
};

struct Screen {
  PostScreen place;
  std::vector<Lane> lanes;  ///< the whole site's first
  bool watched = false;     ///< something was sent: it owes an answer
};

/// What a request is for.
struct Errand {
  enum class What { deliver, see_displayed, see_gone };
  What what = What::deliver;
  std::optional<IncidentId>
      awaited{};          ///< what the screen is asked to wait for, where it is no posted notice
  std::size_t shown = 0;  ///< incidents that were on the glass when it was asked
};

/// One request under way.
struct Transfer {
  Errand errand;
  Screen* screen = nullptr;
  Lane* lane = nullptr;
  Notice notice;
  std::size_t limit = 0;
  std::size_t bytes = 0;  ///< of the answer, with its head
  std::string body;
  std::array<char, CURL_ERROR_SIZE> why{};  ///< it failed; libcurl's own words
  fetch::CurlEasy easy;
};

bool contains(const std::vector<IncidentId>& list, const IncidentId& id) {
  return std::find(list.begin(), list.end(), id) != list.end();
}

/// Bytes of an answer's head and body are counted together; more than are allowed end the transfer.
size_t on_head(char*, size_t, size_t length, void* into) {
  auto& transfer = *static_cast<Transfer*>(into);
  transfer.bytes += length;
  return transfer.bytes <= transfer.limit ? length : 0;
}

size_t on_body(char* data, size_t, size_t length, void* into) {
  auto& transfer = *static_cast<Transfer*>(into);
  transfer.bytes += length;
  if (transfer.bytes > transfer.limit)
    return 0;
  transfer.body.append(data, length);
  return length;
}

/// Above what select() can wait for: libmodbus, in the same process, waits with it. Where the limit leaves no
/// room there, half of what is below is not ours: inputs and the journal need descriptors, too.
curl_socket_t on_open(void*, curlsocktype, curl_sockaddr* address) {
  UniqueFd low(::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol));
  if (!low.valid())
    return CURL_SOCKET_BAD;
  const int high = ::fcntl(low.get(), F_DUPFD_CLOEXEC, FD_SETSIZE);
  if (high >= 0)
    return high;
  return low.get() < FD_SETSIZE / 2 ? low.release() : CURL_SOCKET_BAD;
}

std::string escaped(CURL* easy, const std::string& text) {
  const Owned<char, curl_free> made(curl_easy_escape(easy, text.data(), static_cast<int>(text.size())));
  return made ? made.get() : "";
}

/// A whole address without user, query and slash at its end; nothing where it is none of HTTP's.
std::optional<std::string> base_url(const std::string& text) {
  const CurlUrl url(curl_url());
  char* scheme = nullptr;
  if (!url || curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK ||
      curl_url_get(url.get(), CURLUPART_SCHEME, &scheme, 0) != CURLUE_OK)
    return std::nullopt;
  const Owned<char, curl_free> owner(scheme);
  if (std::string_view(scheme) != "http" && std::string_view(scheme) != "https")
    return std::nullopt;
  if (text.find_first_of("?#@") != std::string::npos)
    return std::nullopt;
  return text.substr(0, text.find_last_not_of('/') + 1);
}

Status check(PostOptions& options) {
  std::set<std::string> names;
  for (PostScreen& each : options.screens) {
    if (each.id.empty() || !names.insert(each.id).second) {
      return fail(ErrorKind::invalid, "화면 '{}'이(가) 두 번 있거나 이름이 없습니다.",
                  "the screen '{}' is there twice, or has no name.", each.id);
    }
    auto url = base_url(each.url);
    if (!url) {
      return fail(ErrorKind::invalid,
                  "화면 '{}'의 주소 '{}'을(를) 쓸 수 없습니다. http://10.0.0.21:8650처럼 적어 주세요.",
                  "the address of screen '{}' cannot be used: '{}'. Write it as http://10.0.0.21:8650.",
                  each.id, each.url);
    }
    each.url = std::move(*url);
  }
  return {};
}

}  // namespace

/// What lives on the road's thread. Only `notices_` is shared.
class PostRoad::Work {
 public:
  Work(PostOptions options, TakeNews take_news)
      : options_(std::move(options)), take_news_(std::move(take_news)), multi_(curl_multi_init()) {
    for (const PostScreen& each : options_.screens) {
      Screen screen{each, {}};
      screen.lanes.push_back({});
      for (const std::string& zone : std::set(each.zones.begin(), each.zones.end())) {
        if (!zone.empty())
          screen.lanes.push_back({zone, nullptr});
      }
      screens_.push_back(std::move(screen));
    }
    headers_.reset(curl_slist_append(nullptr, "Content-Type: application/json"));
    // Without this curl waits up to a second for leave to send a body.
    if (curl_slist* more = curl_slist_append(headers_.get(), "Expect:"); more != nullptr) {
      (void)headers_.release();
      headers_.reset(more);
    }
    if (multi_)
      curl_multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS, static_cast<long>(3 * screens_.size() + 8));
  }
  ~Work() {
    for (Transfer& each : transfers_)
      curl_multi_remove_handle(multi_.get(), each.easy.get());
  }
  Work(const Work&) = delete;
  Work& operator=(const Work&) = delete;

  bool ready() const { return multi_ && headers_; }
  void start() {
    thread_ = start_thread("post-road", [this](const std::stop_token& stop) { run(stop); });
  }
  void stop() {
    thread_.request_stop();
    curl_multi_wakeup(multi_.get());
    if (thread_.joinable())
      thread_.join();
  }

  void put(SignedNotice notice) {
    {
      auto shared = std::make_shared<const SignedNotice>(std::move(notice));
      const std::lock_guard lock(mutex_);
      std::erase_if(notices_, [&](const Notice& each) { return each->zone == shared->zone; });
      notices_.push_back(std::move(shared));
    }
    curl_multi_wakeup(multi_.get());
  }

 private:
  void run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      take_notices();
      repeat(std::chrono::steady_clock::now());
      int running = 0;
      curl_multi_perform(multi_.get(), &running);
      while (!stop.stop_requested() && conclude_one()) {
      }
      tell_links(std::chrono::steady_clock::now());
      if (!stop.stop_requested() && !work_waits())
        curl_multi_poll(multi_.get(), nullptr, 0, pause(std::chrono::steady_clock::now()), nullptr);
    }
  }

  bool work_waits() {
    const std::lock_guard lock(mutex_);
    return !notices_.empty();
  }

  int pause(SteadyTime now) const {
    SteadyTime next = now + k_longest_poll;
    if (const auto link = supervision_.next())
      next = std::min(next, *link);
    for (const Screen& screen : screens_) {
      for (const Lane& lane : screen.lanes)
        next = std::min(next, lane.again.value_or(next));
    }
    return static_cast<int>(std::chrono::ceil<Millis>(std::max(next - now, SteadyTime::duration{})).count());
  }

  void take_notices() {
    std::vector<Notice> notices;
    {
      const std::lock_guard lock(mutex_);
      notices.swap(notices_);
    }
    for (const Notice& notice : notices) {
      for (Screen& screen : screens_) {
        const auto lane = std::find_if(screen.lanes.begin(), screen.lanes.end(),
                                       [&](const Lane& each) { return each.zone == notice->zone; });
        if (lane == screen.lanes.end())
          continue;
        lane->newest = notice;
        lane->settled = false;
        lane->again.reset();
        if (!screen.watched) {
          supervision_.watch(screen.place.id, options_.limits.silence, std::chrono::steady_clock::now());
          screen.watched = true;
        }
        deliver(screen, *lane);
      }
    }
  }

  void repeat(SteadyTime now) {
    for (Screen& screen : screens_) {
      for (Lane& lane : screen.lanes) {
        if (!lane.again || now < *lane.again)
          continue;
        lane.again.reset();
        deliver(screen, lane);
      }
    }
  }

  void deliver(Screen& screen, Lane& lane) {
    end_oldest(lane, Errand::What::deliver, k_most_deliveries);
    begin({}, screen, lane);
  }

  /// Has the screen tell when it shows what is on, and no longer shows what is over.
  void watch(Screen& screen, Lane& lane) {
    const auto& active = lane.newest->active;
    if (!active.empty()) {
      end_oldest(lane, Errand::What::see_displayed, 1);
      begin({.what = Errand::What::see_displayed}, screen, lane);
    }
    see_gone(screen, lane);
    for (const IncidentId& each : active) {
      if (!contains(lane.raised, each))
        lane.raised.push_back(each);
    }
  }

  void see_gone(Screen& screen, Lane& lane) {
    const auto over = std::find_if(lane.raised.begin(), lane.raised.end(), [&](const IncidentId& each) {
      return !contains(lane.newest->active, each);
    });
    if (over == lane.raised.end())
      return;
    end_oldest(lane, Errand::What::see_gone, 1);
    begin({.what = Errand::What::see_gone, .awaited = *over}, screen, lane);
  }

  /// Makes room for one more of a kind.
  void end_oldest(const Lane& lane, Errand::What what, std::size_t most) {
    const auto belongs = [&](const Transfer& each) { return each.lane == &lane && each.errand.what == what; };
    for (auto count = std::count_if(transfers_.begin(), transfers_.end(), belongs);
         count >= static_cast<std::ptrdiff_t>(most); --count) {
      const auto oldest = std::find_if(transfers_.begin(), transfers_.end(), belongs);
      curl_multi_remove_handle(multi_.get(), oldest->easy.get());
      transfers_.erase(oldest);
    }
  }

  void begin(Errand errand, Screen& screen, Lane& lane) {
    Transfer& transfer = transfers_.emplace_back();
    transfer.errand = std::move(errand);
    transfer.screen = &screen;
    transfer.lane = &lane;
    transfer.notice = lane.newest;
    transfer.limit = options_.limits.answer_bytes;
    transfer.easy.reset(curl_easy_init());
    CURL* easy = transfer.easy.get();
    if (easy == nullptr)
      throw std::bad_alloc();
    std::string url = screen.place.url + "/alarm";
    const bool displayed = transfer.errand.what == Errand::What::see_displayed;
    if (transfer.errand.awaited) {
      url += fmt::format("?{}={}&wait={}", displayed ? "shown" : "gone",
                         escaped(easy, transfer.errand.awaited->value), k_ask_seconds);
    } else if (displayed) {
      url += "?wait=displayed";
    }
    curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
    if (!transfer.errand.awaited) {
      // Not copied: the transfer keeps the notice.
      curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE,
                       static_cast<curl_off_t>(transfer.notice->bytes.size()));
      curl_easy_setopt(easy, CURLOPT_POSTFIELDS, transfer.notice->bytes.data());
      curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers_.get());
    }
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer.why.data());
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, on_open);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, &transfer);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_head);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, &transfer);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &transfer);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_.limits.connect.count()));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(options_.limits.answer.count()));
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(easy, CURLOPT_PROXY,
                     "");  // screens are on our own network, whatever the environment says
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);  // no waiting for a resolver that hangs
    if (!options_.authorities.empty()) {
      curl_easy_setopt(easy, CURLOPT_CAINFO, options_.authorities.c_str());
      curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);  // else those of the system's folder count as well
    }
    curl_multi_add_handle(multi_.get(), easy);
  }

  bool conclude_one() {
    int left = 0;
    const CURLMsg* message = curl_multi_info_read(multi_.get(), &left);
    if (message == nullptr)
      return false;
    if (message->msg != CURLMSG_DONE)
      return true;
    const CURLcode code = message->data.result;
    CURL* easy = message->easy_handle;
    Transfer* ended = nullptr;
    curl_easy_getinfo(easy, CURLINFO_PRIVATE, &ended);
    long status = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    curl_multi_remove_handle(multi_.get(), easy);
    std::list<Transfer> one;
    one.splice(one.begin(), transfers_,
               std::find_if(transfers_.begin(), transfers_.end(),
                            [&](const Transfer& each) { return &each == ended; }));
    if (code == CURLE_OK && status > 0)
      conclude_answer(one.front(), status);
    else
      conclude_failure(one.front(), code);
    return true;
  }

  void conclude_answer(Transfer& transfer, long status) {
    heard(*transfer.screen);
    if (transfer.errand.what == Errand::What::deliver)
      return conclude_delivery(transfer, status);
    conclude_watch(transfer);
  }

  void conclude_watch(const Transfer& transfer) {
    Lane& lane = *transfer.lane;
    const auto& asked = transfer.notice->active;
    const auto glass = understand_glass(transfer.body, asked);
    if (!glass)
      return;
    const auto shown = static_cast<std::size_t>(std::count_if(
        asked.begin(), asked.end(), [&](const IncidentId& each) { return glass->shows(each); }));
    const bool displayed = transfer.errand.what == Errand::What::see_displayed;
    // What it was asked to wait for did not come in time; the next notice asks again.
    if (displayed ? shown <= transfer.errand.shown : glass->shows(*transfer.errand.awaited))
      return;
    tell(ScreenNews::What::displayed, transfer, [&](ScreenNews& news) {
      news.incidents = glass->incidents;
      news.display_ms = glass->display_ms;
    });
    if (!displayed) {
      std::erase_if(lane.raised, [&](const IncidentId& each) {
        return !glass->shows(each) && !contains(lane.newest->active, each);
      });
      return see_gone(*transfer.screen, lane);
    }
    // It waited for the first of several; ask for the others as long as there are more each time.
    const auto missing =
        std::find_if(asked.begin(), asked.end(), [&](const IncidentId& each) { return !glass->shows(each); });
    if (missing != asked.end() && transfer.notice == lane.newest) {
      begin({.what = Errand::What::see_displayed, .awaited = *missing, .shown = shown}, *transfer.screen,
            lane);
    }
  }

  void conclude_delivery(Transfer& transfer, long status) {
    Lane& lane = *transfer.lane;
    const auto answer = understand_answer(status, transfer.body, *lane.newest);
    const bool newest = transfer.notice == lane.newest && !lane.settled;
    switch (answer.what) {
      case PostAnswer::What::received:
        tell(ScreenNews::What::received, transfer,
             [&](ScreenNews& news) { news.incidents = transfer.notice->active; });
        if (newest) {
          settle(lane);
          watch(*transfer.screen, lane);
        }
        return;
      case PostAnswer::What::again:
      case PostAnswer::What::overtaken:
        if (newest)
          try_again(lane);
        return;
      case PostAnswer::What::refused:
        if (newest) {
          settle(lane);
          tell_refused(transfer, answer.epoch, answer.sequence, answer.detail);
        }
        return;
    }
  }

  void conclude_failure(Transfer& transfer, CURLcode code) {
    // It speaks, but not as a screen does.
    const bool nonsense = code == CURLE_WRITE_ERROR || code == CURLE_WEIRD_SERVER_REPLY ||
                          code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_BAD_CONTENT_ENCODING;
    // Somebody is there, but not the one it should be.
    const bool stranger = code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CONNECT_ERROR;
    Lane& lane = *transfer.lane;
    if (transfer.errand.what != Errand::What::deliver || transfer.notice != lane.newest || lane.settled)
      return;
    if ((nonsense || stranger) && lane.failures == 0)
      tell_refused(transfer, 0, 0, transfer.why[0] != '\0' ? transfer.why.data() : curl_easy_strerror(code));
    try_again(lane);
  }

  static void settle(Lane& lane) {
    lane.settled = true;
    lane.failures = 0;
    lane.again.reset();
  }

  void try_again(Lane& lane) {
    ++lane.failures;
    const auto wait = backoff(lane.failures, 0.5 + 0.5 * options_.random(),
                              {options_.limits.first_retry, options_.limits.last_retry});
    lane.again = std::chrono::steady_clock::now() + wait;
  }

  void heard(const Screen& screen) {
    supervision_.heard(screen.place.id, std::chrono::steady_clock::now());
    tell_links(std::chrono::steady_clock::now());
  }

  void tell_links(SteadyTime now) {
    for (const auto& each : supervision_.news(now)) {
      supervision_.told(each);
      ScreenNews news;
      news.what =
          each.link == alarm::Link::lost ? ScreenNews::What::unreachable : ScreenNews::What::reachable;
      news.screen = each.name;
      tell(std::move(news));
    }
  }

  void tell_refused(const Transfer& transfer, std::uint64_t epoch, std::uint64_t sequence,
                    std::string_view detail) {
    log::warning("post: {} refuses: {}", transfer.screen->place.id, detail);
    tell(ScreenNews::What::refused, transfer, [&](ScreenNews& news) {
      news.epoch = epoch;
      news.sequence = sequence;
      news.detail = detail;
    });
  }

  template <class Fill>
  void tell(ScreenNews::What what, const Transfer& transfer, Fill fill) {
    ScreenNews news;
    news.what = what;
    news.screen = transfer.screen->place.id;
    news.epoch = transfer.notice->epoch;
    news.sequence = transfer.notice->sequence;
    fill(news);
    tell(std::move(news));
  }
  void tell(ScreenNews news) {
    news.road = "post";
    news.at = clock_.now();
    take_news_(std::move(news));
  }

  const PostOptions options_;
  const TakeNews take_news_;
  const Clock clock_;
  std::vector<Screen> screens_;  // never resized: transfers point into it
  alarm::Supervision supervision_;
  fetch::CurlList headers_;
  fetch::CurlMulti multi_;
  std::list<Transfer> transfers_;  // oldest first
  std::mutex mutex_;
  std::vector<Notice> notices_;  // guarded by mutex_; not yet seen by the thread, one of a zone
  std::jthread thread_;
};

PostRoad::PostRoad(std::unique_ptr<Work> work) : work_(std::move(work)) {}
PostRoad::~PostRoad() {
  work_->stop();
}

Result<std::unique_ptr<PostRoad>> PostRoad::create(PostOptions options, TakeNews take_news) {
  if (const auto good = check(options); !good)
    return fail(good.error());
  if (!options.random)
    options.random = [] { return 0.0; };
  auto work =
      fetch::start_curl() ? std::make_unique<Work>(std::move(options), std::move(take_news)) : nullptr;
  if (!work || !work->ready())
    return fail(ErrorKind::unavailable, "libcurl을 시작할 수 없습니다.", "libcurl cannot be started.");
  work->start();
  return std::unique_ptr<PostRoad>(new PostRoad(std::move(work)));
}

void PostRoad::send(SignedNotice notice) {
  work_->put(std::move(notice));
}

}  // namespace madang::bridge
