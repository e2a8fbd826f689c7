// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/support/test_fonts.h"

#include <cstdio>
#include <cstdlib>
#include <map>

#include "content-schema/base/file.h"

namespace madang::test {
namespace {

struct Family {
  const char* regular;
  const char* bold;  // null: none
  int index;
  const char* package;
};

const std::map<std::string, Family>& families() {
  static const std::map<std::string, Family> all = {
      {"sans-cjk",
       {"opentype/noto/NotoSansCJK-Regular.ttc", "opentype/noto/NotoSansCJK-Bold.ttc", 1, "fonts-noto-cjk"}},
      {"serif-cjk",
       {"opentype/noto/NotoSerifCJK-Regular.ttc", "opentype/noto/NotoSerifCJK-Bold.ttc", 1,
        "fonts-noto-cjk"}},
      {"nanum-round",
       {"truetype/nanum/NanumSquareRoundR.ttf", "truetype/nanum/NanumSquareRoundB.ttf", 0, "fonts-nanum"}},
      {"sans",
       {"truetype/noto/NotoSans-Regular.ttf", "truetype/noto/NotoSans-Bold.ttf", 0, "fonts-noto-core"}},
      {"thai",
       {"truetype/noto/NotoSansThai-Regular.ttf", "truetype/noto/NotoSansThai-Bold.ttf", 0,
        "fonts-noto-core"}},
      {"arabic",
       {"truetype/noto/NotoSansArabic-Regular.ttf", "truetype/noto/NotoSansArabic-Bold.ttf", 0,
        "fonts-noto-core"}},
      {"hebrew",
       {"truetype/noto/NotoSansHebrew-Regular.ttf", "truetype/noto/NotoSansHebrew-Bold.ttf", 0,
        "fonts-noto-core"}},
      {"devanagari",
       {"truetype/noto/NotoSansDevanagari-Regular.ttf", "truetype/noto/NotoSansDevanagari-Bold.ttf", 0,
        "fonts-noto-core"}},
      {"khmer",
       {"truetype/noto/NotoSansKhmer-Regular.ttf", "truetype/noto/NotoSansKhmer-Bold.ttf", 0,
        "fonts-noto-core"}},
      {"lao",
       {"truetype/noto/NotoSansLao-Regular.ttf", "truetype/noto/NotoSansLao-Bold.ttf", 0, "fonts-noto-core"}},
      {"myanmar",
       {"truetype/noto/NotoSansMyanmar-Regular.ttf", "truetype/noto/NotoSansMyanmar-Bold.ttf", 0,
        "fonts-noto-core"}},
      {"mongolian", {"truetype/noto/NotoSansMongolian-Regular.ttf", nullptr, 0, "fonts-noto-core"}},
      {"symbols",
       {"truetype/noto/NotoSansSymbols-Regular.ttf", "truetype/noto/NotoSansSymbols-Bold.ttf", 0,
        "fonts-noto-core"}},
      {"symbols2", {"truetype/noto/NotoSansSymbols2-Regular.ttf", nullptr, 0, "fonts-noto-core"}},
      {"math", {"truetype/noto/NotoSansMath-Regular.ttf", nullptr, 0, "fonts-noto-core"}},
      {"emoji", {"truetype/noto/NotoColorEmoji.ttf", nullptr, 0, "fonts-noto-color-emoji"}},
  };
  return all;
}

std::vector<FontFace> faces(const std::vector<std::string>& names, Weight weight) {
  std::vector<FontFace> out;
  for (const auto& name : names) {
    const Family& family = families().at(name);
    const bool bold = weight == Weight::bold && family.bold != nullptr;
    const std::filesystem::path root = "/usr/share/fonts";
    out.push_back({root / (bold ? family.bold : family.regular), family.index, family.package});
  }
  return out;
}

FontChain chain(std::vector<LanguageTag> languages, const std::vector<std::string>& names) {
  return {std::move(languages), faces(names, Weight::regular), faces(names, Weight::bold)};
}

}  // namespace

FontConfig shipped_fonts() {
  FontConfig config;
  auto& body = config.roles["body"];
  body.push_back(
      chain({"ko", "en", "ja", "zh"}, {"sans-cjk", "sans", "thai", "arabic", "hebrew", "devanagari", "khmer",
                                       "lao", "myanmar", "mongolian", "symbols", "symbols2"}));
  body.push_back(chain({"th"}, {"thai", "sans", "sans-cjk", "symbols", "symbols2"}));
  body.push_back(chain({"km"}, {"khmer", "sans", "sans-cjk", "symbols", "symbols2"}));
  body.push_back(chain({"lo"}, {"lao", "sans", "sans-cjk", "symbols", "symbols2"}));
  body.push_back(chain({"my"}, {"myanmar", "sans", "sans-cjk", "symbols", "symbols2"}));
  body.push_back(chain({}, {"sans", "arabic", "hebrew", "devanagari", "thai", "khmer", "lao", "myanmar",
                            "mongolian", "sans-cjk", "symbols", "symbols2"}));
  auto& display = config.roles["display"];
  display = body;
  for (auto& each : display)
    each.regular = each.bold;
  auto& round = config.roles["round"];
  round.push_back(chain({"ko", "en"}, {"nanum-round", "sans-cjk", "sans", "symbols", "symbols2"}));
  round.insert(round.end(), body.begin(), body.end());
  auto& serif = config.roles["serif"];
  serif.push_back(chain({"ko", "en", "ja", "zh"}, {"serif-cjk", "sans-cjk", "sans", "symbols", "symbols2"}));
  serif.insert(serif.end(), body.begin(), body.end());
  config.emoji = faces({"emoji"}, Weight::regular);
  config.last_resort = faces({"sans-cjk", "sans", "thai", "arabic", "hebrew", "devanagari", "khmer", "lao",
                              "myanmar", "symbols", "symbols2", "math"},
                             Weight::regular);
  return config;
}

FontBytes mapped_fonts() {
  return [](const std::filesystem::path& file) -> Result<std::span<const std::byte>> {
    static std::map<std::filesystem::path, MappedFile> mapped;
    auto known = mapped.find(file);
    if (known == mapped.end()) {
      auto opened = MappedFile::open(file);
      if (!opened)
        return fail(std::move(opened.error()));
      known = mapped.emplace(file, std::move(*opened)).first;
    }
    return known->second.bytes();
  };
}

FontSet& font_set() {
  static Result<FontSet> set = FontSet::create(shipped_fonts(), mapped_fonts());
  if (!set) {
    std::fprintf(stderr, "%s\n", set.error().message.en.c_str());
    std::abort();
  }
  return *set;
}

}  // namespace madang::test
