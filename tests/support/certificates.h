// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>

#include "tests/support/temp_folder.h"

namespace madang::test {

/// An authority of our own, and certificates by it, as PEM files in a folder. Made with the openssl program.
class Certificates {
 public:
  /// `subject`: of the authority, as openssl writes it: `/C=KR/O=Market/CN=Market`. A name that another one has
  /// does not make it that one.
  explicit Certificates(const TempFolder& folder, const std::string& name = "ca",
                        const std::string& subject = "/CN=Market");

  std::string authority() const { return folder_ / (name_ + ".pem"); }
  /// `name.pem` and `name.key`, for a host as OpenSSL names it (`IP:127.0.0.1`, `DNS:office.example`).
  /// `days` may be over already.
  void make(const std::string& name, const std::string& host, int days) const;

 private:
  const TempFolder& folder_;
  const std::string name_;
};

/// For Certificates: the name of some authority that this system believes; empty where it believes none. A server
/// by an impostor of that name tells whether the system is asked: then its signature is wrong, else nobody knows
/// the authority.
std::string name_of_a_system_authority();

}  // namespace madang::test
