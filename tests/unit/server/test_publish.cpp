// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/server/publish.h"

#include <future>

#include "content-schema/base/file.h"
#include "content-schema/wire/codec.h"
#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"
#include "tools/server/repository_lock.h"

namespace madang::server {
namespace {

using namespace std::chrono_literals;

PublishOrder order_of(const test::TempFolder& folder, std::vector<std::string> files) {
  PublishOrder order;
  order.content = folder / "content";
  order.repository = Repository{folder / "repository"};
  order.files = std::move(files);
  order.now = SysTime(1'800'000'000s);
  return order;
}

std::string text_of(const std::filesystem::path& file) {
  return std::string(as_text(read_file(file, 1 << 20).value()));
}

TEST_CASE("a release is its files by digest, and a manifest that names them") {
  test::TempFolder folder;
  folder.write("content/site.yaml", "site");
  folder.write("content/media/a.png", "picture");
  auto order = order_of(folder, {"media/a.png", "site.yaml"});
  order.probe = [](const std::filesystem::path& file) -> Result<std::optional<MediaFacts>> {
    if (file.extension() != ".png")
      return std::nullopt;
    return MediaFacts{MediaFacts::Kind::image, {4, 3}, std::nullopt};
  };

  const auto published = publish(order).value();

  CHECK(published.fresh);
  CHECK(published.bytes == 11);
  CHECK(published.new_bytes == 11);
  const auto bytes = read_file(order.repository.release(published.id), 1 << 20).value();
  CHECK(release_id(bytes) == published.id);
  CHECK(bytes.size() == published.manifest_bytes);
  const auto manifest = decode_manifest(bytes).value();
  CHECK(manifest.published == order.now);
  REQUIRE(manifest.files.size() == 2);
  CHECK(manifest.files[0].path == "media/a.png");
  CHECK(manifest.files[0].media->size == Size{4, 3});
  CHECK_FALSE(manifest.files[1].media);
  CHECK(text_of(order.repository.object(manifest.files[0].sha256)) == "picture");
}

TEST_CASE("the same content again is no new release, and an edit moves only what changed") {
  test::TempFolder folder;
  folder.write("content/site.yaml", "site");
  folder.write("content/media/a.png", "picture");
  auto order = order_of(folder, {"media/a.png", "site.yaml"});
  const auto first = publish(order).value();

  order.now += 60s;
  order.newest = first.id;
  const auto again = publish(order).value();
  CHECK_FALSE(again.fresh);
  CHECK(again.id == first.id);

  folder.write("content/site.yaml", "site, edited");
  const auto edited = publish(order).value();
  CHECK(edited.fresh);
  CHECK(edited.id != first.id);
  CHECK(edited.new_bytes == 12);
  CHECK(std::filesystem::exists(order.repository.release(first.id)));
}

TEST_CASE("a file that is missing, or no medium, leaves the current release as it was") {
  test::TempFolder folder;
  folder.write("content/site.yaml", "site");
  auto order = order_of(folder, {"site.yaml"});
  const auto first = publish(order).value();

  order.files.push_back("zone.mp4");
  CHECK(publish(order).error().kind == ErrorKind::not_found);
  folder.write("content/zone.mp4", "not a film");
  order.probe = [](const std::filesystem::path&) -> Result<std::optional<MediaFacts>> {
    return fail(ErrorKind::invalid, "영상이 아닙니다.", "not a video");
  };
  CHECK(publish(order).error().kind == ErrorKind::invalid);
  const auto releases = std::filesystem::directory_iterator(folder / "repository/targets/releases");
  CHECK(std::distance(begin(releases), end(releases)) == 1);
}

TEST_CASE("names that no kiosk would take are refused before anything is written") {
  test::TempFolder folder;
  folder.write("content/site.yaml", "site");
  folder.write("content/Site.yaml", "site");
  folder.write("outside", "x");
  CHECK_FALSE(publish(order_of(folder, {"Site.yaml", "site.yaml"})));
  CHECK_FALSE(publish(order_of(folder, {"../outside", "site.yaml"})));
  CHECK(std::filesystem::is_empty(folder / "repository/targets/releases"));
  CHECK(std::filesystem::is_empty(folder / "repository/objects"));
}

TEST_CASE("two publishers do not mix") {
  const test::TempFolder folder;
  const Repository repository{folder / "repository"};
  {
    const auto first = lock(repository);
    REQUIRE(first);
    const auto second = lock(repository);
    REQUIRE_FALSE(second);
    CHECK(second.error().kind == ErrorKind::unavailable);
  }
  CHECK(lock(repository));
}

TEST_CASE("who has patience gets his turn when the other one is done") {
  const test::TempFolder folder;
  const Repository repository{folder / "repository"};
  auto first = lock(repository);
  REQUIRE(first);
  auto second = std::async(std::launch::async, [&] { return lock(repository, 1min).has_value(); });
  CHECK(second.wait_for(100ms) == std::future_status::timeout);  // not sent away
  first->reset();
  CHECK(second.get());
}

TEST_CASE("what the document uses is published, and nothing beside it") {
  test::TempFolder folder;
  folder.write("schedule.yaml", "");
  Document document;
  document.playlists["playlists/a.yaml"] = {};
  document.playlists["layouts/l.yaml#main"] = {};
  document.layouts["layouts/l.yaml"] = {};
  document.alarms["fire"].mark.file = "alarms/fire.yaml";
  Item item;
  item.what = ImageItem{"media/p.png", MediaFit::cover};
  document.playlists["playlists/a.yaml"].items.push_back(item);
  CHECK(files_of(document, folder.path()) == std::vector<std::string>{"alarms/fire.yaml", "layouts/l.yaml",
                                                                      "media/p.png", "playlists/a.yaml",
                                                                      "schedule.yaml", "site.yaml"});
}

}  // namespace
}  // namespace madang::server
