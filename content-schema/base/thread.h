// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <pthread.h>

#include <functional>
#include <stop_token>
#include <string>
#include <thread>

namespace madang {

/// Starts `work` on a thread named `name` (15 characters at most, as Linux keeps). The jthread asks for
/// stop and joins when it dies; components offer `run(std::stop_token)` and only an app starts them.
template <class Work>
std::jthread start_thread(const std::string& name, Work work) {
  std::jthread thread(std::move(work));
  pthread_setname_np(thread.native_handle(), name.substr(0, 15).c_str());
  return thread;
}

}  // namespace madang
