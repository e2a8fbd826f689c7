// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>

#include "content-schema/yaml/load.h"
#include "player/local_content.h"
#include "tools/madang/command.h"
#include "tools/madang/inspect_pages.h"
#include "tools/server/publish.h"

namespace madang::tool {
namespace {

using namespace std::chrono_literals;

struct Options {
  std::string content;
  std::string repository;
};

/// Says how far it is once two seconds have passed: in place on a terminal, else a line now and then.
class ProgressLine {
 public:
  explicit ProgressLine(const Context& context) : context_(context) {}
  ~ProgressLine() {
    if (shown_ && on_terminal_)
      fmt::print(stderr, "\r\033[K");
  }

  void show(const server::Progress& progress) {
    const auto now = std::chrono::steady_clock::now();
    if (now < next_)
      return;
    next_ = now + (on_terminal_ ? 100ms : 2000ms);
    shown_ = true;
    const auto percent = progress.total == 0 ? 100 : progress.done * 100 / progress.total;
    const auto line = say("내보내는 중 {0}% ({1} / {2} MB) {3}", "publishing {0}% ({1} of {2} MB) {3}",
                          percent, progress.done / 1'000'000, progress.total / 1'000'000, progress.path);
    fmt::print(stderr, "{}{}{}", on_terminal_ ? "\r\033[K" : "", context_(line), on_terminal_ ? "" : "\n");
    std::fflush(stderr);
  }

 private:
  const Context& context_;
  const bool on_terminal_ = ::isatty(STDERR_FILENO) == 1;
  std::chrono::steady_clock::time_point next_ = std::chrono::steady_clock::now() + 2000ms;
  bool shown_ = false;
};

/// Prints what is wrong with the content; nothing to publish where that is an error. Of warnings only the
/// number: whoever publishes ten times a day would no longer see the errors among them.
std::optional<Document> checked(const Context& context, const std::string& folder, const Loaded& loaded) {
  std::size_t errors = loaded.problems.dropped;
  std::size_t warnings = 0;
  for (const auto& each : loaded.problems.list) {
    const bool is_error = each.severity == Problem::Severity::error;
    (is_error ? errors : warnings) += 1;
    if (is_error)
      fmt::print(stderr, "{}\n", to_text(each, context.lang));
  }
  if (warnings > 0) {
    fmt::print(stderr, "{}\n",
               context(say("경고가 {}건 있습니다. madang check {} 로 볼 수 있습니다.",
                           "{} warnings; madang check {} shows them.", warnings, folder)));
  }
  if (loaded.document && !loaded.problems.has_errors())
    return loaded.document;
  fmt::print(stderr, "{}\n",
             context(say("고칠 곳이 {}군데 있어 내보내지 않았습니다.",
                         "not published: {} problems to mend first.", errors)));
  return std::nullopt;
}

Result<Exit> publish(const Context& context, const Options& options) {
  auto loaded = load_folder(options.content, player_abilities());
  if (!loaded)
    return fail(loaded.error());
  inspect_pages(options.content, *loaded);
  const auto document = checked(context, options.content, *loaded);
  if (!document)
    return Exit::wrong;

  server::PublishOrder order;
  order.content = options.content;
  order.repository = {options.repository};
  order.files = server::files_of(*document, options.content);
  order.now = Clock().now();
  order.probe = [&loaded, &options](const std::filesystem::path& file) -> Result<std::optional<MediaFacts>> {
    const auto medium = loaded->inventory.find(file.lexically_relative(options.content).generic_string());
    return medium == loaded->inventory.end() ? std::nullopt : std::optional(medium->second.facts);
  };
  Result<server::Published> published;
  {
    ProgressLine line(context);
    order.progress = [&](const server::Progress& progress) { line.show(progress); };
    published = server::publish(order);
  }
  if (!published)
    return fail(published.error());
  const auto id = published->id.value.substr(0, 12);
  fmt::print(
      "{}\n",
      context(published->fresh
                  ? say("릴리스를 내보냈습니다({0}): 파일 {1}개, {2}바이트(새로 담은 것 {3}바이트).",
                        "published release {0}: {1} files, {2} bytes ({3} of them new).", id,
                        published->files, published->bytes, published->new_bytes)
                  : say("바뀐 것이 없어 새 릴리스를 만들지 않았습니다. 지금 릴리스는 {0}입니다.",
                        "nothing has changed, so no new release was made; the current one is {0}.", id)));
  return Exit::fine;
}

}  // namespace

void add_publish(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand(
      "publish",
      context(say("콘텐츠 폴더를 점검하고 저장소에 내보냅니다. 저장소는 아무 웹 서버로나 제공할 수 있습니다.",
                  "check a content folder and publish it to a repository that any web server can carry")));
  command->add_option("CONTENT", options->content, context(say("콘텐츠 폴더", "content folder")))->required();
  command
      ->add_option("REPOSITORY", options->repository,
                   context(say("저장소 폴더 (없으면 만듭니다)", "repository folder (made if need be)")))
      ->required();
  command->callback([&context, options] {
    const auto exit = publish(context, *options);
    context.exit = exit ? *exit : tell(context, exit.error());
  });
}

}  // namespace madang::tool
