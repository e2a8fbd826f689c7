// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/support/http_client.h"

#include <curl/curl.h>

#include <memory>

namespace madang::test {
namespace {

size_t keep_body(char* data, size_t, size_t length, void* into) {
  static_cast<std::string*>(into)->append(data, length);
  return length;
}

size_t keep_header(char* data, size_t, size_t length, void* into) {
  const std::string line(data, length);
  const auto colon = line.find(':');
  if (colon == std::string::npos)
    return length;
  std::string name = line.substr(0, colon);
  for (char& c : name)
    c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  std::string value = line.substr(colon + 1);
  value.erase(0, value.find_first_not_of(' '));
  value.erase(value.find_last_not_of("\r\n") + 1);
  (*static_cast<std::map<std::string, std::string>*>(into))[name] = value;
  return length;
}

}  // namespace

HttpAnswer http(const std::string& url, const HttpOrder& order) {
  static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  HttpAnswer answer;
  const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> easy(ready ? curl_easy_init() : nullptr,
                                                                 curl_easy_cleanup);
  curl_slist* list = curl_slist_append(nullptr, "Expect:");
  for (const auto& each : order.headers)
    list = curl_slist_append(list, each.c_str());
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(list, curl_slist_free_all);

  CURL* curl = easy.get();
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  if (!order.from.empty())
    curl_easy_setopt(curl, CURLOPT_INTERFACE, ("host!" + order.from).c_str());
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(order.most.count()));
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &keep_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer.body);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &keep_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &answer.headers);
  if (order.method == "HEAD") {
    curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
  } else if (order.method != "GET") {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(order.body.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, order.body.c_str());
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, order.method.c_str());
  }
  const auto start = std::chrono::steady_clock::now();
  curl_easy_perform(curl);
  answer.took =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  answer.status = static_cast<int>(status);
  return answer;
}

}  // namespace madang::test
