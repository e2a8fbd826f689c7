// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/fetch/fetcher.h"

#include <algorithm>
#include <iterator>

#include "content-schema/base/digest.h"
#include "content-schema/base/log.h"
#include "content-schema/wire/codec.h"
#include "scheduler/trust/verify.h"

namespace madang::fetch {
namespace {

using namespace std::chrono_literals;

constexpr auto k_progress = 2s;

std::string short_id(const ReleaseId& id) {
  return id.value.substr(0, 12);
}

/// Faults after which what came of a file can still be gone on with.
bool may_resume(Reason reason) {
  return reason == Reason::unreachable || reason == Reason::stalled || reason == Reason::short_body ||
         reason == Reason::stopped || reason == Reason::disk;
}

}  // namespace

Fetcher::Fetcher(FetchOptions options, Store store, ReleaseCalls calls, std::function<SysTime()> now,
                 std::function<double()> random)
    : options_(std::move(options)),
      store_(std::move(store)),
      calls_(std::move(calls)),
      now_(std::move(now)),
      random_(std::move(random)),
      transfer_(options_.authorities) {}

void Fetcher::run(std::stop_token stop) {
  bool may_have_changed = true;
  while (!stop.stop_requested()) {
    scrub(std::chrono::steady_clock::now());
    if (may_have_changed || !damaged_.empty() || (declined_ && is_worth_trying(declined_->release))) {
      const std::int64_t before = version_;
      const auto done = round(stop);
      if (stop.stop_requested())
        break;
      if (!done) {
        tell(done.error());
        sleep(backoff(status_.failures, random_(), options_.backoff), stop);
        continue;
      }
      tell(std::nullopt);
      // A server that announces changes and has none is not asked in a tight circle.
      if (version_ == before && !*done)
        sleep(options_.backoff.least, stop);
    }
    const auto changed = wait_for_change(stop);
    if (stop.stop_requested())
      break;
    if (!changed) {
      tell(changed.error());
      sleep(backoff(status_.failures, random_(), options_.backoff), stop);
    } else if (look_at_store() && calls_.status) {
      calls_.status(status_);  // midnight has passed, or others write to the disk
    }
    may_have_changed = !changed || *changed;
  }
}

void Fetcher::tell(std::optional<Fault> fault) {
  if (fault) {
    ++status_.failures;
    if (status_.failures == 1 || !status_.fault || status_.fault->reason != fault->reason) {
      log::warning("fetch: {}: {}", word(fault->reason), fault->error.message.en);
    }
  } else {
    if (status_.failures > 0 && status_.fault->reason != Reason::no_room)
      log::info("fetch: the server is well again after {} failures", status_.failures);
    status_.failures = 0;
    if (declined_)
      fault = declined_->why;
  }
  status_.fault = std::move(fault);
  if (calls_.status)
    calls_.status(status_);
}

void Fetcher::sleep(Millis length, std::stop_token stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  never.wait_for(lock, stop, length, [] { return false; });
}

bool Fetcher::look_at_store() {
  const auto use = store_.use(now_());
  const auto before = std::exchange(status_.use, use ? std::optional(*use) : std::nullopt);
  return status_.use != before;
}

bool Fetcher::is_worth_trying(const ReleaseId& offered) const {
  return fetch::is_worth_trying(declined_, offered, status_.use ? status_.use->free : 0,
                                std::chrono::steady_clock::now());
}

Fetched<bool> Fetcher::round(std::stop_token stop) {
  auto done = look(std::move(stop));
  if (const auto noted = store_.note_written(now_()); !noted)
    log::info("fetch: {}", noted.error().message.en);
  look_at_store();
  return done;
}

void Fetcher::scrub(SteadyTime now) {
  if (now < next_scrub_ || !store_.active())
    return;
  if (!damaged_.empty())
    return;  // mended first
  const auto step = store_.scrub(options_.scrub_bytes);
  next_scrub_ = now + (step.at_end ? options_.scrub_rest : options_.scrub_pause);
  for (const ManifestFile& file : step.wrong) {
    log::error("fetch: '{}' is damaged on the disk; it is fetched again", file.path);
    damaged_.push_back(file);
  }
  status_.damaged = damaged_.size();
}

Fetched<void> Fetcher::mend(std::stop_token stop) {
  if (damaged_.empty() || !store_.active())
    return {};
  const ReleaseId id = store_.active()->id;
  if (auto room = store_.make_room(id, damaged_); !room)
    return fault(room.error().kind == ErrorKind::limit ? Reason::no_room : Reason::disk, room.error());
  const auto downloaded = download_all(id, damaged_, std::move(stop));
  status_.fetching.reset();
  if (!downloaded)
    return downloaded;
  if (const auto release = store_.activate(id); !release)
    return fault(Reason::disk, release.error());
  log::info("fetch: what was damaged on the disk is well again");
  damaged_.clear();
  status_.damaged = 0;
  return {};
}

Fetched<bool> Fetcher::look(std::stop_token stop) {
  const auto offer = look_for_offer(options_.offers, transfer_, now_(), stop);
  if (!offer)
    return tl::unexpected<Fault>(offer.error());
  version_ = offer->version;
  const ReleaseId& id = offer->assignment.release;
  status_.wanted = id;
  const bool is_active = store_.active() && store_.active()->id == id;
  if (is_worth_trying(id)) {
    declined_.reset();
    if (!is_active)
      return take(offer->assignment, std::move(stop));
  }
  // Only when there is nothing better to do: what cannot be mended must not keep a new release away.
  if (auto mended = mend(std::move(stop)); !mended)
    return tl::unexpected<Fault>(mended.error());
  return false;
}

Fetched<std::string> Fetcher::fetch_manifest(const trust::Assignment& assignment, std::stop_token stop) {
  Order order;
  order.url = options_.offers.server + '/' + assignment.manifest;
  order.most_bytes = std::min<std::uint64_t>(assignment.manifest_bytes, k_most_manifest_bytes);
  order.patience = options_.offers.patience;
  std::string manifest;
  const auto answer = transfer_.run(order, manifest, std::move(stop));
  if (!answer)
    return tl::unexpected<Fault>(answer.error());
  if (release_id(as_bytes(manifest)) != assignment.release) {
    return fault(Reason::wrong_digest, "{}: 서명된 것과 다른 내용입니다.", "{}: this is not what was signed.",
                 order.url);
  }
  return manifest;
}

Fetched<bool> Fetcher::take(const trust::Assignment& assignment, std::stop_token stop) {
  const ReleaseId& id = assignment.release;
  const auto refuse = [&](const Error& error) -> Fetched<bool> {
    log::error("fetch: release {} is not shown: {}", short_id(id), error.message.en);
    declined_ = Declined{id, Fault{Reason::unfit, error}, std::nullopt};
    return false;
  };
  const auto manifest = fetch_manifest(assignment, stop);
  if (!manifest)
    return tl::unexpected<Fault>(manifest.error());
  const auto fit = verify_manifest(as_bytes(*manifest));
  if (!fit)
    return refuse(fit.error());
  if (auto put = store_.put_manifest(id, as_bytes(*manifest)); !put)
    return fault(Reason::disk, put.error());
  auto missing = store_.missing(id);
  if (!missing)
    return fault(Reason::disk, missing.error());
  std::vector<ManifestFile> again;  // here by their length, and not what they should be
  std::copy_if(damaged_.begin(), damaged_.end(), std::back_inserter(again), [&](const ManifestFile& spoilt) {
    return std::any_of(fit->files.begin(), fit->files.end(),
                       [&](const ManifestFile& file) { return file.sha256 == spoilt.sha256; });
  });
  if (auto made = store_.make_room(id, again); !made) {
    if (made.error().kind != ErrorKind::limit)
      return fault(Reason::disk, made.error());
    const auto room = store_.room_for(id, again);
    look_at_store();
    if (room && status_.use) {
      declined_ = without_room(id, {Reason::no_room, made.error()}, *room, status_.use->free,
                               std::chrono::steady_clock::now(), options_.room_rest);
    }
    return fault(Reason::no_room, made.error());
  }
  missing->insert(missing->end(), again.begin(), again.end());
  const auto downloaded = download_all(id, *missing, stop);
  status_.fetching.reset();
  if (!downloaded)
    return tl::unexpected<Fault>(downloaded.error());
  const auto staged = store_.stage(id);
  if (!staged)
    return fault(Reason::disk, staged.error());
  const Release* active = store_.active() ? &*store_.active() : nullptr;
  if (auto accepted = calls_.accept(*staged, active, stop); !accepted) {
    if (stop.stop_requested())
      return fault(Reason::stopped, accepted.error());
    if (accepted.error().kind == ErrorKind::unavailable)
      return fault(Reason::unfit, accepted.error());
    return refuse(accepted.error());
  }
  const auto release = store_.activate(id);
  if (!release)
    return fault(Reason::disk, release.error());
  log::info("fetch: release {} is active", short_id(id));
  damaged_.clear();
  status_.damaged = 0;
  calls_.activated(*release);
  if (const auto swept = store_.sweep(); !swept)
    log::info("fetch: nothing swept: {}", swept.error().message.en);
  return true;
}

Fetched<void> Fetcher::download_all(const ReleaseId& id, const std::vector<ManifestFile>& missing,
                                    std::stop_token stop) {
  std::uint64_t bytes = 0;
  for (const auto& file : missing)
    bytes += file.length;
  log::info("fetch: release {}: {} files of {} bytes to fetch", short_id(id), missing.size(), bytes);
  status_.fetching = Fetching{id, bytes, bytes};
  for (const auto& file : missing) {
    if (auto done = download(file, stop); !done)
      return done;
  }
  return {};
}

void Fetcher::tell_progress(SteadyTime now) {
  if (now - told_progress_ < k_progress)
    return;
  told_progress_ = now;
  if (calls_.status)
    calls_.status(status_);
}

Fetched<void> Fetcher::download(const ManifestFile& file, std::stop_token stop) {
  auto incoming = store_.receive(file.sha256, file.length);
  if (!incoming)
    return fault(Reason::disk, incoming.error());
  std::uint64_t& left = status_.fetching->left;
  left -= incoming->have();
  if (incoming->have() < file.length) {
    const std::string hex = file.sha256.hex();
    Order order;
    order.url = fmt::format("{}/objects/{}/{}", options_.offers.server, hex.substr(0, 2), hex);
    order.most_bytes = file.length;
    order.offset = incoming->have();
    order.patience = options_.offers.patience;
    Sink sink;
    sink.begin = [&](std::uint64_t starts_at) -> Status {
      if (starts_at > 0 || incoming->have() == 0)
        return {};
      left += incoming->have();
      return incoming->restart();
    };
    sink.write = [&](std::span<const std::byte> bytes) -> Status {
      if (auto written = incoming->write(bytes); !written)
        return written;
      left -= bytes.size();
      // Where this fails the end of the round says so.
      [[maybe_unused]] const auto noted = store_.note_written(now_(), options_.note_bytes);
      tell_progress(std::chrono::steady_clock::now());
      return {};
    };
    const auto answer = transfer_.run(order, sink, std::move(stop));
    if (!answer) {
      // What a server sent that does not even keep to the length is not worth going on with.
      if (!may_resume(answer.error().reason)) [[maybe_unused]]
        const auto forgotten = incoming->restart();
      return tl::unexpected<Fault>(answer.error());
    }
    if (incoming->have() < file.length) {
      return fault(Reason::short_body, "{}: {}바이트여야 하는데 {}바이트만 왔습니다.",
                   "{}: {} bytes were expected and {} came.", file.path, file.length, incoming->have());
    }
  }
  if (auto done = incoming->commit(); !done) {
    return fault(done.error().kind == ErrorKind::invalid ? Reason::wrong_digest : Reason::disk, done.error());
  }
  return {};
}

Fetched<bool> Fetcher::wait_for_change(std::stop_token stop) {
  Order order;
  order.url =
      fmt::format("{}/changes?after={}&wait={}", options_.offers.server, version_, options_.wait.count());
  order.most_bytes = 4096;
  order.patience = options_.offers.patience;
  order.patience.answer += options_.wait;
  std::string body;
  const auto answer = transfer_.run(order, body, stop);
  if (!answer && answer.error().reason == Reason::not_found) {
    // A plain web server: look again after a while, each kiosk at a moment of its own.
    sleep(options_.poll / 2 + std::chrono::floor<Millis>(options_.poll * random_()), stop);
    return true;
  }
  if (!answer)
    return tl::unexpected<Fault>(answer.error());
  return answer->status == 200;
}

}  // namespace madang::fetch
