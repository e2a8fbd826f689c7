// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <memory>

namespace madang {

template <auto Free>
struct FreeWith {
  template <class T>
  void operator()(T* handle) const noexcept {
    Free(handle);
  }
};

/// The one owner of a C library's handle: `using CurlEasy = Owned<CURL, curl_easy_cleanup>;`.
/// All owners for one library sit in one header of the folder that is its only user.
template <class T, auto Free>
using Owned = std::unique_ptr<T, FreeWith<Free>>;

}  // namespace madang
