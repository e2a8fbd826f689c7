// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/support/xvfb.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <xcb/xcb.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <span>

#include "content-schema/base/owned.h"
#include "content-schema/base/unique_fd.h"
#include "tests/support/process.h"

namespace madang::test {
namespace {

constexpr int k_start_limit_ms = 20'000;

/// `display`: `:99`; empty: any that is free.
[[noreturn]] void become_xvfb(int report, const char* screen, const char* display) {
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  const int nowhere = ::open("/dev/null", O_RDWR);
  for (const int fd : {0, 1, 2})
    ::dup2(nowhere, fd);
  const std::string number = std::to_string(report);
  ::execlp("Xvfb", "Xvfb", "-displayfd", number.c_str(), "-screen", "0", screen, "-nolisten", "tcp",
           "-noreset", "-nocursor", *display == '\0' ? nullptr : display, static_cast<char*>(nullptr));
  ::_exit(127);
}

/// The number that Xvfb writes once it listens; empty when it died or took too long.
std::string read_number(int fd) {
  std::string text;
  while (text.empty() || text.back() != '\n') {
    pollfd ready{fd, POLLIN, 0};
    if (::poll(&ready, 1, k_start_limit_ms) <= 0)
      return {};
    std::array<char, 16> bytes{};
    const ssize_t count = ::read(fd, bytes.data(), bytes.size());
    if (count <= 0)
      return {};
    text.append(bytes.data(), size_t(count));
  }
  text.pop_back();
  return text;
}

void end(pid_t pid, int signal = SIGTERM) {
  ::kill(pid, signal);
  while (::waitpid(pid, nullptr, 0) < 0 && errno == EINTR) {
  }
}

}  // namespace

namespace {

struct Started {
  pid_t pid;
  std::string display;
};

Result<Started> launch(const std::string& screen, const std::string& display) {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0)
    return fail(ErrorKind::unavailable, "파이프를 만들 수 없습니다", "cannot make a pipe");
  const UniqueFd from(ends[0]);
  UniqueFd to(ends[1]);
  ::fcntl(from.get(), F_SETFD, FD_CLOEXEC);
  const pid_t pid = ::fork();
  if (pid == 0)
    become_xvfb(to.get(), screen.c_str(), display.c_str());
  to.reset();
  if (pid < 0)
    return fail(ErrorKind::unavailable, "프로세스를 만들 수 없습니다", "cannot fork");
  const std::string number = read_number(from.get());
  if (number.empty()) {
    end(pid);
    return fail(ErrorKind::not_found, "Xvfb를 시작할 수 없습니다(패키지: xvfb)",
                "cannot start Xvfb (package: xvfb)");
  }
  return Started{pid, ":" + number};
}

}  // namespace

Result<Xvfb> Xvfb::start(Size size, int depth) {
  const std::string screen =
      std::to_string(size.width) + "x" + std::to_string(size.height) + "x" + std::to_string(depth);
  return launch(screen, "").map([&](const Started& started) {
    return Xvfb(started.pid, started.display, screen);
  });
}

void Xvfb::freeze() const {
  ::kill(pid_, SIGSTOP);
}

void Xvfb::thaw() const {
  ::kill(pid_, SIGCONT);
}

void Xvfb::kill() {
  end(std::exchange(pid_, -1), SIGKILL);
}

Status Xvfb::start_again() {
  const auto started = launch(screen_, display_);
  if (!started)
    return fail(started.error());
  pid_ = started->pid;
  return {};
}

bool Xvfb::set_mode(Size size, int hertz) const {
  const auto xrandr = [this](std::vector<std::string> words) {
    words.insert(words.begin(), {"/usr/bin/xrandr", "--display", display_});
    return run_to_end(words).code == 0;
  };
  const std::string width = std::to_string(size.width);
  const std::string height = std::to_string(size.height);
  const std::string name = width + "x" + height + "@" + std::to_string(hertz);
  const std::string clock = std::to_string(size.width * size.height * hertz / 1e6);
  // These two fail where it has the mode already.
  xrandr({"--newmode", name, clock, width, width, width, width, height, height, height, height});
  xrandr({"--addmode", "screen", name});
  return xrandr({"--output", "screen", "--mode", name});
}

bool Xvfb::switch_off() const {
  const std::string all = screen_.substr(0, screen_.rfind('x'));
  return run_to_end({"/usr/bin/xrandr", "--display", display_, "--fb", all, "--output", "screen", "--off"})
             .code == 0;
}

bool Xvfb::resize_windows(Size size) const {
  const Owned<xcb_connection_t, xcb_disconnect> server(xcb_connect(display_.c_str(), nullptr));
  if (xcb_connection_has_error(server.get()) != 0)
    return false;
  const xcb_window_t root = xcb_setup_roots_iterator(xcb_get_setup(server.get())).data->root;
  const Owned<xcb_query_tree_reply_t, std::free> tree(
      xcb_query_tree_reply(server.get(), xcb_query_tree(server.get(), root), nullptr));
  if (!tree)
    return false;
  const std::uint32_t values[] = {static_cast<std::uint32_t>(size.width),
                                  static_cast<std::uint32_t>(size.height)};
  for (const xcb_window_t window : std::span(xcb_query_tree_children(tree.get()), size_t{tree->children_len}))
    xcb_configure_window(server.get(), window, XCB_CONFIG_WINDOW_WIDTH | XCB_CONFIG_WINDOW_HEIGHT, values);
  // An answer comes when what was asked for before it is done.
  const Owned<xcb_get_input_focus_reply_t, std::free> done(
      xcb_get_input_focus_reply(server.get(), xcb_get_input_focus(server.get()), nullptr));
  return done != nullptr;
}

Xvfb::~Xvfb() {
  if (pid_ > 0) {
    thaw();  // or it would not hear that it is to end
    end(pid_);
  }
}

}  // namespace madang::test
