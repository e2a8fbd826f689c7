// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/support/certificates.h"

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
  run({"/usr/bin/openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", subject, "-days", "2", "-keyout",
       folder_ / (name_ + ".key"), "-out", authority()});
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

}  // namespace madang::test
