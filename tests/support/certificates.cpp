// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/support/certificates.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/process.h"

namespace madang::test {
namespace {

void run(const std::vector<std::string>& command) {
  const Ended ended = run_to_end(command);
  CAPTURE(command.front(), ended.errors);
  REQUIRE(ended.code == 0);
}

}  // namespace

Certificates::Certificates(const TempFolder& folder, const std::string& name, const std::string& subject)
    : folder_(folder), name_(name) {
  run({"/usr/bin/openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", subject, "-days", "2",
       "-keyout", folder_ / (name_ + ".key"), "-out", authority()});
}

void Certificates::make(const std::string& name, const std::string& host, int days) const {
  // Without the key's digest an authority is looked for by its name alone.
  folder_.write(name + ".ext", "subjectAltName=" + host + "\nauthorityKeyIdentifier=none\n");
  run({"/usr/bin/openssl", "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=office", "-keyout",
       folder_ / (name + ".key"), "-out", folder_ / (name + ".csr")});
  run({"/usr/bin/openssl", "x509", "-req", "-in", folder_ / (name + ".csr"), "-CA", authority(), "-CAkey",
       folder_ / (name_ + ".key"), "-CAcreateserial", "-days", std::to_string(days), "-extfile",
       folder_ / (name + ".ext"), "-out", folder_ / (name + ".pem")});
}

std::string name_of_a_system_authority() {
  std::error_code none;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator("/etc/ssl/certs", none)) {
    if (entry.path().extension() == ".pem")
      files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    std::string name =
        run_to_end({"/usr/bin/openssl", "x509", "-in", file, "-noout", "-subject", "-nameopt", "compat"})
            .output;
    name = name.substr(std::min(name.size(), std::string_view("subject=").size()));
    name = name.substr(0, name.find('\n'));
    const bool plain = std::all_of(name.begin(), name.end(), [](unsigned char c) {
      return std::isalnum(c) != 0 || c == ' ' || c == '/' || c == '=';
    });
    if (plain && !name.empty())
      return name;
  }
  return "";
}

}  // namespace madang::test
