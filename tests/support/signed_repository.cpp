// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/support/signed_repository.h"

#include <stdexcept>

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"
#include "content-schema/wire/codec.h"

namespace madang::test {

namespace fs = std::filesystem;
using server::KeyRole;

namespace {

void must(const Status& status) {
  if (!status)
    throw std::runtime_error(status.error().message.en);
}

}  // namespace

SignedRepository::SignedRepository(fs::path folder)
    : keys{folder / "keys"}, repository{folder / "repository"} {
  if (!fs::exists(keys.root()))
    make_keys(keys, "", now).value();
  fs::create_directories(repository.folder / "targets" / "releases");
}

std::optional<server::Catalogue> SignedRepository::before() const {
  return server::read_catalogue(repository, keys).value();
}

server::Catalogue SignedRepository::read() const {
  auto lying = before();
  return lying ? *std::move(lying) : server::empty_catalogue(load_root(keys).value(), begun);
}

void SignedRepository::write(const server::Catalogue& catalogue) {
  const auto targets = load_key(keys, catalogue.root, KeyRole::targets, "").value();
  const auto online = load_key(keys, catalogue.root, KeyRole::online, "").value();
  write_catalogue(repository, catalogue, before(), keys, {&targets, &online}, now).value();
}

ReleaseId SignedRepository::list(server::Catalogue& catalogue, const std::string& manifest,
                                 bool staged) const {
  server::ListedRelease release;
  release.id = release_id(as_bytes(manifest));
  release.length = manifest.size();
  release.published = now;
  release.staged = staged;
  must(write_file_atomically(repository.release(release.id), as_bytes(manifest)));
  list_release(catalogue, release);
  return release.id;
}

ReleaseId SignedRepository::offer(const std::string& manifest, const std::vector<std::string>& screens) {
  auto catalogue = read();
  const ReleaseId id = list(catalogue, manifest, false);
  std::map<ScreenId, ReleaseId> assigned;
  for (const std::string& screen : screens)
    assigned[ScreenId{screen}] = id;
  must(server::assign(catalogue, assigned));
  write(catalogue);
  return id;
}

ReleaseId SignedRepository::stage(const std::string& manifest) {
  auto catalogue = read();
  const ReleaseId id = list(catalogue, manifest, true);
  write(catalogue);
  return id;
}

std::map<std::string, std::string> SignedRepository::files() const {
  std::map<std::string, std::string> all;
  for (const auto& entry : fs::recursive_directory_iterator(repository.folder)) {
    if (entry.is_regular_file()) {
      all["/" + fs::relative(entry.path(), repository.folder).generic_string()] =
          as_text(read_file(entry.path(), 1 << 24).value());
    }
  }
  return all;
}

}  // namespace madang::test
