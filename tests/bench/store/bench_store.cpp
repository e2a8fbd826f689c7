// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdlib>
#include <random>

#include "content-schema/wire/codec.h"
#include "scheduler/store/store.h"
#include "tests/support/temp_folder.h"

// What a store costs: a kiosk with a release of 10,000 files is to start within a second, and bringing in a
// large video should take no longer than hashing it with sha256sum and copying it with cp. On the disk that
// TMPDIR names.
using namespace madang;
using test::TempFolder;

namespace {

constexpr std::size_t k_piece = 64 << 10;

std::string noise(std::uint64_t seed, std::size_t length) {
  std::mt19937_64 random(seed);
  std::string bytes((length + 7) / 8 * 8, '\0');
  for (std::size_t i = 0; i < bytes.size(); i += 8) {
    const std::uint64_t word = random();
    std::copy_n(reinterpret_cast<const char*>(&word), sizeof word,
                bytes.begin() + static_cast<std::ptrdiff_t>(i));
  }
  bytes.resize(length);
  return bytes;
}

/// A release of many small files, in folders of a hundred.
const TempFolder& store_of(int files) {
  static std::map<int, TempFolder> folders;
  const auto [found, is_new] = folders.try_emplace(files);
  if (is_new) {
    Store store = Store::open(found->second / "store").value();
    Manifest manifest;
    for (int i = 0; i < files; ++i) {
      const std::string bytes =
          noise(static_cast<std::uint64_t>(i), 300 + static_cast<std::size_t>(i % 50) * 100);
      manifest.files.push_back({fmt::format("media/{:03}/{:05}.png", i / 100, i), bytes.size(),
                                sha256(as_bytes(bytes)), std::nullopt});
      if (!store.put(as_bytes(bytes)))
        std::abort();
    }
    const std::string bytes = encode(manifest);
    const ReleaseId id = release_id(as_bytes(bytes));
    if (!store.put_manifest(id, as_bytes(bytes)) || !store.activate(id))
      std::abort();
  }
  return found->second;
}

void open_a_release(benchmark::State& state) {
  const auto root = store_of(static_cast<int>(state.range(0))) / "store";
  for (auto _ : state) {
    auto store = Store::open(root);
    if (!store || !store->active() || store->damage())
      state.SkipWithError("the release is not there");
  }
}
BENCHMARK(open_a_release)->ArgName("files")->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond);

/// What scrubbing costs in all: every byte is hashed again.
void scrub_a_release(benchmark::State& state) {
  Store store = Store::open(store_of(static_cast<int>(state.range(0))) / "store").value();
  for (auto _ : state) {
    if (!store.scrub(1ull << 40).wrong.empty())
      state.SkipWithError("the release is spoilt");
  }
}
BENCHMARK(scrub_a_release)->ArgName("files")->Arg(10000)->Unit(benchmark::kMillisecond);

/// Written, synced, read back from the disk and hashed, beside what two tools take for the same one after the
/// other. `ratio` is ours by theirs.
void bring_in_a_large_file(benchmark::State& state) {
  const TempFolder folder;
  const auto length = static_cast<std::size_t>(state.range(0)) << 20;
  const std::string block = noise(1, 8 << 20);
  Sha256 hash;
  {
    std::ofstream out(folder / "source", std::ios::binary);
    for (std::size_t done = 0; done < length; done += block.size()) {
      out << block;
      hash.update(as_bytes(block));
    }
  }
  const Digest digest = hash.finish();
  const auto seconds_of = [](const auto& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  const auto run = [&](const std::string& command) {
    if (std::system(command.c_str()) != 0)
      state.SkipWithError("a tool failed");
  };
  const std::string source = (folder / "source").string();
  double ours = 0;
  double hashing = 0;
  double copying = 0;
  for (auto _ : state) {
    std::filesystem::remove_all(folder / "store");
    Store store = Store::open(folder / "store").value();
    const double now = seconds_of([&] {
      Incoming incoming = store.receive(digest, length).value();
      for (std::size_t done = 0; done < length; done += k_piece) {
        if (!incoming.write(as_bytes(std::string_view(block).substr(done % block.size(), k_piece))))
          state.SkipWithError("not written");
      }
      if (!incoming.commit())
        state.SkipWithError("not committed");
    });
    state.SetIterationTime(now);
    ours += now;
    std::filesystem::remove_all(folder / "store");
    hashing += seconds_of([&] { run("sha256sum " + source + " > /dev/null"); });
    copying += seconds_of([&] { run("cp " + source + " " + source + ".copy && sync " + source + ".copy"); });
    run("rm " + source + ".copy");
  }
  const auto runs = static_cast<double>(state.iterations());
  state.SetBytesProcessed(static_cast<std::int64_t>(length) * static_cast<std::int64_t>(state.iterations()));
  state.counters["sha256sum_s"] = hashing / runs;
  state.counters["cp_sync_s"] = copying / runs;
  state.counters["ratio"] = ours / (hashing + copying);
}
BENCHMARK(bring_in_a_large_file)
    ->ArgName("MiB")
    ->Arg(1024)
    ->Iterations(3)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
