// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/support/tuf_server.h"

#include "content-schema/base/thread.h"
#include "scheduler/trust/percent.h"

namespace madang::test {

TufServer::TufServer()
    : server_(http::Server::create("127.0.0.1", 0,
                                   [this](http::Request request, http::Responder responder) {
                                     responder.answer(answer(request.path));
                                   })
                  .value()),
      url_(http::to_url({"127.0.0.1", server_.port()})),
      thread_(start_thread("tuf-server", [this](std::stop_token stop) { server_.run(std::move(stop)); })) {}

void TufServer::serve(const TufRepository& repository) {
  const std::lock_guard lock(mutex_);
  documents_ = repository.documents;
  files_ = repository.files;
}

std::vector<std::string> TufServer::take_requests() {
  const std::lock_guard lock(mutex_);
  return std::exchange(requests_, {});
}

http::Response TufServer::answer(const std::string& path) {
  constexpr std::string_view k_metadata = "/metadata/";
  constexpr std::string_view k_targets = "/targets/";
  const std::lock_guard lock(mutex_);
  requests_.push_back(path);
  const bool is_document = path.starts_with(k_metadata);
  const auto& all = is_document ? documents_ : files_;
  // Documents bear encoded names, and the request has been decoded: a client that had not encoded it all
  // would not come here with the whole name.
  const auto found = is_document ? all.find(trust::percent_encoded(path.substr(k_metadata.size())))
                     : path.starts_with(k_targets) ? all.find(path.substr(k_targets.size()))
                                                   : all.end();
  http::Response response;
  if (found == all.end()) {
    response.status = 404;
    return response;
  }
  response.body = found->second;
  return response;
}

}  // namespace madang::test
