// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/server/private_key.h"

#include <fcntl.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <new>
#include <vector>

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"
#include "content-schema/base/unique_fd.h"

namespace madang::server {
namespace {

constexpr std::uint64_t k_most_file_bytes = 16 * 1024;

void free_context(EVP_MD_CTX* context) noexcept {
  EVP_MD_CTX_free(context);
}
void free_bio(BIO* bio) noexcept {
  BIO_free(bio);
}
using Context = Owned<EVP_MD_CTX, free_context>;
using Bio = Owned<BIO, free_bio>;

/// What OpenSSL says about a key that was just made or read can only be that there is no memory.
void must(bool good) {
  if (!good)
    throw std::bad_alloc();
}

std::string hex(std::span<const unsigned char> bytes) {
  std::string out;
  for (const unsigned char each : bytes)
    out += fmt::format("{:02x}", each);
  return out;
}

/// OpenSSL would ask on the terminal; we say that there is none.
int give(char* buffer, int size, int, void* passphrase) {
  const auto& text = *static_cast<const std::string_view*>(passphrase);
  if (text.empty() || static_cast<int>(text.size()) > size)
    return -1;
  std::memcpy(buffer, text.data(), text.size());
  return static_cast<int>(text.size());
}

tl::unexpected<Error> cannot_write(const std::filesystem::path& file, int code) {
  return fail(errno_kind(code), "'{}' 파일에 키를 쓰지 못했습니다: {}", "cannot write the key to '{}': {}",
              file.string(), errno_text(code));
}

}  // namespace

void free_private_key(EVP_PKEY* key) noexcept {
  EVP_PKEY_free(key);
}

Result<PrivateKey> PrivateKey::generate() {
  Handle key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
  if (!key) {
    const char* reason = ERR_reason_error_string(ERR_get_error());
    return fail(ErrorKind::unavailable, "키를 만들지 못했습니다: {}", "cannot make a key: {}",
                reason == nullptr ? "OpenSSL" : reason);
  }
  return PrivateKey(std::move(key));
}

Result<PrivateKey> PrivateKey::load(const std::filesystem::path& file, std::string_view passphrase) {
  auto bytes = read_file(file, k_most_file_bytes);
  if (!bytes)
    return fail(bytes.error());
  const Bio bio(BIO_new_mem_buf(bytes->data(), static_cast<int>(bytes->size())));
  must(bio != nullptr);
  Handle key(PEM_read_bio_PrivateKey(bio.get(), nullptr, give, &passphrase));
  const bool locked = as_text(*bytes).find("ENCRYPTED") != std::string_view::npos;
  std::fill(bytes->begin(), bytes->end(), std::byte{});
  ERR_clear_error();
  if (!key && locked) {
    return fail(ErrorKind::refused,
                "'{}' 키는 암호로 잠겨 있는데 암호가 맞지 않습니다. --passphrase-file로 맞는 암호를 주세요.",
                "the key '{}' is locked, and not under this passphrase; give the right one with "
                "--passphrase-file.",
                file.string());
  }
  if (!key || EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_ED25519) {
    return fail(ErrorKind::invalid, "'{}' 파일에는 Ed25519 비밀 키가 없습니다.",
                "there is no Ed25519 private key in '{}'.", file.string());
  }
  return PrivateKey(std::move(key));
}

Status PrivateKey::save(const std::filesystem::path& file, std::string_view passphrase) const {
  const Bio bio(BIO_new(BIO_s_secmem()));
  must(bio != nullptr);
  must(PEM_write_bio_PKCS8PrivateKey(bio.get(), handle_.get(),
                                     passphrase.empty() ? nullptr : EVP_aes_256_cbc(), passphrase.data(),
                                     static_cast<int>(passphrase.size()), nullptr, nullptr) == 1);
  char* text = nullptr;
  const auto length = static_cast<size_t>(BIO_get_mem_data(bio.get(), &text));
  UniqueFd fd(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!fd.valid() && errno == EEXIST) {
    return fail(ErrorKind::refused, "'{}' 키가 이미 있어 덮어쓰지 않았습니다.",
                "there is a key '{}' already, and it was not overwritten.", file.string());
  }
  if (!fd.valid())
    return cannot_write(file, errno);
  if (::write(fd.get(), text, length) != static_cast<ssize_t>(length) || ::fsync(fd.get()) != 0) {
    const int code = errno;
    ::unlink(file.c_str());
    return cannot_write(file, code);
  }
  return sync_folder(file.parent_path().empty() ? "." : file.parent_path());
}

std::string PrivateKey::public_hex() const {
  std::array<unsigned char, 32> bytes{};
  size_t length = bytes.size();
  must(EVP_PKEY_get_raw_public_key(handle_.get(), bytes.data(), &length) == 1);
  return hex(bytes);
}

std::string PrivateKey::sign(std::span<const std::byte> message) const {
  const Context context(EVP_MD_CTX_new());
  must(context != nullptr);
  std::array<unsigned char, 64> signature{};
  size_t length = signature.size();
  must(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, handle_.get()) == 1 &&
       EVP_DigestSign(context.get(), signature.data(), &length,
                      reinterpret_cast<const unsigned char*>(message.data()), message.size()) == 1);
  return hex(std::span(signature).first(length));
}

}  // namespace madang::server
