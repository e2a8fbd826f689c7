// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/inspect_codes.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "player/findings.h"
#include "player/prepare/patient_resources.h"
#include "player/reel.h"
#include "player/render/flatten.h"
#include "player/render/software.h"
#include "player/scene/build.h"
#include "player/scene/qr.h"

namespace madang {
namespace {

constexpr double k_scan_of_distance = 0.5;
constexpr double k_module_of_scan = 1.0 / 250;
constexpr double k_phone_pixels = 1920 * 26.0 / 36;  // per radian: across a frame of 36 mm behind 26 mm
constexpr double k_least_phone_pixels = 2;           // per module
constexpr double k_unknown_phone = 0.5;              // of the screen's pixels, where no measures are known

bool shows_codes(const Document& document) {
  return std::any_of(document.playlists.begin(), document.playlists.end(), [](const auto& entry) {
    const auto& items = entry.second.items;
    return std::any_of(items.begin(), items.end(),
                       [](const Item& item) { return std::holds_alternative<QrItem>(item.what); });
  });
}

bool overlap(const Placement& a, const Placement& b) {
  return a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height &&
         b.top < a.top + a.height;
}

/// A code on a page, and what may lie over it, from back to front.
struct Sight {
  const Item* item = nullptr;
  std::vector<Cue> cues;  ///< its own first
};

/// The codes that stand still among the cues of an instant.
std::vector<Sight> sights_in(const std::vector<Cue>& cues) {
  std::vector<Sight> sights;
  for (size_t i = 0; i < cues.size(); ++i) {
    const auto* item = std::get_if<const Item*>(&cues[i].what);
    if (item == nullptr || !std::holds_alternative<QrItem>((*item)->what) ||
        cues[i].appearance != Appearance{})
      continue;
    Sight sight{*item, {cues[i]}};
    std::copy_if(cues.begin() + static_cast<std::ptrdiff_t>(i) + 1, cues.end(),
                 std::back_inserter(sight.cues),
                 [&](const Cue& above) { return overlap(above.place, cues[i].place); });
    sights.push_back(std::move(sight));
  }
  return sights;
}

/// Of a screen's measures, what counts for codes. Nothing where they are not known.
struct Scan {
  double mm_per_pixel = 0;
  double distance = 0;  ///< of who scans, mm
};
std::optional<Scan> scan_of(const Screen& screen) {
  if (!screen.width_mm || !screen.viewing_distance_m)
    return std::nullopt;
  return Scan{*screen.width_mm / screen.resolution.width,
              *screen.viewing_distance_m * 1000 * k_scan_of_distance};
}
double phone_pixels(const Scan& scan) {  // per pixel of the screen
  return scan.mm_per_pixel / scan.distance * k_phone_pixels;
}

/// That part of a page of 32 bits a pixel (B G R X), as light as it is seen. What lies outside of the page is
/// black.
GreyPicture cut_out(const std::vector<std::uint8_t>& page, Size size, const Rect& part) {
  GreyPicture grey{part.size(), {}};
  grey.pixels.resize(static_cast<size_t>(part.width) * static_cast<size_t>(part.height));
  const Rect seen = intersect(part, {0, 0, size.width, size.height});
  for (int y = seen.y; y < seen.bottom(); ++y) {
    for (int x = seen.x; x < seen.right(); ++x) {
      const auto* bgr =
          &page[(static_cast<size_t>(y) * static_cast<size_t>(size.width) + static_cast<size_t>(x)) * 4];
      grey.pixels[static_cast<size_t>(y - part.y) * static_cast<size_t>(part.width) +
                  static_cast<size_t>(x - part.x)] =
          static_cast<std::uint8_t>((bgr[0] * 29 + bgr[1] * 150 + bgr[2] * 77) >> 8);  // BT.601
    }
  }
  return grey;
}

/// Each pixel the mean of what it covers, as of a lens; `scale` 0 to 1.
GreyPicture seen_smaller(const GreyPicture& from, double scale) {
  const auto smaller = [&](int length) { return std::max(1, static_cast<int>(std::lround(length * scale))); };
  GreyPicture to{{smaller(from.size.width), smaller(from.size.height)}, {}};
  to.pixels.reserve(static_cast<size_t>(to.size.width) * static_cast<size_t>(to.size.height));
  const auto shares = [](int index, int count, int whole) {
    const double begin = static_cast<double>(index) * whole / count,
                 end = static_cast<double>(index + 1) * whole / count;
    std::vector<std::pair<int, double>> all;
    for (int i = static_cast<int>(begin); i < end && i < whole; ++i)
      all.emplace_back(i, std::min<double>(i + 1, end) - std::max<double>(i, begin));
    return all;
  };
  std::vector<std::vector<std::pair<int, double>>> columns;
  for (int x = 0; x < to.size.width; ++x)
    columns.push_back(shares(x, to.size.width, from.size.width));
  for (int y = 0; y < to.size.height; ++y) {
    const auto rows = shares(y, to.size.height, from.size.height);
    for (const auto& column : columns) {
      double sum = 0, weight = 0;
      for (const auto& [row, high] : rows) {
        for (const auto& [at, wide] : column) {
          sum += high * wide *
                 from.pixels[static_cast<size_t>(row) * static_cast<size_t>(from.size.width) +
                             static_cast<size_t>(at)];
          weight += high * wide;
        }
      }
      to.pixels.push_back(static_cast<std::uint8_t>(std::lround(sum / std::max(weight, 1e-9))));
    }
  }
  return to;
}

class CodeInspector {
 public:
  CodeInspector(const LocalContent& content, Typesetter& typesetter, const CodeReader& read)
      : document_(content.document),
        cache_(1),
        resources_(typesetter, cache_, content.inventory, decoder_program()),
        read_(read) {}

  /// Ends when a round of changes brought no code that was not looked at before.
  void look_at(const Reel& reel, size_t index) {
    const Look& where = reel.look(index);
    const Interval time = Reel::time(index);
    const size_t enough = reel.changes_in_a_round(index);
    std::set<std::vector<const void*>> known;
    SysTime t = time.from;
    for (size_t i = 0, quiet = 0; i < Reel::k_most_instants && quiet < enough && t < time.to; ++i, ++quiet) {
      const SysTime next = std::min(reel.timeline().next_change(t), time.to);
      for (const Sight& sight : sights_in(reel.timeline().at(t + (next - t) / 2))) {
        std::vector<const void*> key;
        for (const Cue& cue : sight.cues) {
          const auto* item = std::get_if<const Item*>(&cue.what);
          key.push_back(item != nullptr ? *item : nullptr);
        }
        if (!known.insert(std::move(key)).second)
          continue;
        quiet = 0;
        judge(sight, where);
      }
      t = next;
    }
  }

  Findings findings() && { return std::move(findings_); }

 private:
  void judge(const Sight& sight, const Look& where) {
    const Screen& screen = where.screen();
    const Setting setting = setting_of(document_, screen.id, screen.resolution);
    const auto parts = build_parts(sight.cues, setting, resources_);
    const auto code =
        parts.front().nodes.empty() ? nullptr : std::get_if<PictureNode>(&parts.front().nodes.back().what);
    if (code == nullptr)
      return add(no_room(*sight.item), where);
    const Rect place = code->place;
    if (auto finding = too_small(*sight.item, place.width, screen)) {
      const bool hopeless = finding->is_error;
      add(*std::move(finding), where);
      if (hopeless)
        return;
    }
    std::vector<std::uint8_t> pixels(static_cast<size_t>(screen.resolution.width) *
                                     static_cast<size_t>(screen.resolution.height) * 4);
    renderer_.draw(flatten(assemble(parts, screen.resolution), nullptr),
                   {pixels.data(), screen.resolution.width * 4, screen.resolution});
    const GreyPicture near = cut_out(pixels, screen.resolution, place);
    const auto scan = scan_of(screen);
    const double scale = std::min(1.0, scan ? phone_pixels(*scan) : k_unknown_phone);
    const std::string& data = std::get<QrItem>(sight.item->what).data;
    if (read_(near) != data)
      add(unreadable(*sight.item, sight.cues.size() > 1), where);
    else if (read_(seen_smaller(near, scale)) != data)
      add(unreadable_from_afar(*sight.item, scan), where);
  }

  static Finding no_room(const Item& item) {
    const auto code = encode_qr(std::get<QrItem>(item.what));
    if (!code)
      return {"qr-too-small", true, item.mark, {}, code.error().message, {}};
    return {"qr-too-small",
            true,
            item.mark,
            {},
            say("구역이 너무 좁아서 QR이 나오지 않습니다.",
                "the zone is too small for the QR code to be shown at all."),
            say("구역의 짧은 변을 {}픽셀 이상으로 넓히거나, 더 짧은 주소를 쓰세요.",
                "make the shorter side of its zone at least {} px, or use a shorter address.",
                code->with_quiet_zone() * 4)};
  }

  static std::optional<Finding> too_small(const Item& item, int side, const Screen& screen) {
    const auto scan = scan_of(screen);
    const auto code = encode_qr(std::get<QrItem>(item.what));
    if (!scan || !code)
      return std::nullopt;
    const double module = code->pixels_per_module(side) * scan->mm_per_pixel;
    const double wanted = scan->distance * k_module_of_scan;
    if (module >= wanted * 0.995)
      return std::nullopt;
    const bool hopeless = module / scan->mm_per_pixel * phone_pixels(*scan) < k_least_phone_pixels;
    const int pixels = static_cast<int>(std::ceil(wanted / scan->mm_per_pixel));
    const size_t letters = letters_in_qr(side / pixels - 2 * k_quiet_modules);
    return Finding{
        "qr-too-small",
        hopeless,
        item.mark,
        {},
        say("QR 한 칸이 {:.1f}mm입니다. {:g}m에서 찍으려면 {:.1f}mm는 되어야 합니다.",
            "a module of the QR code is {:.1f} mm; to be scanned from {:g} m it should be {:.1f} mm.", module,
            scan->distance / 1000, wanted),
        letters < 12
            ? say("구역의 짧은 변을 {}픽셀 이상으로 넓히거나, 더 짧은 주소를 쓰세요.",
                  "make the shorter side of its zone at least {} px, or use a shorter address.",
                  pixels * code->with_quiet_zone())
            : say("구역의 짧은 변을 {}픽셀 이상으로 넓히거나, 주소를 {}자 이하로 줄이세요.",
                  "make the shorter side of its zone at least {} px, or the address {} characters at most.",
                  pixels * code->with_quiet_zone(), letters)};
  }

  static Finding unreadable(const Item& item, bool covered) {
    return {"qr-unreadable",
            true,
            item.mark,
            {},
            say("화면에 나온 QR을 되읽을 수 없습니다.", "the QR code cannot be read back from the screen."),
            covered ? say("위에 놓인 것이 가립니다. 그 구역을 옮기거나 QR 구역의 'z'를 높이세요.",
                          "something lies over it; move that zone away, or give the code's a higher 'z'.")
                    : say("QR이 화면 밖으로 나가지 않는지, 두 색이 뚜렷이 다른지 보세요.",
                          "see whether all of it is on the screen, and its two colours differ enough.")};
  }

  static Finding unreadable_from_afar(const Item& item, const std::optional<Scan>& scan) {
    return {"qr-unreadable",
            true,
            item.mark,
            {},
            scan ? say("{:g}m 떨어진 휴대전화로는 QR을 읽을 수 없습니다.",
                       "a phone at {:g} m cannot read the QR code.", scan->distance / 1000)
                 : say("QR의 칸이 너무 작아서 휴대전화로 읽을 수 없습니다.",
                       "the modules of the QR code are too small for a phone."),
            say("구역을 넓히거나, 주소를 줄이거나, 위에 놓인 것을 치우세요.",
                "give it more room, use a shorter address, or move away what lies over it.")};
  }

  void add(Finding finding, const Look& where) { add_to(findings_, std::move(finding), where); }

  const Document& document_;
  ResourceCache cache_;
  PatientResources resources_;
  const CodeReader& read_;
  SoftwareRenderer renderer_;
  Findings findings_;
};

}  // namespace

std::vector<Finding> inspect_codes(const LocalContent& content, Typesetter& typesetter,
                                   const CodeReader& read) {
  if (!shows_codes(content.document))
    return {};
  const Reel reel(content);
  CodeInspector inspector(content, typesetter, read);
  for (size_t i = 0; i < reel.size(); ++i)
    inspector.look_at(reel, i);
  return in_order(std::move(inspector).findings(), content.document.site);
}

}  // namespace madang
