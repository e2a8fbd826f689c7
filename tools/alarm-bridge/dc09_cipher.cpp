// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/dc09_cipher.h"

#include <openssl/evp.h>

#include <new>

#include "content-schema/base/owned.h"

namespace madang::bridge {
namespace {

constexpr std::size_t k_block = 16;

using CipherContext = Owned<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free>;

enum class Direction { decrypt = 0, encrypt = 1 };

const EVP_CIPHER* cipher_for(std::string_view key) {
  switch (key.size()) {
    case 16:
      return EVP_aes_128_cbc();
    case 24:
      return EVP_aes_192_cbc();
    default:
      return EVP_aes_256_cbc();
  }
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

/// `text` is whole blocks. OpenSSL can only run out of memory here.
std::string run_cipher(std::string_view text, std::string_view key, Direction direction) {
  constexpr std::array<unsigned char, k_block> zeros{};
  const CipherContext context(EVP_CIPHER_CTX_new());
  std::string result(text.size() + k_block, '\0');
  int length = 0;
  if (!context ||
      EVP_CipherInit_ex(context.get(), cipher_for(key), nullptr, bytes_of(key), zeros.data(),
                        static_cast<int>(direction)) != 1 ||
      EVP_CIPHER_CTX_set_padding(context.get(), 0) != 1 ||
      EVP_CipherUpdate(context.get(), reinterpret_cast<unsigned char*>(result.data()), &length,
                       bytes_of(text), static_cast<int>(text.size())) != 1)
    throw std::bad_alloc();
  result.resize(static_cast<std::size_t>(length));
  return result;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  return (c >= 'a' ? c - 'a' : c - 'A') + 10;
}

}  // namespace

bool is_key(std::string_view key) {
  return key.size() == 16 || key.size() == 24 || key.size() == 32;
}

Result<Dc09Frame> unseal(Dc09Frame frame, std::string_view key) {
  const auto& digits = frame.sealed;
  if (digits.empty() || digits.size() % (2 * k_block) != 0) {
    return fail(ErrorKind::invalid, "DC-09 암호문의 길이가 맞지 않습니다.",
                "the length of the DC-09 ciphertext is wrong.");
  }
  std::string text;
  text.reserve(digits.size() / 2);
  for (std::size_t i = 0; i < digits.size(); i += 2)
    text.push_back(static_cast<char>(hex_value(digits[i]) * 16 + hex_value(digits[i + 1])));
  const std::string clear = run_cipher(text, key, Direction::decrypt);
  // Padding has no bar and no bracket, so whichever comes first ends it.
  std::string_view content = clear;
  const auto start = content.find_first_of("|]");
  if (start == std::string_view::npos) {
    return fail(ErrorKind::invalid, "DC-09 암호문을 풀 수 없습니다. 열쇠가 수신기와 같은지 확인하십시오.",
                "the DC-09 ciphertext cannot be read. See that panel and bridge have the same key.");
  }
  content.remove_prefix(content[start] == '|' ? start + 1 : start);
  if (auto read = read_content(content, frame); !read)
    return fail(read.error());
  frame.encrypted = false;
  frame.sealed.clear();
  return frame;
}

Dc09Frame seal(Dc09Frame frame, std::string_view key, const Padding& padding) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  const std::string content = (frame.data.empty() ? "" : "|") + write_content(frame);
  std::string text;
  for (std::size_t i = 0; i < k_block - content.size() % k_block; ++i)
    text.push_back(letters[padding[i] % letters.size()]);
  frame.sealed.clear();
  for (const char c : run_cipher(text + content, key, Direction::encrypt))
    frame.sealed += fmt::format("{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
  frame.encrypted = true;
  frame.content_read = false;
  frame.data.clear();
  frame.extended.clear();
  frame.sent.reset();
  return frame;
}

}  // namespace madang::bridge
