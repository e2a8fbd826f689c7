// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/support/nginx.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "content-schema/base/unique_fd.h"
#include "tests/support/catch.h"

namespace madang::test {
namespace {

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

/// One that is free now, and most likely still is when nginx takes it.
int free_port() {
  const UniqueFd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address = loopback(0);
  socklen_t length = sizeof address;
  REQUIRE(::bind(fd.get(), reinterpret_cast<const sockaddr*>(&address), length) == 0);
  REQUIRE(::getsockname(fd.get(), reinterpret_cast<sockaddr*>(&address), &length) == 0);
  return ntohs(address.sin_port);
}

}  // namespace

Nginx::Nginx(const TempFolder& folder, const std::string& certificate)
    : port_(free_port()), secure_(!certificate.empty()) {
  const auto at = [&](const std::string& name) { return (folder / name).string(); };
  std::string temporary;
  for (const char* what : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
    temporary += fmt::format("  {}_temp_path {};\n", what, at(fmt::format("nginx/{}", what)));
  const std::string tls = fmt::format("    ssl_certificate {};\n    ssl_certificate_key {};\n",
                                      at(certificate + ".pem"), at(certificate + ".key"));
  folder.write("nginx/nginx.conf",
               fmt::format("daemon off;\nmaster_process off;\npid {};\nerror_log stderr;\nevents {{}}\nhttp {{\n"
                           "  access_log off;\n{}  server {{\n    listen 127.0.0.1:{}{};\n    root {};\n{}  }}\n}}\n",
                           at("nginx/pid"), temporary, port_, secure_ ? " ssl" : "", at("repository"),
                           secure_ ? tls : ""));
  process_.emplace(std::vector<std::string>{"/usr/sbin/nginx", "-c", at("nginx/nginx.conf"), "-p", at("nginx")});
  REQUIRE(eventually([&] { return answers(); }));
}

std::string Nginx::url() const {
  return fmt::format("{}://127.0.0.1:{}", secure_ ? "https" : "http", port_);
}

bool Nginx::answers() const {
  const UniqueFd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const sockaddr_in address = loopback(port_);
  return ::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

}  // namespace madang::test
