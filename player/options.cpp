// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/options.h"

#include <CLI/CLI.hpp>

#include <charconv>
#include <cstdio>
#include <map>
#include <string_view>

#include "content-schema/base/usage.h"
#include "content-schema/yaml/values.h"

namespace madang {
namespace {

Lang lang_of(int argc, char** argv) {
  for (int i = 1; i + 1 < argc; ++i) {
    if (std::string_view(argv[i]) == "--lang")
      return parse_lang(argv[i + 1]).value_or(lang_of_environment());
  }
  return lang_of_environment();
}

/// Seconds: 0, or 1 to 3600. A display may well take less than one, and `nan` is outside of no range.
std::optional<Millis> parse_watchdog(std::string_view text) {
  double seconds = 0;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  const bool is_limit = seconds == 0 || (seconds >= 1 && seconds <= 3600);
  if (wrong != std::errc() || end != text.data() + text.size() || !is_limit)
    return std::nullopt;
  return Millis(static_cast<Millis::rep>(seconds * 1000));
}

}  // namespace

std::variant<PlayerOptions, int> parse_player_options(int argc, char** argv) {
  PlayerOptions options;
  options.lang = lang_of(argc, argv);
  const auto tell = [&](const Bilingual& text) { return text.in(options.lang); };

  CLI::App app(tell(say("마당 플레이어: 화면에 콘텐츠를 보여 줍니다. Esc로 끝냅니다.",
                        "Madang player: shows content on the screen. Esc ends it.")));
  app.set_help_flag("-h,--help", tell(say("도움말", "this help")));
  auto* content =
      app.add_option("CONTENT", options.content,
                     tell(say("콘텐츠 폴더 (스케줄러 없이)", "a content folder (without a scheduler)")));
  auto* socket =
      app.add_option("--socket", options.socket, tell(say("스케줄러의 소켓", "the scheduler's socket")))
          ->excludes(content);
  app.add_option("--screen", options.screen,
                 tell(say("화면 이름 (기본: 첫 화면)", "the screen's id (default: the first)")));
  app.add_option("--state", options.state,
                 tell(say("마지막 편성을 두는 폴더", "the folder that keeps the last programme")))
      ->needs(socket);
  std::string window;
  app.add_option("--window", window,
                 tell(say("전체 화면 대신 이 크기의 창 (1280x720)",
                          "a window of this size (1280x720) instead of fullscreen")))
      ->check([&](const std::string& text) {
        return yaml::parse_size(text) ? std::string()
                                      : tell(say("1280x720 처럼 적으세요", "write it like 1280x720"));
      });
  app.add_option("--display", options.display, tell(say("몇 번째 모니터 (0부터)", "which monitor, from 0")))
      ->check(CLI::Range(0, 63));
  const std::map<std::string, BackendWish> renderers{
      {"auto", BackendWish::automatic}, {"software", BackendWish::software}, {"gpu", BackendWish::gpu}};
  app.add_option("--renderer", options.renderer,
                 tell(say("그리는 방법: auto, software, gpu", "how to draw: auto, software, gpu")))
      ->transform(CLI::CheckedTransformer(renderers).description(""));
  const std::map<std::string, DecoderWish> decoders{{"auto", DecoderWish::automatic},
                                                    {"software", DecoderWish::software}};
  app.add_option("--decoder", options.decoder,
                 tell(say("영상을 디코딩하는 방법: auto(큰 영상은 되면 하드웨어로), software",
                          "how to decode video: auto (large clips by hardware where that works), software")))
      ->transform(CLI::CheckedTransformer(decoders).description(""));
  std::string rotate;
  app.add_option("--rotate", rotate,
                 tell(say("그림을 시계 방향으로 돌리는 각도: 0, 90, 180, 270 (기본: site.yaml의 rotation)",
                          "how far to turn the picture clockwise: 0, 90, 180, 270 (default: what site.yaml "
                          "says)")))
      ->check([&](const std::string& text) {
        return parse_rotation(text)
                   ? std::string()
                   : tell(say("0, 90, 180, 270 가운데 하나를 적으세요", "write 0, 90, 180 or 270"));
      });
  app.add_option("--at", options.at,
                 tell(say("지금이 이 시각인 것처럼 (2026-11-22T15:00)",
                          "as if it were this time now (2026-11-22T15:00)")))
      ->needs(content);
  auto* present_log =
      app.add_option("--present-log", options.present_log,
                     tell(say("화면에 무엇이 나왔는지 이 파일에 적습니다 (한 줄에 JSON 하나)",
                              "write what was on the glass into this file (JSON, a line each)")));
  app.add_flag("--every-frame", options.every_frame,
               tell(say("항목이 바뀔 때만이 아니라 그릴 때마다 적습니다",
                        "for every frame, not only when items change")))
      ->needs(present_log);
  std::string watchdog = "5";
  app.add_option("--watchdog", watchdog,
                 tell(say("이만큼 멈추면 스스로 다시 시작합니다, 초 (기본 5, 0이면 끄기)",
                          "start again when stuck for this many seconds (default 5; 0: never)")))
      ->check([&](const std::string& text) {
        return parse_watchdog(text) ? std::string()
                                    : tell(say("0(끄기)이나 1에서 3600까지의 초를 적으세요",
                                               "write 0 (never), or 1 to 3600 seconds"));
      });
  std::string lang;
  app.add_option("--lang", lang, tell(say("메시지 언어 (ko, en)", "language of messages (ko, en)")))
      ->check(CLI::IsMember({"ko", "en"}));
  app.add_flag("-v,--verbose", options.verbose, tell(say("자세한 기록", "a log with details")));

  app.failure_message([&](const CLI::App*, const CLI::Error& error) {
    return usage_error("madang-player", error.get_name(), error.what()).in(options.lang);
  });
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  if (options.content.empty() && options.socket.empty()) {
    fmt::print(stderr, "madang-player: {}\n",
               tell(say("콘텐츠 폴더나 --socket 가운데 하나를 주세요. 예: madang-player examples/olle-market",
                        "give a content folder or --socket, e.g. madang-player examples/olle-market")));
    return 2;
  }
  if (!window.empty())
    options.window = yaml::parse_size(window);
  options.watchdog = parse_watchdog(watchdog).value_or(options.watchdog);
  if (!rotate.empty())
    options.rotate = parse_rotation(rotate);
  return options;
}

}  // namespace madang
