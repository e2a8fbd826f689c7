// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/yaml/load.h"

#include <algorithm>

#include "content-schema/base/file.h"
#include "content-schema/yaml/folder.h"
#include "content-schema/yaml/parse.h"
#include "content-schema/yaml/reader.h"
#include "content-schema/yaml/validate.h"

namespace madang {
namespace {

using yaml::Collected;
using yaml::DocumentFile;
using yaml::Report;

/// The whole file as such, without a line.
yaml::Place whole(const std::string& name) {
  return {{name, 0, 0}, 1};
}

std::optional<yaml::Tree> read(const std::filesystem::path& file, const std::string& name,
                               const Limits& limits, Report& report) {
  const auto bytes = read_file(file, limits.file_bytes);
  if (bytes)
    return yaml::read_yaml(*bytes, name, limits, report);
  report.add_file(name, "");
  if (bytes.error().kind == ErrorKind::limit) {
    report.error(
        "file-too-large", whole(name),
        say("파일이 너무 큽니다. 한도는 {}KB입니다.", "the file is too large; the limit is {} KB.",
            limits.file_bytes / 1024),
        say("그림과 영상은 media 폴더에 두고, 글은 여러 파일로 나누세요.",
            "keep pictures and videos in the folder media, and divide the text into several files."));
  } else {
    report.error("unreadable", whole(name), bytes.error().message);
  }
  return std::nullopt;
}

/// False where nothing came of it.
bool parse(DocumentFile::Kind kind, const yaml::Parse& file, const yaml::Node& root, Collected& out) {
  switch (kind) {
    case DocumentFile::Kind::site: {
      auto site = yaml::parse_site(file, root);
      if (!site)
        return false;
      out.document.site = *std::move(site);
      out.site_read = true;
      return true;
    }
    case DocumentFile::Kind::schedule: {
      auto schedule = yaml::parse_schedule(file, root);
      if (!schedule)
        return false;
      out.document.schedule = *std::move(schedule);
      return true;
    }
    case DocumentFile::Kind::map: {
      auto map = yaml::parse_map(file, root);
      if (!map)
        return false;
      out.maps.push_back(*std::move(map));
      return true;
    }
    case DocumentFile::Kind::data: {
      auto data = yaml::parse_data(file, root, out.document.site.zone);
      if (!data)
        return false;
      out.document.data = *std::move(data);
      return true;
    }
    case DocumentFile::Kind::playlist: {
      auto playlist = yaml::parse_playlist(file, root);
      if (!playlist)
        return false;
      out.document.playlists.insert_or_assign(file.file, *std::move(playlist));
      return true;
    }
    case DocumentFile::Kind::layout: {
      auto layout = yaml::parse_layout(file, root, out.document.playlists);
      if (!layout)
        return false;
      out.document.layouts.insert_or_assign(file.file, *std::move(layout));
      return true;
    }
    case DocumentFile::Kind::alarm: {
      auto page = yaml::parse_alarm(file, root);
      if (!page)
        return false;
      out.document.alarms.try_emplace(page->alarm, *page);
      return true;
    }
  }
  return false;
}

void warn_of_strays(const yaml::Folder& folder, Report& report) {
  for (const yaml::Folder::Stray& stray : folder.strays()) {
    report.warning("unknown-file", whole(stray.name),
                   say("마당이 읽지 않는 이름이라 이 내용은 화면에 나오지 않습니다.",
                       "Madang does not read anything of this name; it will not be shown."),
                   stray.meant.empty()
                       ? say("maps, playlists, layouts, alarms 폴더의 .yaml 파일만 읽습니다.",
                             "only .yaml files in the folders maps, playlists, layouts and alarms are read.")
                       : say("'{0}'(으)로 이름을 바꾸세요.", "rename it to '{0}'.", stray.meant));
  }
}

}  // namespace

Result<Loaded> load_folder(const std::filesystem::path& path, const Abilities& abilities,
                           const Limits& limits) {
  const auto folder = yaml::Folder::open(path);
  if (!folder)
    return fail(folder.error());

  Report report(limits.problems);
  Collected collected;
  const std::vector<DocumentFile>& files = folder->documents();
  if (files.empty() || files.front().kind != DocumentFile::Kind::site) {
    report.add_file("site.yaml", "");
    report.error("missing-site", whole("site.yaml"),
                 say("콘텐츠 폴더에 site.yaml이 없습니다.", "the content folder has no site.yaml."),
                 say("폴더를 맞게 적었는지 보고, 맞다면 시장 이름과 화면을 적은 site.yaml을 만드세요.",
                     "see whether this is the right folder; if it is, write a site.yaml with the market's "
                     "name and screens."));
    collected.all_read = false;
  }
  size_t count = 0;
  for (const DocumentFile& file : files) {
    collected.present.insert(file.name);
    if (++count > limits.files) {
      report.error("too-many-files", whole(file.name),
                   say("YAML 파일이 {}개보다 많습니다.", "there are more than {} YAML files.", limits.files),
                   say("쓰지 않는 파일을 지우세요.", "remove those that are not used."));
      collected.all_read = false;
      break;
    }
    if (file.outside) {
      report.add_file(file.name, "");
      report.error("path-leaves", whole(file.name),
                   say("콘텐츠 폴더 밖을 가리키거나 끊어진 링크입니다.",
                       "this is a link out of the content folder, or a broken one."),
                   say("링크 대신 파일을 복사해 넣으세요.", "copy the file into the folder instead."));
      collected.all_read = false;
      continue;
    }
    const auto tree = read(file.file, file.name, limits, report);
    const yaml::Parse context{file.name, report, collected.links,
                              collected.site_read ? &collected.document.site : nullptr, &*folder};
    if (!tree || !parse(file.kind, context, *tree->root, collected))
      collected.all_read = false;
  }
  warn_of_strays(*folder, report);
  yaml::make_maps(*folder, collected, report);
  yaml::validate(*folder, abilities, collected, report);

  Loaded loaded;
  if (report.errors() == 0) {
    loaded.document = std::move(collected.document);
    loaded.inventory = std::move(collected.inventory);
  }
  loaded.problems = report.finish();
  return loaded;
}

Result<FontConfig> load_fonts(const std::filesystem::path& file) {
  const Limits limits;
  const auto bytes = read_file(file, limits.file_bytes);
  if (!bytes)
    return fail(bytes.error());
  Report report(limits.problems);
  yaml::Links links;
  const std::string name = file.string();
  const auto tree = yaml::read_yaml(*bytes, name, limits, report);
  std::optional<FontConfig> config;
  if (tree)
    config =
        yaml::parse_fonts({name, report, links}, *tree->root, std::filesystem::absolute(file).parent_path());
  if (config && report.errors() == 0)
    return *std::move(config);
  const Problems problems = report.finish();
  if (problems.list.empty())
    return fail(ErrorKind::bug, "'{}' 파일을 읽지 못했습니다.", "cannot read '{}'.", name);
  return fail(ErrorKind::invalid, "글꼴 설정이 잘못되었습니다.\n{}", "the font configuration is wrong.\n{1}",
              to_text(problems.list.front(), Lang::ko), to_text(problems.list.front(), Lang::en));
}

}  // namespace madang
