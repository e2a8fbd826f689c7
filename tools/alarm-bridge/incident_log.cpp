// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/incident_log.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <nlohmann/json.hpp>

#include "content-schema/base/file.h"

namespace madang::bridge {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr const char* k_exercises[] = {"actual", "drill", "test"};

tl::unexpected<Error> cannot_write(const fs::path& file, int code) {
  return fail(errno_kind(code), "비상 기록 '{}'에 쓰지 못했습니다: {}", "cannot write the records '{}': {}",
              file.string(), errno_text(code));
}

fs::path numbered(const fs::path& file, int number) {
  return number == 0 ? file : fs::path(file.string() + "." + std::to_string(number));
}

/// Where the last whole line ends.
std::uint64_t end_of_lines(int fd, std::uint64_t size) {
  char block[4096];
  while (size > 0) {
    const auto length = std::min<std::uint64_t>(size, sizeof block);
    if (::pread(fd, block, length, static_cast<off_t>(size - length)) != static_cast<ssize_t>(length))
      return 0;
    const auto found = std::string_view(block, length).rfind('\n');
    if (found != std::string_view::npos)
      return size - length + found + 1;
    size -= length;
  }
  return 0;
}

}  // namespace

const char* word(LogEntry::What what) {
  switch (what) {
    case LogEntry::What::raised:
      return "raised";
    case LogEntry::What::received:
      return "received";
    case LogEntry::What::displayed:
      return "displayed";
    case LogEntry::What::cleared:
      return "cleared";
    case LogEntry::What::expired:
      return "expired";
    case LogEntry::What::refused:
      return "refused";
    case LogEntry::What::link_lost:
      return "link-lost";
    case LogEntry::What::link_back:
      return "link-back";
    case LogEntry::What::panel:
      return "panel";
    case LogEntry::What::started:
      return "started";
  }
  return "";
}

std::string to_json_line(const LogEntry& entry) {
  Json json{{"at", to_iso8601(entry.at)}, {"what", word(entry.what)}};
  const auto add = [&](const char* key, const std::string& value) {
    if (!value.empty())
      json[key] = value;
  };
  add("incident", entry.incident);
  add("kind", entry.kind);
  if (entry.exercise)
    json["exercise"] = k_exercises[static_cast<std::size_t>(*entry.exercise)];
  add("place", entry.place);
  add("screen", entry.screen);
  add("road", entry.road);
  add("source", entry.source);
  add("by", entry.by);
  if (entry.ms)
    json["ms"] = entry.ms->count();
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Status IncidentLog::append(const std::vector<LogEntry>& entries) {
  if (entries.empty())
    return {};
  std::string lines;
  for (const LogEntry& each : entries)
    lines += to_json_line(each) + "\n";
  if (auto opened = open(); !opened)
    return opened;
  if (size_ > 0 && size_ + lines.size() > most_bytes_) {
    if (auto rotated = rotate(); !rotated)
      return rotated;
    if (auto opened = open(); !opened)
      return opened;
  }
  for (std::size_t done = 0; done < lines.size();) {
    const auto wrote =
        ::pwrite(fd_.get(), lines.data() + done, lines.size() - done, static_cast<off_t>(size_ + done));
    if (wrote < 0 && errno == EINTR)
      continue;
    if (wrote <= 0) {
      const int code = wrote < 0 ? errno : ENOSPC;
      fd_.reset();  // half a line goes when it is opened again
      return cannot_write(file_, code);
    }
    done += static_cast<std::size_t>(wrote);
  }
  if (::fdatasync(fd_.get()) != 0) {
    const int code = errno;
    // Whether they are there nobody knows: they are taken back, as they will be said again.
    if (::ftruncate(fd_.get(), static_cast<off_t>(size_)) != 0)
      return cannot_write(file_, errno);
    return cannot_write(file_, code);
  }
  size_ += lines.size();
  return {};
}

Status IncidentLog::open() {
  struct stat facts {
  }, named{};
  // A file that somebody removed would take every line and show none.
  if (fd_.valid() && ::fstat(fd_.get(), &facts) == 0 && ::stat(file_.c_str(), &named) == 0 &&
      facts.st_ino == named.st_ino && facts.st_dev == named.st_dev)
    return {};
  UniqueFd fd(::open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640));
  if (!fd.valid() || ::fstat(fd.get(), &facts) != 0)
    return cannot_write(file_, errno);
  const auto length = static_cast<std::uint64_t>(facts.st_size);
  size_ = end_of_lines(fd.get(), length);
  if (size_ != length && ::ftruncate(fd.get(), static_cast<off_t>(size_)) != 0)
    return cannot_write(file_, errno);
  fd_ = std::move(fd);
  return sync_folder(file_.parent_path());
}

Status IncidentLog::rotate() {
  fd_.reset();
  for (int number = k_old_logs; number > 0; --number) {
    const auto from = numbered(file_, number - 1), to = numbered(file_, number);
    if (::rename(from.c_str(), to.c_str()) != 0 && errno != ENOENT)
      return cannot_write(to, errno);
  }
  return {};
}

}  // namespace madang::bridge
