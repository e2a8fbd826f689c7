// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors

// The client that the suite tuf-conformance runs: scheduler/trust behind the command line of tuf_options.h,
// and nothing that the scheduler would not do. 0 when all of it succeeded, else 1 and a line on standard
// error.

#include <cstdio>
#include <filesystem>

#include "content-schema/base/clock.h"
#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"
#include "scheduler/fetch/transfer.h"
#include "scheduler/trust/contents.h"
#include "scheduler/trust/percent.h"
#include "scheduler/trust/updater.h"
#include "tests/conformance/tuf_options.h"

namespace madang::conformance {
namespace {

namespace fs = std::filesystem;
using trust::Checked;
using trust::Reason;

trust::Fault to_trust(fetch::Fault fault) {
  const Reason reason = fault.reason == fetch::Reason::not_found   ? Reason::not_found
                        : fault.reason == fetch::Reason::long_body ? Reason::too_large
                        : fault.reason == fetch::Reason::disk      ? Reason::disk
                                                                   : Reason::unreachable;
  return {reason, std::move(fault.error)};
}

trust::Fetch fetch_from(const std::string& url, fetch::Transfer& transfer) {
  return
      [url, &transfer](const std::string& name, std::uint64_t most_bytes) -> Checked<std::vector<std::byte>> {
        fetch::Order order;
        order.url = url + name;
        order.most_bytes = most_bytes;
        std::string body;
        auto answer = transfer.run(order, body, {});
        if (!answer)
          return trust::fault(to_trust(std::move(answer.error())));
        const auto bytes = as_bytes(body);
        return std::vector<std::byte>(bytes.begin(), bytes.end());
      };
}

/// Whether the file is there and is what was announced.
bool is_there(const fs::path& path, const trust::TargetFile& file) {
  const auto bytes = read_file(path, file.length);
  return bytes && trust::check_contents(*bytes, file.length, file.hashes);
}

/// Streams a file to its place; it appears there only when it is what was announced.
Checked<void> download(const std::string& url, const fs::path& path, const trust::TargetFile& file,
                       fetch::Transfer& transfer) {
  auto contents = trust::Contents::announced(file.length, file.hashes);
  if (!contents)
    return trust::fault(std::move(contents.error()));
  auto aside = AtomicFile::create(path);
  if (!aside)
    return trust::fault(Reason::disk, std::move(aside.error()));
  fetch::Order order;
  order.url = url;
  order.most_bytes = file.length;
  fetch::Sink sink;
  sink.begin = [](std::uint64_t) -> Status { return {}; };
  sink.write = [&](std::span<const std::byte> bytes) -> Status {
    if (auto right = contents->update(bytes); !right)
      return fail(std::move(right.error().error));
    return aside->write(bytes);
  };
  if (auto answer = transfer.run(order, sink, {}); !answer)
    return trust::fault(to_trust(std::move(answer.error())));
  if (auto right = contents->finish(); !right)
    return right;
  if (auto committed = aside->commit(); !committed)
    return trust::fault(Reason::disk, std::move(committed.error()));
  return {};
}

Checked<void> init(const TufOptions& options) {
  const auto bytes = read_file(options.trusted_root, trust::UpdateLimits{}.root_bytes);
  if (!bytes)
    return trust::fault(Reason::no_root, bytes.error());
  if (auto root = trust::trusted_root(*bytes); !root)
    return trust::fault(std::move(root.error()));
  std::error_code failure;
  fs::create_directories(options.metadata_dir, failure);  // the write says it where this failed
  return trust::MetadataFolder(options.metadata_dir).write("root", *bytes);
}

Checked<void> refresh_and_download(const TufOptions& options) {
  fetch::Transfer transfer;
  const trust::Updater updater(trust::MetadataFolder(options.metadata_dir),
                               fetch_from(options.metadata_url, transfer));
  auto trusted = updater.refresh(Clock().now());
  if (!trusted)
    return trust::fault(std::move(trusted.error()));
  if (options.command == TufOptions::Command::refresh)
    return {};
  for (const std::string& name : options.target_names) {
    const auto file = updater.find_target(*trusted, name);
    if (!file)
      return trust::fault(file.error());
    const fs::path path = options.target_dir / trust::percent_encoded(name);
    if (is_there(path, *file))
      continue;
    const std::string url =
        options.target_base_url + trust::percent_encoded_path(trust::target_name(trusted->root, name, *file));
    if (auto downloaded = download(url, path, *file, transfer); !downloaded)
      return downloaded;
  }
  return {};
}

int run(std::span<const char* const> arguments) {
  const Lang lang = lang_of_environment();
  const auto options = parse_tuf_options(arguments);
  if (!options) {
    fmt::print(stderr, "tuf_client: {}\n", options.error().message.in(lang));
    return 1;
  }
  const auto done =
      options->command == TufOptions::Command::init ? init(*options) : refresh_and_download(*options);
  if (done)
    return 0;
  fmt::print(stderr, "tuf_client: {}: {}\n", word(done.error().reason), done.error().error.message.in(lang));
  return 1;
}

}  // namespace
}  // namespace madang::conformance

int main(int count, char** arguments) {
  return madang::conformance::run(
      std::span<const char* const>(arguments, static_cast<std::size_t>(count)).subspan(1));
}
