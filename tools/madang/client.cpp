// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/madang/client.h"

#include "scheduler/fetch/transfer.h"

namespace madang::tool {

Result<Reply> request(const std::string& url, const std::optional<std::string>& post,
                      const std::vector<std::string>& headers, std::chrono::milliseconds most) {
  fetch::Order order;
  order.url = url;
  order.post = post;
  order.headers = headers;
  order.every_status = true;
  order.most_bytes = 64u << 20;
  order.patience.answer = most;
  fetch::Transfer transfer;
  Reply reply;
  const auto answer = transfer.run(order, reply.body, {});
  if (!answer)
    return fail(answer.error().error);
  reply.status = answer->status;
  return reply;
}

}  // namespace madang::tool
