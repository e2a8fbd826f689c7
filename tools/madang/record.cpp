// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <memory>

#include "content-schema/base/unique_fd.h"
#include "content-schema/yaml/values.h"
#include "player/page.h"
#include "player/render/flatten.h"
#include "player/render/software.h"
#include "tools/madang/command.h"
#include "tools/madang/page_options.h"

namespace madang::tool {
namespace {

struct Options {
  PageOptions page;
  std::filesystem::path out;
  std::string length = "10s";
  double rate = 30;
};

/// The ffmpeg program, which is given pictures and makes a film of them.
class Encoder {
 public:
  static Result<Encoder> start(Size size, double rate, const std::filesystem::path& out) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
      return fail(errno_kind(errno), "파이프를 만들 수 없습니다: {}", "cannot make a pipe: {}",
                  errno_text(errno));
    const UniqueFd from(ends[0]);
    UniqueFd to(ends[1]);
    std::vector<std::string> words{"ffmpeg",
                                   "-nostdin",
                                   "-v",
                                   "error",
                                   "-y",
                                   "-f",
                                   "rawvideo",
                                   "-pixel_format",
                                   "bgr0",
                                   "-video_size",
                                   fmt::format("{}x{}", size.width, size.height),
                                   "-framerate",
                                   fmt::format("{}", rate),
                                   "-i",
                                   "/dev/stdin",
                                   "-c:v",
                                   "libx264",
                                   "-preset",
                                   "veryfast",
                                   "-crf",
                                   "16",
                                   "-pix_fmt",
                                   "yuv420p",
                                   "-movflags",
                                   "+faststart",
                                   out.string()};
    std::vector<char*> pointers;
    for (std::string& word : words)
      pointers.push_back(word.data());
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t files{};
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawn_file_actions_adddup2(&files, from.get(), STDIN_FILENO);
    pid_t pid = -1;
    const int code = ::posix_spawnp(&pid, "ffmpeg", &files, nullptr, pointers.data(), environ);
    ::posix_spawn_file_actions_destroy(&files);
    if (code != 0) {
      return fail(errno_kind(code), "ffmpeg을 실행하지 못했습니다(패키지: ffmpeg): {}",
                  "cannot run ffmpeg (package: ffmpeg): {}", errno_text(code));
    }
    return Encoder(pid, std::move(to));
  }

  /// False where ffmpeg takes no more.
  bool write(const std::vector<std::uint8_t>& pixels) {
    for (size_t done = 0; done < pixels.size();) {
      const ssize_t count = ::write(to_.get(), pixels.data() + done, pixels.size() - done);
      if (count < 0 && errno == EINTR)
        continue;
      if (count <= 0)
        return false;
      done += static_cast<size_t>(count);
    }
    return true;
  }

  Status finish() {
    to_.reset();
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
      return {};
    return fail(ErrorKind::unavailable, "ffmpeg이 영상을 만들지 못했습니다.",
                "ffmpeg could not make the film.");
  }

 private:
  Encoder(pid_t pid, UniqueFd to) : pid_(pid), to_(std::move(to)) {}
  pid_t pid_;
  UniqueFd to_;
};

Status record(const Options& options, const Context& context) {
  const auto opened = open_page(options.page, context);
  if (!opened)
    return fail(opened.error());
  const auto length = yaml::parse_duration(options.length);
  if (!length || *length <= Millis{0}) {
    return fail(ErrorKind::invalid, "'{}'은(는) 시간이 아닙니다. 10s나 2m처럼 적으세요.",
                "'{}' is no length of time; write it like 10s or 2m.", options.length);
  }
  auto typesetter = open_typesetter(context);
  if (!typesetter)
    return fail(typesetter.error());
  const std::chrono::duration<double, std::milli> period(1000 / options.rate);
  auto film = PageFilm::open(opened->content, opened->wish, *length, period, *typesetter);
  if (!film)
    return fail(film.error());

  ::signal(SIGPIPE, SIG_IGN);  // an ffmpeg that dies is told by write
  Scene before = film->at(opened->wish.at);
  const Size size = before.size;
  auto encoder = Encoder::start(size, options.rate, options.out);
  if (!encoder)
    return fail(encoder.error());
  std::vector<std::uint8_t> pixels(static_cast<size_t>(size.width) * static_cast<size_t>(size.height) * 4);
  SoftwareRenderer renderer;
  renderer.draw(flatten(before, nullptr), {pixels.data(), size.width * 4, size});
  const auto count = static_cast<int>(static_cast<double>(length->count()) / period.count());
  for (int i = 0; i < count && encoder->write(pixels); ++i) {
    const SysTime next = opened->wish.at + Millis(static_cast<Millis::rep>((i + 1) * period.count()));
    Scene scene = film->at(next);
    renderer.draw(flatten(scene, &before), {pixels.data(), size.width * 4, size});
    before = std::move(scene);
  }
  for (const Bilingual& remark : film->remarks())
    fmt::print(stderr, "madang: {}\n", context(remark));
  return encoder->finish();
}

}  // namespace

void add_record(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  auto* command =
      app.add_subcommand("record", context(say("화면에 나올 것을 영상 파일로 만듭니다 (소리 없이).",
                                               "make a film of what a screen shows (without sound)")));
  command->add_option("CONTENT", options->page.content, context(say("콘텐츠 폴더", "the content folder")))
      ->required();
  add_page_options(*command, options->page, context);
  command->add_option("--for", options->length,
                      context(say("얼마 동안: 10s, 2m (기본 10s)", "how long: 10s, 2m (default 10s)")));
  command
      ->add_option("--rate", options->rate,
                   context(say("초당 장면 수 (기본 30)", "pictures a second (default 30)")))
      ->check(CLI::Range(1.0, 120.0));
  command->add_option(
      "--size", options->page.size,
      context(say("영상 크기 (기본: 화면 해상도)", "size of the film (default: the screen's)")));
  command->add_option("-o,--out", options->out, context(say("영상 파일 (MP4)", "the film (MP4)")))
      ->required();
  command->callback([options, &context] {
    const auto done = record(*options, context);
    if (!done)
      context.exit = tell(context, done.error());
  });
}

}  // namespace madang::tool
