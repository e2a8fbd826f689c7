// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/server/changes.h"

#include <poll.h>
#include <sys/inotify.h>

#include <algorithm>

#include "content-schema/base/file.h"
#include "content-schema/base/log.h"
#include "tools/server/catalogue.h"

namespace madang::server {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t k_most_timestamp_bytes = 16'384;

http::Response change_response(const Current& current) {
  http::Response response;
  response.body = fmt::format("{{\"version\":{}}}\n", current.version);
  response.cache = "no-store";
  return response;
}

http::Response nothing_new() {
  http::Response response;
  response.status = 204;
  response.cache = "no-store";
  return response;
}

/// -1 where the kernel offers none; the look every second then has to do.
UniqueFd watch_folder(const std::filesystem::path& folder) {
  UniqueFd fd(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK));
  if (fd.valid() &&
      ::inotify_add_watch(fd.get(), folder.c_str(), IN_MOVED_TO | IN_CLOSE_WRITE | IN_DELETE) < 0)
    fd.reset();
  if (!fd.valid())
    log::info("no file notifications for {}; looking every second", folder.string());
  return fd;
}

}  // namespace

Changes::Changes(Repository repository, Wakeup wakeup, std::size_t most_waiting)
    : repository_(std::move(repository)), wakeup_(std::move(wakeup)), most_waiting_(most_waiting) {}

Result<std::unique_ptr<Changes>> Changes::create(Repository repository, std::size_t most_waiting) {
  auto wakeup = Wakeup::create();
  if (!wakeup)
    return fail(wakeup.error());
  std::unique_ptr<Changes> changes(new Changes(std::move(repository), std::move(*wakeup), most_waiting));
  changes->look();
  return changes;
}

std::shared_ptr<const Current> Changes::current() const {
  const std::lock_guard lock(mutex_);
  return current_;
}

void Changes::wait(const std::string& after, SteadyTime deadline, http::Responder responder) {
  std::shared_ptr<const Current> newer;
  {
    const std::lock_guard lock(mutex_);
    if (current_ && current_->version != after) {
      newer = current_;
    } else if (waiting_.size() < most_waiting_) {
      waiting_.push_back({after, deadline, std::move(responder)});
      wakeup_.ring();
      return;
    }
  }
  responder.answer(newer ? change_response(*newer) : http::text_response(503, "too many are waiting"));
}

void Changes::look() {
  const auto bytes = read_file(repository_.timestamp(), k_most_timestamp_bytes);
  if (!bytes) {
    // Keep serving what we have: a file that is gone or unreadable for a moment is no news.
    if (bytes.error().kind != ErrorKind::not_found)
      log::warning("{}", bytes.error().message.en);
    return;
  }
  {
    const std::lock_guard lock(mutex_);
    if (current_ && current_->timestamp == as_text(*bytes))
      return;
  }
  const auto catalogue = peek_catalogue(repository_);
  if (!catalogue) {
    log::warning("{}", catalogue.error().message.en);
    return;
  }
  auto found = std::make_shared<Current>();
  found->version = std::to_string(catalogue->timestamp.version);
  found->timestamp = as_text(*bytes);
  found->assigned = assignments_of(*catalogue);
  if (const auto releases = releases_of(*catalogue); !releases.empty())
    found->newest = releases.front().id;
  log::info("version {} is current; the newest release is {}", found->version,
            found->newest.value.substr(0, 12));
  const std::lock_guard lock(mutex_);
  current_ = std::move(found);
}

void Changes::answer_due(SteadyTime now) {
  std::vector<Waiting> due;
  std::shared_ptr<const Current> current;
  {
    const std::lock_guard lock(mutex_);
    current = current_;
    const auto is_due = [&](const Waiting& each) {
      return each.deadline <= now || each.responder.abandoned() ||
             (current && current->version != each.after);
    };
    const auto from = std::stable_partition(waiting_.begin(), waiting_.end(),
                                            [&](const Waiting& each) { return !is_due(each); });
    due.assign(std::make_move_iterator(from), std::make_move_iterator(waiting_.end()));
    waiting_.erase(from, waiting_.end());
  }
  for (Waiting& each : due) {
    each.responder.answer(current && current->version != each.after ? change_response(*current)
                                                                    : nothing_new());
  }
}

void Changes::run(std::stop_token stop) {
  const std::stop_callback wake(stop, [this] { wakeup_.ring(); });
  const UniqueFd notices = watch_folder(repository_.folder);
  auto next_look = std::chrono::steady_clock::now();
  while (!stop.stop_requested()) {
    pollfd heard[2] = {{wakeup_.fd(), POLLIN, 0}, {notices.get(), POLLIN, 0}};
    ::poll(heard, 2, 1000);
    wakeup_.hear();
    bool told = false;
    if (heard[1].revents != 0) {
      alignas(inotify_event) char events[4096];
      while (::read(notices.get(), events, sizeof events) > 0)
        told = true;
    }
    const auto now = std::chrono::steady_clock::now();
    if (told || now >= next_look) {
      look();
      next_look = now + 1s;
    }
    answer_due(now);
  }
}

}  // namespace madang::server
