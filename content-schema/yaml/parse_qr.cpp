// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>
#include <array>
#include <optional>

#include "content-schema/yaml/parse.h"

namespace madang::yaml {
namespace {

// ISO/IEC 18004: 1,273 bytes at level H; a code that long is not read from metres away.
constexpr size_t k_longest = 1200;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_word(std::string_view text, std::string_view also) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return is_digit(c) || is_letter(c) || also.find(c) != also.npos;
  });
}

bool is_address(std::string_view text) {
  const size_t scheme = text.starts_with("https://") ? 8 : text.starts_with("http://") ? 7 : 0;
  return scheme > 0 && text.size() > scheme && std::string_view("/?#:").find(text[scheme]) == text.npos &&
         text.find_first_of(" \t\n\"<>\\") == text.npos;
}

/// CRC-16 with polynomial 1021 and start FFFF, as EMV QRCPS (merchant-presented mode) 4.7.3 asks for.
unsigned checksum(std::string_view text) {
  unsigned crc = 0xFFFF;
  for (const char c : text) {
    crc ^= static_cast<unsigned>(static_cast<unsigned char>(c)) << 8;
    for (int bit = 0; bit < 8; ++bit)
      crc = (crc & 0x8000) != 0 ? (crc << 1 ^ 0x1021) & 0xFFFF : crc << 1 & 0xFFFF;
  }
  return crc;
}

/// What is after the last of these signs: what a person meant who pasted a whole address.
std::string tail(std::string_view text) {
  text = text.substr(0, text.find_first_of("?#"));
  while (!text.empty() && text.back() == '/')
    text.remove_suffix(1);
  const size_t slash = text.find_last_of("/@");
  return std::string(text.substr(slash == text.npos ? 0 : slash + 1));
}

std::optional<std::string> read_address(const Parse& parse, const Field& field) {
  auto text = read_string(parse, field);
  if (!text || is_address(*text))
    return text;
  parse.error(
      "bad-address", field.node,
      say("{}은(는) 인터넷 주소가 아닙니다.", "{} is no internet address.", in_quotes(*text)),
      say("https://로 시작하는 주소를 빈칸 없이 적으세요. 글을 담으려면 'qr: \"...\"'로 쓰세요.",
          "write an address that begins with https://, without spaces; for words write 'qr: \"...\"'."));
  return std::nullopt;
}

/// What a payment provider gives a shop: an address, or the fields of EMV QRCPS, which end in their checksum.
std::optional<std::string> read_payment(const Parse& parse, const Field& field) {
  auto text = read_string(parse, field);
  if (!text || is_address(*text))
    return text;
  if (!text->starts_with("000201")) {
    parse.error(
        "bad-payment", field.node,
        say("{}은(는) 결제 QR의 내용이 아닙니다.", "{} is not what a payment code holds.", in_quotes(*text)),
        say("가맹점 QR을 휴대전화로 찍어 나온 글을 그대로 적으세요. https:// 나 000201로 시작합니다.",
            "write exactly what a phone reads from the shop's own code; it begins with https:// or 000201."));
    return std::nullopt;
  }
  const std::string_view all = *text;
  const bool whole =
      all.size() > 8 && all.substr(all.size() - 8, 4) == "6304" &&
      all.substr(all.size() - 4) == fmt::format("{:04X}", checksum(all.substr(0, all.size() - 4)));
  if (whole)
    return text;
  parse.error("bad-payment", field.node,
              say("결제 QR의 내용이 끝의 확인 숫자와 맞지 않습니다.",
                  "what the payment code holds does not agree with the checksum at its end."),
              say("글자가 빠지거나 바뀌었습니다. 가맹점 QR에서 다시 옮겨 적으세요.",
                  "a character is missing or another; copy it from the shop's own code again."));
  return std::nullopt;
}

/// A service that gives its customers a name of their own under one address.
struct Service {
  std::string_view key;
  std::string_view before;  ///< of the address
  std::string_view after;
  bool (*is_name)(std::string_view);
  const char* ko;  ///< what the name is
  const char* en;
  const char* example;
};
constexpr std::array k_services{
    Service{"kakao", "https://pf.kakao.com/", "",
            [](std::string_view text) {
              return text.size() > 1 && text[0] == '_' && is_word(text.substr(1), "");
            },
            "카카오톡 채널 주소 끝의 '_'로 시작하는 이름",
            "what follows pf.kakao.com/ in the channel's address", "_olleM"},
    Service{"naver-place", "https://map.naver.com/p/entry/place/", "",
            [](std::string_view text) {
              return text.size() >= 4 && text.size() <= 16 && std::all_of(text.begin(), text.end(), is_digit);
            },
            "네이버 플레이스 주소에 있는 숫자", "the number in the place's address", "11491438"},
    Service{"instagram", "https://www.instagram.com/", "/",
            [](std::string_view text) { return text.size() <= 30 && is_word(text, "._"); },
            "@ 없이 적은 인스타그램 이름", "the name on Instagram, without @", "olle.market"},
};

std::optional<std::string> read_service(const Parse& parse, const Field& field, const Service& service) {
  const auto name = read_string(parse, field);
  if (!name)
    return std::nullopt;
  if (service.is_name(*name))
    return fmt::format("{}{}{}", service.before, *name, service.after);
  const std::string meant = tail(*name);
  parse.error("bad-account", field.node,
              say("'{0}' 값으로 {1}은(는) 쓸 수 없습니다. {2}을(를) 적습니다.",
                  "'{0}' cannot be {1}; it is {3}.", field.key, in_quotes(*name), service.ko, service.en),
              service.is_name(meant) ? say("'{}'(으)로 쓰세요.", "write '{}'.", meant)
                                     : say("{} 처럼 쓰세요.", "write it like {}.", service.example));
  return std::nullopt;
}

std::optional<std::string> read_data(const Parse& parse, const Field& field) {
  if (!field.node.is_map())
    return read_string(parse, field);
  const Fields fields(parse, field.node, keys::qr);
  const Node::Entry* what = fields.exactly_one(
      keys::qr.keys, say("QR에 무엇을 담을지 적지 않았습니다.", "it does not say what the code holds."));
  if (what == nullptr)
    return std::nullopt;
  const Field inner{*what->value, what->key->text};
  if (inner.key == "url")
    return read_address(parse, inner);
  const auto service = std::find_if(k_services.begin(), k_services.end(),
                                    [&](const Service& each) { return each.key == inner.key; });
  return service != k_services.end() ? read_service(parse, inner, *service) : read_payment(parse, inner);
}

/// Phones find a code by dark on light. Colours that are not known yet are not judged.
void check_colours(const Parse& parse, const Fields& fields, const QrItem& item) {
  const Node* dark = fields.find("dark");
  const Node* light = fields.find("light");
  if ((dark == nullptr && light == nullptr) || parse.site == nullptr)
    return;
  const Node& place = dark != nullptr ? *dark : *light;
  if (item.dark.a < 255 || item.light.a < 255) {
    parse.error("qr-colours",
                item.dark.a < 255 && dark != nullptr ? *dark
                : light != nullptr                   ? *light
                                                     : place,
                say("QR의 색이 비칩니다. 아래에 무엇이 있느냐에 따라 읽히지 않을 수 있습니다.",
                    "a colour of the code lets through what is under it, so it may not be readable."),
                say("불투명한 색을 쓰세요.", "write an opaque colour."));
    return;
  }
  const double difference = relative_luminance(item.light) - relative_luminance(item.dark);
  if (difference >= k_least_qr_contrast)
    return;
  parse.error(
      "qr-colours", place,
      difference < 0
          ? say("'dark'가 'light'보다 밝습니다. 뒤집힌 QR은 읽지 못하는 휴대전화가 많습니다.",
                "'dark' is lighter than 'light'; many phones do not read a code that is turned inside out.")
          : say("'dark' {}과(와) 'light' {}의 밝기 차이가 {:.0f}%입니다. {:.0f}%는 되어야 읽힙니다.",
                "'dark' {} and 'light' {} differ by {:.0f}% in brightness; {:.0f}% are needed to be read.",
                to_string(item.dark), to_string(item.light), difference * 100, k_least_qr_contrast * 100),
      difference < 0 ? say("두 색을 서로 바꾸세요.", "exchange the two.")
                     : say("'dark'를 더 어둡게, 'light'를 더 밝게 하세요. 둘 다 지우면 검정과 하양입니다.",
                           "make 'dark' darker and 'light' lighter; without both it is black and white."));
}

}  // namespace

QrItem parse_qr(const Parse& parse, const Fields& fields) {
  QrItem item;
  if (fields.take("qr", item.data, read_data) && item.data.size() > k_longest) {
    parse.error(
        "out-of-range", *fields.find("qr"),
        say("QR에 담을 글이 너무 깁니다: {}바이트.", "the text of the QR code is too long: {} bytes.",
            item.data.size()),
        say("{}바이트까지입니다. 짧은 주소를 쓰세요.", "the limit is {}. Use a short address.", k_longest));
  }
  fields.take("level", item.level, [](const Parse& p, const Field& f) {
    using L = QrItem::Level;
    return read_choice<L>(
        p, f, {{"low", L::low}, {"medium", L::medium}, {"quartile", L::quartile}, {"high", L::high}});
  });
  fields.take("dark", item.dark, read_colour);
  fields.take("light", item.light, read_colour);
  check_colours(parse, fields, item);
  return item;
}

}  // namespace madang::yaml
