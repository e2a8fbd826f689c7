// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <memory>
#include <optional>

#include "content-schema/base/log.h"
#include "content-schema/base/thread.h"
#include "scheduler/http/server.h"
#include "tools/madang/command.h"
#include "tools/server/changes.h"
#include "tools/server/screens.h"
#include "tools/server/service.h"
#include "tools/server/steward.h"

namespace madang::tool {
namespace {

struct Options {
  std::string repository;
  std::string listen = "127.0.0.1:8640";
  std::string keys;
};

/// Every kiosk holds one connection for its long poll and one for its heartbeats.
http::Limits limits_for_kiosks() {
  http::Limits limits;
  limits.connections = 4096;
  limits.request = std::chrono::seconds(30);
  return limits;
}

/// A thousand kiosks hold two thousand descriptors; the usual soft limit of 1024 is for programs that use
/// select().
void allow_many_descriptors() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
    return;
  limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 65'536);
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

//  thread | does                                  | hands over by
//  main   | waits for SIGTERM and SIGINT          | stop tokens
//  http   | all requests, none of which waits     | responders
//  watch  | looks for changes, answers long polls | responders
//  sign   | with --keys: renews, rolls out        | files in the repository
Status serve(const Context& context, const Options& options) {
  const auto endpoint = http::parse_endpoint(options.listen);
  if (!endpoint)
    return fail(endpoint.error());
  if (std::error_code ignored; !std::filesystem::is_directory(options.repository, ignored)) {
    return fail(ErrorKind::not_found,
                "저장소 폴더가 없습니다: {0}. 먼저 madang publish CONTENT {0} 명령으로 내보내 주세요.",
                "there is no repository folder '{0}'; first publish to it: madang publish CONTENT {0}",
                options.repository);
  }
  sigset_t ending;
  sigemptyset(&ending);
  for (const int each : {SIGTERM, SIGINT})
    sigaddset(&ending, each);
  ::pthread_sigmask(SIG_BLOCK, &ending, nullptr);  // before the first thread, so that only main hears them

  allow_many_descriptors();
  const server::Repository repository{options.repository};
  auto changes = server::Changes::create(repository);
  if (!changes)
    return fail(changes.error());
  server::Screens screens;
  std::optional<server::Steward> steward;
  if (!options.keys.empty()) {
    const server::KeyFolder keys{options.keys};
    const auto root = load_root(keys);
    if (!root)
      return fail(root.error());
    if (const auto key = load_key(keys, *root, server::KeyRole::online, ""); !key)
      return fail(key.error());
    steward.emplace(repository, keys);
  }
  server::Service service(repository, **changes, screens, steward ? &*steward : nullptr);
  auto server = http::Server::create(
      endpoint->address, endpoint->port,
      [&](const http::Request& request, http::Responder responder) {
        service.handle(request, std::move(responder));
      },
      limits_for_kiosks());
  if (!server)
    return fail(server.error());

  const auto watching =
      start_thread("watch", [&](std::stop_token stop) { (*changes)->run(std::move(stop)); });
  const auto serving = start_thread("http", [&](std::stop_token stop) { server->run(std::move(stop)); });
  std::jthread signing;
  if (steward)
    signing = start_thread("sign", [&](std::stop_token stop) { steward->run(screens, std::move(stop)); });
  const auto url = http::to_url({endpoint->address, server->port()});
  fmt::print("{}\n", context(say("'{0}' 저장소를 {1} 에서 제공합니다. 끝내려면 Ctrl+C를 누르세요.",
                                 "serving '{0}' at {1}; Ctrl+C ends it", options.repository, url)));
  if (!(*changes)->current()) {
    fmt::print("{}\n", context(say("아직 내보낸 내용이 없습니다. 내보내면 바로 알아차립니다.",
                                   "nothing was published to it yet; it will be noticed when it is")));
  }
  std::fflush(stdout);
  int signal = 0;
  ::sigwait(&ending, &signal);
  log::info("ending on signal {}", signal);
  return {};
}

}  // namespace

void add_serve(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand(
      "serve", context(say("내보낸 저장소를 화면들에 제공하는 중앙 서버를 켭니다.",
                           "run the central server that brings a repository to the screens")));
  command
      ->add_option("REPOSITORY", options->repository,
                   context(say("madang publish가 만든 폴더", "folder that madang publish made")))
      ->required();
  command->add_option(
      "--listen", options->listen,
      context(say("들을 주소와 포트 (기본 127.0.0.1:8640, 모든 주소는 :8640)",
                  "address and port to listen on (default 127.0.0.1:8640; every address: :8640)")));
  command->add_option(
      "--keys", options->keys,
      context(say(
          "online 키가 든 폴더. 서명의 기한을 늘리고, --staged 로 내보낸 릴리스를 차례로 보냅니다",
          "folder with the key 'online': signs anew in time, and rolls out what was published --staged")));
  command->callback([&context, options] {
    log::start("madang-serve", log::Level::info);
    if (auto served = serve(context, *options); !served)
      context.exit = tell(context, served.error());
  });
}

}  // namespace madang::tool
