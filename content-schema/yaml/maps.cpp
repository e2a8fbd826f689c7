// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"
#include "content-schema/yaml/fields.h"
#include "content-schema/yaml/nearest.h"
#include "content-schema/yaml/validate.h"

namespace madang::yaml {
namespace {

/// The file's bytes; what is wrong with it is reported.
std::optional<std::vector<std::byte>> read_features(const Folder& folder, const MapDraft& draft, Report& report) {
  const Folder::Medium file = folder.find_medium(draft.source.features);
  if (file.found != Folder::Found::file) {
    const std::string_view near = nearest(draft.source.features, folder.files());
    report.error(
        "missing-features", draft.place,
        file.found == Folder::Found::outside
            ? say("{}은(는) 콘텐츠 폴더 밖의 파일입니다.", "{} is outside the content folder.",
                  in_quotes(draft.source.features))
            : say("지도 파일 {}이(가) 없습니다.", "there is no file {}.", in_quotes(draft.source.features)),
        near.empty() ? say("QGIS나 geojson.io에서 내보낸 GeoJSON을 maps 폴더에 넣으세요.",
                           "put the GeoJSON that QGIS or geojson.io exported into the folder maps.")
                     : advise(draft.source.features, std::vector<std::string>{std::string(near)}));
    return std::nullopt;
  }
  const geo::GeoLimits limits;
  auto bytes = read_file(folder.root() / file.path, limits.bytes);
  if (bytes)
    return *std::move(bytes);
  if (bytes.error().kind == ErrorKind::limit) {
    report.error("file-too-large", {{draft.source.features, 0, 0}, 1},
                 say("지도 파일이 너무 큽니다. 한도는 {}MB입니다.",
                     "the map file is too large; the limit is {} MB.", limits.bytes >> 20),
                 say("시장 밖의 것을 지우고 QGIS의 '단순화'로 점을 줄이세요.",
                     "remove what is not of the market, and use 'Simplify' in QGIS."));
  } else {
    report.error("unreadable", {{draft.source.features, 0, 0}, 1}, bytes.error().message);
  }
  return std::nullopt;
}

/// Of all that the map is made from: the features, what the document says of them, and where the screens stand.
std::string digest_of(const geo::MapSource& source, std::span<const std::byte> features, const Site& site) {
  std::string words = fmt::format("{} {} {} {}\n", static_cast<int>(source.coordinates), source.metres_per_pixel,
                                  source.plan, source.metres_per_minute);
  const auto add = [&](const LocalText& text) {
    for (const TaggedText& version : text.versions)
      words += version.language + ' ' + version.text + '\n';
  };
  add(source.name);
  for (const MapCategory& each : source.categories) {
    words += each.id + ' ' + to_string(each.colour) + ' ' + each.icon + '\n';
    add(each.name);
  }
  for (const LanguageTag& language : site.languages)
    words += language + '\n';
  for (const Screen& screen : site.screens) {
    if (screen.place)
      words += fmt::format("{} {} {} {} {}\n", screen.id.value, screen.place->feature, screen.place->x, screen.place->y,
                           screen.place->faces.value_or(-1));
  }
  Sha256 digest;
  digest.update(as_bytes(words));
  digest.update(features);
  return digest.finish().hex();
}

}  // namespace

void make_maps(const Folder& folder, Collected& collected, Report& report) {
  for (MapDraft& draft : collected.maps) {
    if (draft.source.features.empty())
      continue;
    const auto bytes = read_features(folder, draft, report);
    if (!bytes) {
      collected.all_read = false;
      continue;
    }
    report.add_file(draft.source.features, "");
    auto features = geo::read_geojson(*bytes);
    if (!features) {
      report.error("bad-geojson", {{draft.source.features, 0, 0}, 1}, features.error().message);
      collected.all_read = false;
      continue;
    }
    const Site& site = collected.document.site;
    draft.source.digest = digest_of(draft.source, *bytes, site);
    geo::MadeMap made = geo::make_map(draft.source, *std::move(features), site);
    for (geo::MapProblem& problem : made.problems) {
      const Place place = problem.screen != nullptr ? Place{problem.screen->mark, 1}
                                                    : Place{{draft.source.features, 0, 0}, 1};
      if (problem.error)
        report.error(problem.code, place, std::move(problem.what), std::move(problem.instead));
      else
        report.warning(problem.code, place, std::move(problem.what), std::move(problem.instead));
    }
    if (made.map.features.empty()) {
      collected.all_read = false;  // that none of the places that items name is there would only hide why
      continue;
    }
    collected.document.maps.insert_or_assign(draft.source.path, std::move(made.map));
  }
}

}  // namespace madang::yaml
