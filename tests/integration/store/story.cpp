// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/integration/store/story.h"

#include <sys/statvfs.h>

#include "content-schema/base/file.h"

namespace madang::test {

namespace fs = std::filesystem;

namespace {

constexpr size_t k_piece = 256;

std::string bytes_of(char first, size_t length) {
  std::string bytes(length, first);
  for (size_t i = 0; i < length; ++i)
    bytes[i] = static_cast<char>(first + static_cast<char>(i % 7));
  return bytes;
}

const std::string k_fair = bytes_of('f', 700);     // in all three
const std::string k_poster = bytes_of('p', 300);   // in old and new
const std::string k_news = bytes_of('n', 600);     // in new, and on its way already
const std::string k_harvest = bytes_of('h', 600);  // in new
constexpr size_t k_news_here = 250;
constexpr SysTime k_day{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};

Status bring(Store& store, const std::string& bytes, size_t most) {
  return store.receive(sha256(as_bytes(bytes)), bytes.size()).and_then([&](Incoming incoming) -> Status {
    while (incoming.have() < most) {
      const auto piece =
          std::string_view(bytes).substr(incoming.have(), std::min(k_piece, most - incoming.have()));
      if (auto put = incoming.write(as_bytes(piece)); !put)
        return put;
    }
    return most < bytes.size() ? Status{} : incoming.commit();
  });
}

Status bring_all(Store& store, const Published& release) {
  return store.put_manifest(release.id, as_bytes(release.manifest))
      .and_then([&] { return store.make_room(release.id); })
      .and_then([&] { return store.missing(release.id); })
      .and_then([&](const std::vector<ManifestFile>& missing) -> Status {
        for (const ManifestFile& file : missing) {
          const std::string& bytes = release.files.at(file.path);
          if (auto done = bring(store, bytes, bytes.size()); !done)
            return done;
        }
        return {};
      });
}

}  // namespace

const Published& older_release() {
  static const Published release =
      publish({{"site.yaml", "older site"}, {"media/fair.mp4", k_fair}, {"media/spring/older.png", "older"}});
  return release;
}

const Published& old_release() {
  static const Published release = publish({{"site.yaml", "site"},
                                            {"alarms/fire.yaml", "the way out"},
                                            {"media/fair.mp4", k_fair},
                                            {"media/poster.png", k_poster},
                                            {"media/summer/old.png", "old"}});
  return release;
}

const Published& new_release() {
  static const Published release = publish({{"site.yaml", "new site"},
                                            {"alarms/fire.yaml", "the way out"},
                                            {"media/fair.mp4", k_fair},
                                            {"media/poster.png", k_poster},
                                            {"media/again.png", k_poster},
                                            {"media/harvest.mp4", k_harvest},
                                            {"media/autumn/here/news.png", k_news}});
  return release;
}

Status prepare_story(const fs::path& root) {
  return Store::open(root).and_then([&](Store store) -> Status {
    for (const Published* release : {&older_release(), &old_release()}) {
      if (auto done = bring_all(store, *release); !done)
        return done;
      if (auto active = store.activate(release->id); !active)
        return fail(active.error());
    }
    if (auto part = bring(store, k_news, k_news_here); !part)
      return part;
    if (auto stale = bring(store, bytes_of('s', 400), 300); !stale)
      return stale;
    return store.put(as_bytes("nobody's")).and_then([&] { return store.note_written(k_day); });
  });
}

StoreOptions options_for(const fs::path& root, Space space) {
  StoreOptions options;
  options.quota.free_percent = 0;  // whatever the disk that the tests run on has left
  // Kept are 8 blocks, 3 are older's alone, 2 are rubbish, and 2 are to come.
  struct statvfs disk {};
  if (space == Space::tight && ::statvfs(root.c_str(), &disk) == 0)
    options.quota.bytes = 12 * disk.f_frsize;
  return options;
}

Status update_to_new(Store& store) {
  if (auto brought = bring_all(store, new_release()); !brought)
    return brought;
  if (auto staged = store.stage(new_release().id); !staged)
    return fail(staged.error());
  if (auto active = store.activate(new_release().id); !active)
    return fail(active.error());
  if (auto swept = store.sweep(); !swept)
    return fail(swept.error());
  return store.note_written(k_day);
}

Verdict examine(const fs::path& root, Space space) {
  Verdict verdict;
  const auto wrong = [&](std::string what) { verdict.problems.push_back(std::move(what)); };
  const auto store = Store::open(root);
  if (!store) {
    wrong("it cannot be opened: " + store.error().message.en);
    return verdict;
  }
  if (store->damage())
    wrong("damage: " + store->damage()->en);
  const auto is = [](const std::optional<Release>& release, const Published& published) {
    return release && release->id == published.id;
  };
  verdict.is_new = is(store->active(), new_release());
  const Published& active = verdict.is_new ? new_release() : old_release();
  const Published& previous = verdict.is_new ? old_release() : older_release();
  if (!is(store->active(), active))
    wrong("neither old nor new is active");
  else if (files_under(store->active()->folder) != active.files)
    wrong("the active release is not what was published");
  for (const auto& [path, bytes] : files_under(root / "objects")) {
    if (sha256(as_bytes(bytes)).hex() != path.substr(0, 2) + path.substr(3))
      wrong("an object is not what its name says: " + path);
  }
  const bool has_made_room = space == Space::tight && !verdict.is_new && !store->previous();
  if (has_made_room)
    return verdict;
  if (!is(store->previous(), previous))
    wrong("the previous release is not there");
  else if (files_under(store->previous()->folder) != previous.files)
    wrong("the previous release is not what was published");
  return verdict;
}

std::map<std::string, std::string> tree_of(const fs::path& root) {
  auto tree = files_under(root);
  for (const auto& each : fs::recursive_directory_iterator(root)) {
    if (each.is_directory())
      tree[each.path().lexically_relative(root).string() + "/"];
  }
  return tree;
}

}  // namespace madang::test
