// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/ops/kept_time.h"

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"

namespace madang {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t k_most_bytes = 64;

Result<SysTime> read_time(const std::filesystem::path& file) {
  return read_file(file, k_most_bytes).and_then([](const std::vector<std::byte>& bytes) {
    const auto text = as_text(bytes);
    return parse_iso8601(text.substr(0, text.find('\n')));
  });
}

}  // namespace

KeptTime::KeptTime(std::filesystem::path file) : file_(std::move(file)) {
  const auto read = read_time(file_);
  if (read) {
    time_ = *read;
    return;
  }
  if (read.error().kind == ErrorKind::not_found)
    return;
  if (read.error().kind != ErrorKind::invalid && read.error().kind != ErrorKind::limit) {
    damage_ = read.error().message;  // the disk's fault, and perhaps not for ever
    return;
  }
  auto aside = file_;
  aside += ".broken";
  std::error_code ignored;
  std::filesystem::rename(file_, aside, ignored);
  damage_ = say("마지막 시각을 적어 둔 '{0}'을(를) 읽을 수 없어 '{1}'(으)로 옮겨 두었습니다.",
                "the last time kept in '{0}' cannot be understood and was moved to '{1}'.", file_.string(),
                aside.string());
}

bool KeptTime::is_due(const std::optional<SysTime>& kept, SysTime synchronised, Occasion occasion) {
  if (!kept || synchronised < *kept)
    return true;
  return synchronised - *kept >= (occasion == Occasion::ending ? Millis{1min} : Millis{1h});
}

Status KeptTime::keep(SysTime synchronised, Occasion occasion) {
  if (!is_due(time_, synchronised, occasion))
    return {};
  if (auto written = write_file_atomically(file_, as_bytes(to_iso8601(synchronised) + "\n")); !written)
    return written;
  time_ = synchronised;
  damage_.reset();
  return {};
}

}  // namespace madang
