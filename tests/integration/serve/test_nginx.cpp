// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "tests/support/catch.h"
#include "tests/support/kiosk.h"
#include "tools/server/catalogue.h"

// A repository behind a web server that knows nothing of Madang, over HTTP and HTTPS.
namespace madang::test {
namespace {

using namespace std::chrono_literals;

/// One that is free now, and most likely still is when nginx takes it.
int free_port() {
  const UniqueFd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  REQUIRE(::bind(fd.get(), reinterpret_cast<const sockaddr*>(&address), length) == 0);
  REQUIRE(::getsockname(fd.get(), reinterpret_cast<sockaddr*>(&address), &length) == 0);
  return ntohs(address.sin_port);
}

void run(const std::vector<std::string>& command) {
  const Ended ended = run_to_end(command);
  CAPTURE(command.front(), ended.errors);
  REQUIRE(ended.code == 0);
}

/// An authority of our own, and a certificate by it.
struct Certificates {
  explicit Certificates(const TempFolder& folder) : folder_(folder) {
    run({"/usr/bin/openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=Market", "-days", "2", "-keyout",
         folder / "ca.key", "-out", authority()});
  }
  std::string authority() const { return folder_ / "ca.pem"; }
  /// `days` may be over already.
  void make(const std::string& name, const std::string& host, int days) const {
    const std::string alternative = "subjectAltName=" + host;
    folder_.write(name + ".ext", alternative + "\n");
    run({"/usr/bin/openssl", "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=office", "-keyout",
         folder_ / (name + ".key"), "-out", folder_ / (name + ".csr")});
    run({"/usr/bin/openssl", "x509", "-req", "-in", folder_ / (name + ".csr"), "-CA", authority(), "-CAkey", folder_ / "ca.key",
         "-CAcreateserial", "-days", std::to_string(days), "-extfile", folder_ / (name + ".ext"), "-out",
         folder_ / (name + ".pem")});
  }

 private:
  const TempFolder& folder_;
};

class Nginx {
 public:
  /// `certificate`: `name` of one in the folder; empty for plain HTTP.
  Nginx(const TempFolder& folder, const std::string& certificate) : port_(free_port()), secure_(!certificate.empty()) {
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
  std::string url() const {
    return std::string(secure_ ? "https" : "http") + "://127.0.0.1:" + std::to_string(port_);
  }

 private:
  bool answers() const {
    const UniqueFd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port_));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return ::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }

  const int port_;
  const bool secure_;
  std::optional<Process> process_;
};

std::string newest(const TempFolder& folder) {
  return releases_of(server::peek_catalogue({folder / "repository"}).value()).front().id.value;
}

TEST_CASE("a web server that knows nothing of us carries the repository") {
  TempFolder folder;
  write_content(folder, "first");
  REQUIRE(publish(folder).code == 0);
  const Nginx nginx(folder, "");
  Kiosk kiosk(folder, nginx.url());
  kiosk.start();
  {
    const FakePlayer player(kiosk.socket());
    const auto first = newest(folder);
    REQUIRE(eventually([&] { return player.release().value == first; }, 20s));
  }
  // Whoever has no news from a server looks now and then, and at every start.
  write_content(folder, "second");
  REQUIRE(publish(folder).code == 0);
  kiosk.kill();
  kiosk.start();
  const FakePlayer player(kiosk.socket());
  const auto second = newest(folder);
  CHECK(eventually([&] { return player.release().value == second; }, 20s));
}

TEST_CASE("over HTTPS a server has to be who it says, and to be so today") {
  TempFolder folder;
  write_content(folder, "words");
  REQUIRE(publish(folder).code == 0);
  const Certificates certificates(folder);
  struct Row {
    const char* what;
    const char* host;
    int days;
    bool is_well;
  };
  const Row row = GENERATE(Row{"right", "IP:127.0.0.1", 2, true},
                           Row{"of another host", "DNS:elsewhere.example", 2, false},
                           Row{"expired", "IP:127.0.0.1", -1, false});
  CAPTURE(row.what);
  certificates.make("office", row.host, row.days);
  const Nginx nginx(folder, "office");
  Kiosk kiosk(folder, nginx.url());
  kiosk.settings = "authorities = \"" + certificates.authority() + "\"\n";
  kiosk.start();
  const FakePlayer player(kiosk.socket());
  if (row.is_well) {
    const auto id = newest(folder);
    CHECK(eventually([&] { return player.release().value == id; }, 20s));
    return;
  }
  CHECK(kiosk.process().wait_for("fetch: insecure"));
  CHECK(player.release().empty());
}

TEST_CASE("a server whose authority nobody knows is not believed") {
  TempFolder folder;
  write_content(folder, "words");
  REQUIRE(publish(folder).code == 0);
  Certificates(folder).make("office", "IP:127.0.0.1", 2);
  const Nginx nginx(folder, "office");
  Kiosk kiosk(folder, nginx.url());
  kiosk.start();
  CHECK(kiosk.process().wait_for("fetch: insecure"));
}

}  // namespace
}  // namespace madang::test
