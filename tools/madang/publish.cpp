// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <memory>

#include "content-schema/yaml/load.h"
#include "player/local_content.h"
#include "tools/madang/command.h"
#include "tools/madang/inspect_pages.h"
#include "tools/madang/release_changes.h"
#include "tools/madang/signing.h"
#include "tools/server/prune.h"
#include "tools/server/publish.h"

namespace madang::tool {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::days k_warn_of_root{90};

struct Options {
  std::string content;
  std::string repository;
  std::string note;
  bool staged = false;
  KeyOptions keys;
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

std::string listed(const std::vector<std::string>& paths) {
  constexpr size_t k_most = 5;
  std::string out;
  for (size_t i = 0; i < std::min(paths.size(), k_most); ++i)
    out += (i == 0 ? "" : ", ") + paths[i];
  return paths.size() > k_most ? out + fmt::format(" … ({})", paths.size()) : out;
}

std::string listed(const std::vector<ScreenId>& screens) {
  std::vector<std::string> names;
  for (const ScreenId& screen : screens)
    names.push_back(screen.value);
  return listed(names);
}

/// What will be another picture where.
void print_changes(const Context& context, const Manifest& before, const Manifest& after,
                   const Document& document) {
  for (const ReleaseChanges& each : changes_between(before, after, document)) {
    fmt::print("{}\n",
               context(each.screens.size() == document.site.screens.size()
                           ? say("모든 화면({}대):", "all screens ({}):", each.screens.size())
                       : each.screens.empty() ? say("더는 나오지 않는 파일:", "no longer shown:")
                                              : say("화면 {}:", "screens {}:", listed(each.screens))));
    const auto print = [&](const Bilingual& what, const std::vector<std::string>& paths) {
      if (!paths.empty())
        fmt::print("  {} {}\n", context(what), listed(paths));
    };
    print(say("새로 옴:", "new:"), each.added);
    print(say("바뀜:", "changed:"), each.changed);
    print(say("빠짐:", "gone:"), each.removed);
  }
}

/// Every screen gets the release; those of a roll-out in stages only where they have none yet.
std::map<ScreenId, ReleaseId> assignments(const server::Catalogue& catalogue, const Site& site,
                                          const ReleaseId& release, bool staged) {
  const auto now = assignments_of(catalogue);
  std::map<ScreenId, ReleaseId> next;
  for (const Screen& screen : site.screens) {
    const auto has = now.find(screen.id);
    next[screen.id] = staged && has != now.end() ? has->second : release;
  }
  return next;
}

server::PublishOrder order_for(const Options& options, const Loaded& loaded, const Document& document) {
  server::PublishOrder order;
  order.content = options.content;
  order.repository = {options.repository};
  order.files = server::files_of(document, options.content);
  order.now = Clock().now();
  order.probe = [&loaded, &options](const std::filesystem::path& file) -> Result<std::optional<MediaFacts>> {
    const auto medium = loaded.inventory.find(file.lexically_relative(options.content).generic_string());
    return medium == loaded.inventory.end() ? std::nullopt : std::optional(medium->second.facts);
  };
  return order;
}

/// Nothing is new, and yet somebody waits for it: it was taken back, and is to be tried once more.
bool is_tried_again(const server::Catalogue& catalogue, const Site& site, const ReleaseId& release) {
  const auto assigned = assignments_of(catalogue);
  return std::any_of(site.screens.begin(), site.screens.end(), [&](const Screen& screen) {
    const auto has = assigned.find(screen.id);
    return has != assigned.end() && has->second != release;
  });
}

Result<Exit> publish(const Context& context, const Options& options) {
  const auto signing = open_signing({options.repository}, options.keys);  // before minutes of hashing
  if (!signing)
    return fail(signing.error());
  auto loaded = load_folder(options.content, player_abilities());
  if (!loaded)
    return fail(loaded.error());
  inspect_pages(options.content, *loaded);
  const auto document = checked(context, options.content, *loaded);
  if (!document)
    return Exit::wrong;

  server::Catalogue catalogue =
      signing->before ? *signing->before : server::empty_catalogue(signing->root, Clock().now());
  const auto releases = releases_of(catalogue);
  auto order = order_for(options, *loaded, *document);
  if (!releases.empty())
    order.newest = releases.front().id;
  Result<server::Published> published;
  {
    ProgressLine line(context);
    order.progress = [&](const server::Progress& progress) { line.show(progress); };
    published = server::publish(order);
  }
  if (!published)
    return fail(published.error());

  const bool again =
      !published->fresh && options.staged && is_tried_again(catalogue, document->site, published->id);
  if (published->fresh) {
    print_changes(context, manifest_of(order.repository, order.newest).value_or(Manifest{}),
                  published->manifest, *document);
  }
  if (published->fresh || again) {
    list_release(catalogue, {published->id, published->manifest_bytes, 0, order.now, person(), options.note,
                             published->manifest.files.size(), published->bytes, options.staged});
  }
  const auto assigned =
      assign(catalogue, assignments(catalogue, document->site, published->id, options.staged));
  if (!assigned)
    return fail(assigned.error());
  const auto written = signing->write(order.repository, catalogue, order.now);
  if (!written)
    return fail(written.error());
  if (const auto pruned = prune(order.repository, *written, order.now); !pruned)
    fmt::print(stderr, "{}\n", context(pruned.error().message));
  const auto id = published->id.value.substr(0, 12);
  fmt::print(
      "{}\n",
      context(
          published->fresh ? say("릴리스를 내보냈습니다({0}): 파일 {1}개, {2}바이트(새로 담은 것 {3}바이트).",
                                 "published release {0}: {1} files, {2} bytes ({3} of them new).", id,
                                 published->manifest.files.size(), published->bytes, published->new_bytes)
          : again
              ? say("릴리스 {0}을(를) 다시 단계별로 내보냅니다. 내용은 바뀌지 않았습니다.",
                    "release {0} is brought to the screens in stages once more; its content is the same.", id)
              : say("바뀐 것이 없어 새 릴리스를 만들지 않았습니다. 지금 릴리스는 {0}입니다.",
                    "nothing has changed, so no new release was made; the current one is {0}.", id)));
  if (signing->root.expires - order.now < k_warn_of_root) {
    fmt::print(
        stderr, "{}\n",
        context(say(
            "root.json의 기한이 {}까지입니다. 지나면 화면들이 새것을 받지 않습니다. root 키를 꺼내 madang "
            "keys renew 를 하고 다시 내보내 주세요.",
            "root.json is valid until {}; after that screens take nothing new. Fetch the root key, run "
            "madang keys renew, and publish again.",
            to_iso8601(signing->root.expires).substr(0, 10))));
  }
  if (options.staged && (published->fresh || again) && !releases.empty()) {
    fmt::print(
        "{}\n",
        context(say("madang serve --keys 가 화면 하나에 먼저 보내고, 탈이 없으면 차례로 모두에 보냅니다.",
                    "madang serve --keys brings it to one screen first, and to all when that goes well.")));
  }
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
  command->add_option("--note", options->note,
                      context(say("내역에 남길 한마디", "a word for the history, like what is new")));
  command->add_flag("--staged", options->staged,
                    context(say("화면 하나, 10%, 모두의 차례로 보냅니다 (madang serve --keys가 진행)",
                                "to one screen, a tenth, then all (madang serve --keys sees to it)")));
  add_key_options(*command, options->keys, context);
  command->callback([&context, options] {
    const auto exit = publish(context, *options);
    context.exit = exit ? *exit : tell(context, exit.error());
  });
}

}  // namespace madang::tool
