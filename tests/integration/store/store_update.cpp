// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors

// The update of story.h in a process of its own, to be killed and lied to:
//
//     madang-store-update prepare ROOT
//     madang-store-update update ROOT ample|tight TRIES   0 when the new release is active; a line for each
//     try madang-store-update examine ROOT ample|tight        "old" or "new", and a line for each thing wrong
//
// It never runs as root, who may do anything and notices no permission that a kiosk would lack.
#include <fmt/format.h>
#include <grp.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

#include "tests/integration/store/story.h"

using namespace madang;
using namespace madang::test;

namespace {

constexpr unsigned k_nobody = 65534;

bool become_nobody() {
  return ::geteuid() != 0 ||
         (::setgroups(0, nullptr) == 0 && ::setgid(k_nobody) == 0 && ::setuid(k_nobody) == 0);
}

constexpr std::string_view word(ErrorKind kind) {
  constexpr std::array k_words{"invalid",     "not-found",     "limit",   "refused",
                               "unavailable", "end-of-stream", "not-yet", "bug"};
  return k_words.at(static_cast<size_t>(kind));
}

void tell(const Error& error) {
  fmt::print("{}: {} / {}\n", word(error.kind), error.message.en, error.message.ko);
}

/// As the scheduler: the store stays open from one try to the next. Where it could not even be opened, the
/// program would be started again.
int update(const std::string& root, Space space, int tries) {
  std::optional<Store> store;
  for (int i = 0; i < tries; ++i) {
    if (!store) {
      auto opened = Store::open(root, options_for(root, space));
      if (!opened) {
        fmt::print("not opened: ");
        tell(opened.error());
        continue;
      }
      store.emplace(std::move(*opened));
    }
    const auto done = update_to_new(*store);
    if (done) {
      fmt::print("done\n");
      return 0;
    }
    fmt::print("{}: ", store->active() ? store->active()->id.value.substr(0, 8) : "nothing");
    tell(done.error());
    if (store->active()) {
      const bool is_new = store->active()->id == new_release().id;
      if (files_under(store->active()->folder) != (is_new ? new_release() : old_release()).files)
        fmt::print("MIXED\n");
    }
  }
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view verb = argc > 2 ? argv[1] : "";
  if (verb.empty() || !become_nobody())
    return 2;
  const std::string root = argv[2];
  if (verb == "prepare") {
    const auto prepared = prepare_story(root);
    if (!prepared)
      tell(prepared.error());
    return prepared ? 0 : 1;
  }
  const Space space = argc > 3 && std::string_view(argv[3]) == "tight" ? Space::tight : Space::ample;
  if (verb == "update")
    return update(root, space, argc > 4 ? std::atoi(argv[4]) : 1);
  if (verb != "examine")
    return 2;
  const Verdict verdict = examine(root, space);
  fmt::print("{}\n", verdict.is_new ? "new" : "old");
  for (const auto& each : verdict.problems)
    fmt::print("{}\n", each);
  return verdict.problems.empty() ? 0 : 1;
}
