// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/font_set.h"

#include <algorithm>
#include <set>

#include "player/text/face.h"

namespace madang {
namespace {

constexpr size_t k_shaped_units = 400'000;  // about 40 MB with its glyphs

/// Opens each face of a config once.
class Opener {
 public:
  Opener(FontSet::Faces& faces, const FontBytes& bytes) : faces_(faces), bytes_(bytes) {}

  std::vector<FaceId> open_all(const std::vector<FontFace>& wanted) {
    std::vector<FaceId> ids;
    for (const auto& face : wanted) {
      const auto id = open(face);
      if (id && std::find(ids.begin(), ids.end(), *id) == ids.end())
        ids.push_back(*id);
    }
    return ids;
  }

 private:
  std::optional<FaceId> open(const FontFace& wanted) {
    const auto key = std::pair(wanted.file, wanted.index);
    const auto known = known_.find(key);
    if (known != known_.end())
      return known->second;
    std::optional<FaceId> id;
    if (auto bytes = bytes_(wanted.file)) {
      id = add(wanted, *bytes);
      if (!id)
        report(wanted, {"글꼴 파일이 아니거나 손상되었습니다.", "it is not a font file, or it is damaged"});
    } else {
      report(wanted, bytes.error().message);
    }
    known_.emplace(key, id);
    return id;
  }

  std::optional<FaceId> add(const FontFace& wanted, std::span<const std::byte> bytes) {
    const HbBlob blob(hb_blob_create(reinterpret_cast<const char*>(bytes.data()),
                                     static_cast<unsigned>(bytes.size()), HB_MEMORY_MODE_READONLY, nullptr,
                                     nullptr));
    if (wanted.index < 0 || static_cast<unsigned>(wanted.index) >= hb_face_count(blob.get()))
      return std::nullopt;
    const HbFace opened(hb_face_create(blob.get(), static_cast<unsigned>(wanted.index)));
    if (hb_face_get_glyph_count(opened.get()) == 0 || faces_.faces.size() >= UINT16_MAX)
      return std::nullopt;
    Face face;
    face.name = wanted.file.filename().string();
    face.bytes = bytes;
    face.index = wanted.index;
    face.font.reset(hb_font_create(opened.get()));
    face.units = hb_face_get_upem(opened.get());
    faces_.faces.push_back(std::move(face));
    return FaceId{static_cast<std::uint16_t>(faces_.faces.size() - 1)};
  }

  void report(const FontFace& wanted, const Bilingual& why) {
    if (!reported_.insert(wanted.file).second)
      return;
    const std::string file = wanted.file.string();
    faces_.problems.push_back(
        wanted.package.empty()
            ? say("글꼴 {0}을(를) 쓸 수 없습니다: {1}", "cannot use the font {0}: {2}", file, why.ko, why.en)
            : say("글꼴 {0}을(를) 쓸 수 없습니다: {1} 'sudo apt install {3}' 명령으로 설치해 주십시오.",
                  "cannot use the font {0}: {2}; install it with 'sudo apt install {3}'", file, why.ko,
                  why.en, wanted.package));
  }

  FontSet::Faces& faces_;
  const FontBytes& bytes_;
  std::map<std::pair<std::filesystem::path, int>, std::optional<FaceId>> known_;
  std::set<std::filesystem::path> reported_;
};

/// How well a chain's tag serves a language: the length of the tag where the language is it or narrower, else
/// 0.
size_t match(std::string_view tag, std::string_view language) {
  if (!language.starts_with(tag))
    return 0;
  return language.size() == tag.size() || language[tag.size()] == '-' ? tag.size() : 0;
}

}  // namespace

// The middle of 한 or, in a font without Hangul, of H: a headline whose box is centred by the font's ascent
// and descent sits too low by 5 % of an em in Noto Sans CJK.
double Face::middle() const {
  for (const hb_codepoint_t c : {0xD55Cu, 0x48u}) {
    hb_codepoint_t glyph = 0;
    hb_glyph_extents_t extents{};
    if (hb_font_get_nominal_glyph(font.get(), c, &glyph) &&
        hb_font_get_glyph_extents(font.get(), glyph, &extents) && extents.height != 0) {
      return (extents.y_bearing + extents.height / 2.0) / units;
    }
  }
  hb_font_extents_t line{};
  hb_font_get_h_extents(font.get(), &line);
  return (line.ascender + line.descender) / 2.0 / units;
}

FontSet::Faces::Faces() : shaped(k_shaped_units) {}

const std::vector<FaceId>& FontSet::Faces::chain(std::string_view role, Weight weight,
                                                 std::string_view language) const {
  auto found = roles.find(role);
  if (found == roles.end())
    found = roles.find("body");
  if (found == roles.end())
    return any;
  const Chain* best = nullptr;
  size_t best_match = 0;
  for (const auto& chain : found->second) {
    if (chain.languages.empty() && best == nullptr)
      best = &chain;
    for (const auto& tag : chain.languages) {
      const size_t length = match(tag, language);
      if (length <= best_match)
        continue;
      best = &chain;
      best_match = length;
    }
  }
  if (best == nullptr && !found->second.empty())
    best = &found->second.front();
  if (best == nullptr)
    return any;
  const auto& faces_of_chain = weight == Weight::bold ? best->bold : best->regular;
  return faces_of_chain.empty() ? any : faces_of_chain;
}

FontSet::FontSet(std::unique_ptr<Faces> faces) : faces_(std::move(faces)) {}
FontSet::FontSet(FontSet&&) noexcept = default;
FontSet& FontSet::operator=(FontSet&&) noexcept = default;
FontSet::~FontSet() = default;
const std::vector<Bilingual>& FontSet::problems() const {
  return faces_->problems;
}
const std::string& FontSet::name(FaceId id) const {
  return (*faces_)[id].name;
}
FontSet::Faces& FontSet::faces() {
  return *faces_;
}

Result<FontSet> FontSet::create(const FontConfig& config, const FontBytes& bytes) {
  auto faces = std::make_unique<Faces>();
  FT_Library library = nullptr;
  if (FT_Init_FreeType(&library) != 0) {
    return fail(ErrorKind::unavailable, "FreeType을 시작할 수 없습니다.", "cannot start FreeType");
  }
  faces->library.reset(library);

  Opener opener(*faces, bytes);
  const auto with_last_resort = [&](std::vector<FaceId> ids, const std::vector<FaceId>& last) {
    for (const auto id : last) {
      if (std::find(ids.begin(), ids.end(), id) == ids.end())
        ids.push_back(id);
    }
    return ids;
  };
  const auto last_resort = opener.open_all(config.last_resort);
  for (const auto& [role, chains] : config.roles) {
    for (const auto& chain : chains) {
      faces->roles[role].push_back(
          {chain.languages, with_last_resort(opener.open_all(chain.regular), last_resort),
           with_last_resort(opener.open_all(chain.bold.empty() ? chain.regular : chain.bold), last_resort)});
    }
  }
  faces->emoji = opener.open_all(config.emoji);
  if (faces->faces.empty()) {
    Bilingual why = faces->problems.empty()
                        ? Bilingual{"글꼴 목록이 비어 있습니다.", "the list of fonts is empty"}
                        : faces->problems.front();
    return fail(ErrorKind::not_found, "쓸 수 있는 글꼴이 하나도 없습니다: {}",
                "there is no font to draw with: {1}", why.ko, why.en);
  }
  for (size_t i = 0; i < faces->faces.size(); ++i)
    faces->any.push_back(FaceId{static_cast<std::uint16_t>(i)});
  return FontSet(std::move(faces));
}

}  // namespace madang
