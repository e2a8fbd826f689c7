// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "content-schema/yaml/report.h"
#include "content-schema/yaml/validate.h"

namespace madang::yaml {
namespace {

/// What the texts of one file speak together.
struct Spoken {
  SourceMark first;  ///< of the first text with words
  std::set<LanguageTag> languages;
};

/// A price or a brand in Latin letters is read by everyone; words in another script are not.
bool has_words(const LocalText& text) {
  return text.versions.size() > 1 ||
         std::any_of(text.versions.begin(), text.versions.end(), [](const TaggedText& version) {
           return std::any_of(version.text.begin(), version.text.end(),
                              [](char c) { return (static_cast<unsigned char>(c) & 0x80) != 0; });
         });
}

const LocalText* text_of(const Item& item) {
  if (const auto* text = std::get_if<TextItem>(&item.what))
    return &text->text;
  if (const auto* ticker = std::get_if<TickerItem>(&item.what))
    return &ticker->text;
  return nullptr;
}

}  // namespace

void check_languages(const Document& document, Report& report) {
  std::map<std::string, Spoken> files;
  for (const auto& [path, playlist] : document.playlists) {
    for (const Item& item : playlist.items) {
      const LocalText* text = text_of(item);
      if (text == nullptr || !has_words(*text))
        continue;
      Spoken& spoken = files[item.mark.file];
      if (spoken.languages.empty() || item.mark.line < spoken.first.line)
        spoken.first = item.mark;
      for (const TaggedText& version : text->versions)
        spoken.languages.insert(version.language);
    }
  }
  for (const auto& [file, spoken] : files) {
    std::string missing;
    for (const LanguageTag& language : document.site.languages) {
      if (!spoken.languages.contains(language))
        missing += (missing.empty() ? "" : ", ") + language;
    }
    if (missing.empty())
      continue;
    report.warning("missing-language", {spoken.first, 1},
                   say("이 파일의 글에는 site.yaml의 언어 가운데 {} 글이 없습니다.",
                       "the texts of this file leave out these of the site's languages: {}.", missing),
                   say("그 언어로도 적어 주면 더 많은 손님이 읽습니다.",
                       "write them too, and more visitors can read it."));
  }
}

}  // namespace madang::yaml
