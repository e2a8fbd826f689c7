// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/yaml/load.h"
#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"

using namespace madang;

namespace {

constexpr std::string_view k_fonts = R"(kind: fonts
version: 1
families:
  cjk: { regular: /f/r.ttc, bold: /f/b.ttc, index: 1, package: fonts-cjk }
  sans: { regular: s.ttf }
roles:
  body:
    chains:
      - { languages: [ko, zh-Hant], families: [cjk, sans] }
      - { families: [sans] }
  display: { like: body, weight: bold }
emoji: [sans]
last_resort: [cjk]
)";

}  // namespace

TEST_CASE("fonts.yaml becomes chains of faces") {
  const test::TempFolder folder;
  const FontConfig config = load_fonts(folder.write("fonts.yaml", k_fonts)).value();
  const FontChain& chain = config.roles.at("body").front();
  CHECK(chain.languages == std::vector<LanguageTag>{"ko", "zh-Hant"});
  REQUIRE(chain.regular.size() == 2);
  CHECK(chain.regular[0] == FontFace{"/f/r.ttc", 1, "fonts-cjk"});
  CHECK(chain.bold[0].file == "/f/b.ttc");
  CHECK(chain.regular[1].file == folder / "s.ttf");
  CHECK(chain.bold[1] == chain.regular[1]);
  CHECK(config.roles.at("display").front().regular[0].file == "/f/b.ttc");
  CHECK(config.emoji.size() == 1);
  CHECK(config.last_resort.front().file == "/f/r.ttc");
}

TEST_CASE("a mistake in fonts.yaml is told with its line") {
  const test::TempFolder folder;
  std::string text(k_fonts);
  text.replace(text.find("[cjk, sans]"), 11, "[cjk, sanz]");
  const auto config = load_fonts(folder.write("fonts.yaml", text));
  REQUIRE_FALSE(config.has_value());
  CHECK(config.error().message.en.find("fonts.yaml:9:") != std::string::npos);
  CHECK(config.error().message.ko.find("'sans'") != std::string::npos);
  CHECK(load_fonts(folder / "none.yaml").error().kind == ErrorKind::not_found);
}
