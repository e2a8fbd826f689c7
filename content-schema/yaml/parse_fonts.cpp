// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/yaml/parse.h"
#include "content-schema/yaml/values.h"

namespace madang::yaml {
namespace {

struct Family {
  FontFace regular, bold;
};
using Families = std::map<std::string, Family>;

Family parse_family(const Parse& parse, const Node& node, const std::filesystem::path& folder) {
  Family family;
  const Fields fields(parse, node, keys::font_family);
  std::string regular, bold;
  fields.require("regular", "/usr/share/fonts/...");
  fields.take("regular", regular, read_string);
  fields.take("bold", bold, read_string);
  fields.take("index", family.regular.index,
              [](const Parse& p, const Field& f) { return read_integer(p, f, 0, 1000); });
  fields.take("package", family.regular.package, read_string);
  family.bold = family.regular;
  family.regular.file = folder / regular;  // an absolute path stays itself
  family.bold.file = folder / (bold.empty() ? regular : bold);
  return family;
}

std::vector<const Family*> parse_names(const Parse& parse, const Field& field, const Families& families) {
  std::vector<const Family*> out;
  std::vector<std::string> known;
  for (const auto& [name, family] : families)
    known.push_back(name);
  for (const Node* node : elements(parse, field, Single::refused)) {
    const auto name = read_string(parse, {*node, field.key});
    if (!name)
      continue;
    const auto found = families.find(*name);
    if (found != families.end())
      out.push_back(&found->second);
    else
      parse.error("unknown-family", *node,
                  say("글꼴 묶음 {}이(가) families에 없습니다.", "there is no family {}.", in_quotes(*name)),
                  advise(*name, known));
  }
  return out;
}

FontChain parse_chain(const Parse& parse, const Node& node, const Families& families, Weight weight) {
  FontChain chain;
  const Fields fields(parse, node, keys::font_chain);
  chain.languages = parse_languages(parse, fields, Single::refused);
  if (const Node* names = fields.require("families", "[sans]")) {
    for (const Family* family : parse_names(parse, {*names, "families"}, families)) {
      chain.regular.push_back(weight == Weight::bold ? family->bold : family->regular);
      chain.bold.push_back(family->bold);
    }
  }
  return chain;
}

std::vector<FontChain> parse_role(const Parse& parse, const Node& node, const Families& families,
                                  const FontConfig& config) {
  std::vector<FontChain> chains;
  const Fields fields(parse, node, keys::font_role);
  Weight weight = Weight::regular;
  fields.take("weight", weight, [](const Parse& p, const Field& f) {
    return read_choice<Weight>(p, f, {{"regular", Weight::regular}, {"bold", Weight::bold}});
  });
  const Node* own = fields.find("like") != nullptr ? fields.find("chains")
                                                   : fields.require("chains", "[ { families: [sans] } ]");
  if (own != nullptr) {
    for (const Node* chain : elements(parse, {*own, "chains"}, Single::refused)) {
      chains.push_back(parse_chain(parse, *chain, families, weight));
    }
  }
  std::string like;
  if (fields.take("like", like, read_string)) {
    const auto other = config.roles.find(like);
    if (other == config.roles.end()) {
      parse.error(
          "unknown-role", *fields.find("like"),
          say("역할 {}이(가) 이보다 위에 없습니다.", "there is no role {} above this one.", in_quotes(like)));
    } else {
      for (FontChain chain : other->second) {
        if (weight == Weight::bold)
          chain.regular = chain.bold;
        chains.push_back(std::move(chain));
      }
    }
  }
  return chains;
}

std::vector<FontFace> parse_faces(const Parse& parse, const Fields& fields, std::string_view key,
                                  const Families& families) {
  std::vector<FontFace> faces;
  if (const Node* names = fields.find(key)) {
    for (const Family* family : parse_names(parse, {*names, key}, families))
      faces.push_back(family->regular);
  }
  return faces;
}

}  // namespace

std::optional<FontConfig> parse_fonts(const Parse& parse, const Node& root,
                                      const std::filesystem::path& folder) {
  const Fields fields(parse, root, keys::fonts);
  if (!check_header(parse, fields, "fonts"))
    return std::nullopt;
  Families families;
  if (const Node* node = fields.require("families", "{ sans: { regular: ... } }")) {
    for (const Node::Entry& entry : node->entries)
      families[entry.key->text] = parse_family(parse, *entry.value, folder);
  }
  FontConfig config;
  if (const Node* node = fields.require("roles", "{ body: { chains: [...] } }")) {
    for (const Node::Entry& entry : node->entries) {
      config.roles[entry.key->text] = parse_role(parse, *entry.value, families, config);
    }
    if (!config.roles.contains("body")) {
      parse.error("missing-key", *node, say("역할 'body'가 없습니다.", "the role 'body' is missing."));
    }
  }
  config.emoji = parse_faces(parse, fields, "emoji", families);
  config.last_resort = parse_faces(parse, fields, "last_resort", families);
  return config;
}

}  // namespace madang::yaml
