// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <curl/curl.h>

#include "content-schema/base/owned.h"

namespace madang::fetch {

// All owners of curl's handles; only sources that call curl include this.

using CurlEasy = Owned<CURL, curl_easy_cleanup>;
using CurlMulti = Owned<CURLM, curl_multi_cleanup>;
using CurlList = Owned<curl_slist, curl_slist_free_all>;

/// Once for the process, whoever comes first. Thread-safe.
bool start_curl();

}  // namespace madang::fetch
