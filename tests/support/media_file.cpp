// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/support/media_file.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "content-schema/base/digest.h"
#include "content-schema/base/unique_fd.h"

extern char** environ;

namespace madang::test {
namespace {

namespace fs = std::filesystem;

bool run_ffmpeg(std::vector<std::string> words) {
  std::vector<char*> pointers;
  for (std::string& word : words)
    pointers.push_back(word.data());
  pointers.push_back(nullptr);
  pid_t pid = -1;
  if (::posix_spawnp(&pid, "ffmpeg", nullptr, nullptr, pointers.data(), environ) != 0)
    return false;
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0) {
  }
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

fs::path make_media(const std::string& name, const std::vector<std::string>& arguments) {
  std::string all;
  for (const std::string& word : arguments)
    all += word + '\n';
  const fs::path folder = fs::path(MADANG_BINARY_DIR) / "test-media";
  fs::create_directories(folder);
  const fs::path file = folder / (sha256(as_bytes(all)).hex().substr(0, 8) + "-" + name);
  const UniqueFd lock(::open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
  ::flock(lock.get(), LOCK_EX);
  if (fs::exists(file))
    return file;
  const fs::path aside = folder / ("making-" + name);
  std::vector<std::string> words{"ffmpeg", "-nostdin", "-hide_banner", "-loglevel", "error", "-y"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  words.push_back(aside.string());
  if (!run_ffmpeg(words)) {
    std::fprintf(stderr, "ffmpeg could not make %s\n", name.c_str());
    std::exit(1);
  }
  fs::rename(aside, file);
  return file;
}

}  // namespace madang::test
