// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "content-schema/model/language.h"
#include "content-schema/yaml/report.h"
#include "content-schema/yaml/validate.h"

namespace madang::yaml {
namespace {

/// What the texts of one file speak together.
struct Spoken {
  SourceMark first;  ///< of the first text with words
  std::set<LanguageTag> languages;
  std::set<size_t> screens;
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
  if (const auto* countdown = std::get_if<CountdownItem>(&item.what))
    return &countdown->text;
  return nullptr;
}

std::set<size_t> screens_of(const std::string& playlist, const Reached& shown) {
  const auto found = shown.find(playlist);
  return found != shown.end() ? found->second : std::set<size_t>();
}

/// ` (screens: gate-1, gate-2)`, or nothing.
Bilingual on_screens(const std::set<size_t>& screens, const Document& document) {
  std::string names;
  for (const size_t index : screens)
    names += (names.empty() ? "" : ", ") + document.site.screens[index].id.value;
  return names.empty() ? Bilingual() : say(" (화면: {})", " (screens: {})", names);
}

Bilingual joined(Bilingual first, const Bilingual& second) {
  return {std::move(first.ko) + second.ko, std::move(first.en) + second.en};
}

void check_files(const Document& document, const Reached& shown, Report& report) {
  std::map<std::string, Spoken> files;
  for (const auto& [path, playlist] : document.playlists) {
    const std::set<size_t> screens = screens_of(path, shown);
    for (const Item& item : playlist.items) {
      const LocalText* text = text_of(item);
      if (text == nullptr || !has_words(*text))
        continue;
      Spoken& spoken = files[item.mark.file];
      if (spoken.languages.empty() || item.mark.line < spoken.first.line)
        spoken.first = item.mark;
      spoken.screens.insert(screens.begin(), screens.end());
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
                   joined(say("이 파일의 글에는 site.yaml의 언어 가운데 {} 글이 없습니다.",
                              "the texts of this file leave out these of the site's languages: {}.", missing),
                          on_screens(spoken.screens, document)),
                   say("그 언어로도 적어 주면 더 많은 손님이 읽습니다.",
                       "write them too, and more visitors can read it."));
  }
}

bool is_written_in(const LocalText& value, const LanguageTag& language) {
  const TaggedText* version = value.in(language);
  return version != nullptr && primary_language(version->language) == primary_language(language);
}

void check_value(const NeededValue& needed, const Document& document, const Reached& shown, Report& report) {
  std::set<size_t> screens;
  std::set<LanguageTag> missing;
  for (const size_t index : screens_of(needed.playlist, shown)) {
    const auto& values = document.site.screens[index].values;
    const auto value = values.find(needed.name);
    if (value == values.end() || !has_words(value->second))
      continue;
    for (const LanguageTag& language : needed.languages) {
      if (is_written_in(value->second, language))
        continue;
      screens.insert(index);
      missing.insert(language);
    }
  }
  if (missing.empty())
    return;
  std::string languages;
  for (const LanguageTag& language : missing)
    languages += (languages.empty() ? "" : ", ") + language;
  report.warning(
      "untranslated-value", needed.place,
      joined(say("{} 글에 들어갈 {{{}}} 값이 그 언어로 없습니다.",
                 "the {} text gets a value of {{{}}} in another language.", languages, needed.name),
             on_screens(screens, document)),
      say("site.yaml에서 그 화면의 값 '{0}'을(를) {1}(으)로도 적으세요.",
          "write the value '{0}' of those screens in {1} too, in site.yaml.", needed.name, languages));
}

}  // namespace

void check_languages(const Document& document, const std::vector<NeededValue>& needed, const Reached& shown,
                     Report& report) {
  check_files(document, shown, report);
  for (const NeededValue& value : needed)
    check_value(value, document, shown, report);
}

}  // namespace madang::yaml
