// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/fetch/fetcher.h"

#include "content-schema/base/digest.h"
#include "content-schema/base/log.h"
#include "content-schema/wire/codec.h"
#include "scheduler/trust/verify.h"

namespace madang::fetch {
namespace {

using namespace std::chrono_literals;

std::string short_id(const ReleaseId& id) {
  return id.value.substr(0, 12);
}

/// Faults after which what came of a file can still be gone on with.
bool may_resume(Reason reason) {
  return reason == Reason::unreachable || reason == Reason::stalled || reason == Reason::short_body ||
         reason == Reason::stopped || reason == Reason::disk;
}

}  // namespace

Fetcher::Fetcher(FetchOptions options, Store store, ReleaseCalls calls, std::function<double()> random)
    : options_(std::move(options)),
      store_(std::move(store)),
      calls_(std::move(calls)),
      random_(std::move(random)) {}

void Fetcher::run(std::stop_token stop) {
  bool may_have_changed = true;
  while (!stop.stop_requested()) {
    if (may_have_changed) {
      const ReleaseId before = status_.wanted;
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
      if (status_.wanted == before && !*done)
        sleep(options_.backoff.least, stop);
    }
    const auto changed = wait_for_change(stop);
    if (stop.stop_requested())
      break;
    if (!changed) {
      tell(changed.error());
      sleep(backoff(status_.failures, random_(), options_.backoff), stop);
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
    if (status_.failures > 0)
      log::info("fetch: the server is well again after {} failures", status_.failures);
    status_.failures = 0;
    fault = refused_reason_;
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

Fetched<bool> Fetcher::round(std::stop_token stop) {
  Order order;
  order.url = options_.server + "/release.json";
  order.most_bytes = k_most_manifest_bytes;
  order.patience = options_.patience;
  // Our tag is the id; a server with tags of its own will send the manifest again, and it will be known by
  // its digest.
  const ReleaseId active = store_.active() ? store_.active()->id : ReleaseId{};
  order.if_none_match = refused_.empty() ? active.value : refused_.value;
  std::string manifest;
  const auto answer = transfer_.run(order, manifest, stop);
  if (!answer)
    return tl::unexpected<Fault>(answer.error());
  if (answer->status == 304) {
    status_.wanted = ReleaseId{order.if_none_match};
    return false;
  }
  if (answer->status != 200) {
    return fault(Reason::garbage, "{}: 서버가 내용 없이 답했습니다.",
                 "{}: the server answered without a manifest.", order.url);
  }
  const ReleaseId id = release_id(as_bytes(manifest));
  status_.wanted = id;
  if (id == refused_)
    return false;
  refused_ = {};
  refused_reason_.reset();
  if (id == active)
    return false;
  return take(id, manifest, std::move(stop));
}

Fetched<bool> Fetcher::take(const ReleaseId& id, const std::string& manifest, std::stop_token stop) {
  const auto refuse = [&](Reason reason, const Error& error) -> Fetched<bool> {
    log::error("fetch: release {} is not shown: {}", short_id(id), error.message.en);
    refused_ = id;
    refused_reason_ = Fault{reason, error};
    return false;
  };
  if (const auto trusted = verify_manifest(as_bytes(manifest)); !trusted) {
    const auto decoded = decode_manifest(as_bytes(manifest));
    return refuse(decoded ? Reason::untrusted : Reason::garbage, trusted.error());
  }
  if (auto put = store_.put_manifest(id, as_bytes(manifest)); !put)
    return fault(Reason::disk, put.error());
  const auto missing = store_.missing(id);
  if (!missing)
    return fault(Reason::disk, missing.error());
  std::uint64_t bytes = 0;
  for (const auto& file : *missing)
    bytes += file.length;
  log::info("fetch: release {}: {} files of {} bytes to fetch", short_id(id), missing->size(), bytes);
  for (const auto& file : *missing) {
    if (auto done = download(file, stop); !done)
      return tl::unexpected<Fault>(done.error());
  }
  const auto staged = store_.stage(id);
  if (!staged)
    return fault(Reason::disk, staged.error());
  if (auto accepted = calls_.accept(*staged); !accepted)
    return refuse(Reason::untrusted, accepted.error());
  const auto release = store_.activate(id);
  if (!release)
    return fault(Reason::disk, release.error());
  log::info("fetch: release {} is active", short_id(id));
  calls_.activated(*release);
  if (const auto swept = store_.sweep(); !swept)
    log::info("fetch: nothing swept: {}", swept.error().message.en);
  return true;
}

Fetched<void> Fetcher::download(const ManifestFile& file, std::stop_token stop) {
  auto incoming = store_.receive(file.sha256, file.length);
  if (!incoming)
    return fault(Reason::disk, incoming.error());
  if (incoming->have() < file.length) {
    const std::string hex = file.sha256.hex();
    Order order;
    order.url = fmt::format("{}/objects/{}/{}", options_.server, hex.substr(0, 2), hex);
    order.most_bytes = file.length;
    order.offset = incoming->have();
    order.patience = options_.patience;
    Sink sink;
    sink.begin = [&](std::uint64_t starts_at) -> Status {
      return starts_at == 0 && incoming->have() > 0 ? incoming->restart() : Status{};
    };
    sink.write = [&](std::span<const std::byte> bytes) { return incoming->write(bytes); };
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
  order.url = fmt::format("{}/changes?after={}&wait={}", options_.server, status_.wanted.value,
                          options_.wait.count());
  order.most_bytes = 4096;
  order.patience = options_.patience;
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
