// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/yaml/fields.h"

#include <algorithm>

#include "content-schema/yaml/nearest.h"
#include "content-schema/yaml/utf8.h"

namespace madang::yaml {
namespace {

template <class Words>
std::string join(const Words& words) {
  constexpr size_t k_most = 12;
  std::string out;
  size_t count = 0;
  for (const auto& word : words) {
    if (count == k_most)
      return out + ", …";
    if (count++ > 0)
      out += ", ";
    out += in_quotes(word);
  }
  return out;
}

template <class Words>
Bilingual advise_any(std::string_view word, const Words& known) {
  const std::string_view near = nearest(word, known);
  if (!near.empty()) {
    const std::string meant = in_quotes(near);
    return say("{0}을(를) 쓰려고 하셨나요?", "did you mean {0}?", meant);
  }
  if (known.empty())
    return {};
  return say("쓸 수 있는 것: {}.", "there are: {}.", join(known));
}

Bilingual kind_of(const Node& node) {
  switch (node.kind) {
    case Node::Kind::list:
      return say("목록", "a list");
    case Node::Kind::map:
      return say("'항목: 값' 묶음", "a map of keys");
    case Node::Kind::null:
      return say("빈 값", "nothing");
    case Node::Kind::scalar:
      break;
  }
  return say("값 하나", "a single value");
}

}  // namespace

std::string in_quotes(std::string_view text) {
  return "'" + clipped(text) + "'";
}
std::string listed(std::span<const std::string_view> words) {
  return join(words);
}
std::string listed(const std::vector<std::string>& words) {
  return join(words);
}
Bilingual advise(std::string_view word, std::span<const std::string_view> known) {
  return advise_any(word, known);
}
Bilingual advise(std::string_view word, const std::vector<std::string>& known) {
  return advise_any(word, known);
}

Fields::Fields(const Parse& parse, const Node& node, const Keys& known) : parse_(parse), node_(node) {
  if (!node.is_map()) {
    const Bilingual found = kind_of(node);
    parse.error("wrong-type", node,
                say("여기에는 '항목: 값' 줄들이 와야 하는데 {0}입니다.",
                    "this should be 'key: value' lines, not {1}.", found.ko, found.en),
                say("쓸 수 있는 항목: {}.", "the keys are: {}.", listed(known.keys)));
    return;
  }
  for (const Node::Entry& entry : node.entries) {
    const std::string& key = entry.key->text;
    if (std::find(known.keys.begin(), known.keys.end(), key) != known.keys.end())
      continue;
    if (parse.report.full()) {
      parse.error("unknown-key", *entry.key, {});
      continue;
    }
    const std::string name = in_quotes(key);
    parse.error("unknown-key", *entry.key,
                say("{0}은(는) 모르는 항목입니다.", "{0} is not a known key here.", name),
                advise(key, known.keys));
  }
}

const Node* Fields::require(std::string_view key, std::string_view example) const {
  const Node* found = find(key);
  if (found == nullptr && valid()) {
    parse_.error("missing-key", node_, say("'{0}' 항목이 없습니다.", "'{0}' is missing.", key),
                 say("'{0}: {1}'처럼 쓰세요.", "write '{0}: {1}', for example.", key, example));
  }
  return found;
}

const Node::Entry* Fields::exactly_one(std::span<const std::string_view> choices, Bilingual none) const {
  const Node::Entry* found = nullptr;
  for (const Node::Entry& entry : node_.entries) {
    if (std::find(choices.begin(), choices.end(), entry.key->text) == choices.end())
      continue;
    if (found != nullptr) {
      parse_.error("one-of", *entry.key,
                   say("'{0}' 항목과 '{1}' 항목을 함께 쓸 수 없습니다.",
                       "'{0}' and '{1}' cannot be used together.", found->key->text, entry.key->text),
                   say("{} 가운데 하나만 쓰세요.", "write exactly one of {}.", listed(choices)));
      return nullptr;
    }
    found = &entry;
  }
  if (found == nullptr && valid()) {
    parse_.error("one-of", node_, std::move(none),
                 say("{} 가운데 하나를 쓰세요.", "write exactly one of {}.", listed(choices)));
  }
  return found;
}

std::optional<size_t> read_word(const Parse& parse, const Field& field,
                                std::span<const std::string_view> words) {
  const auto text = read_string(parse, field);
  if (!text)
    return std::nullopt;
  const auto found = std::find(words.begin(), words.end(), *text);
  if (found != words.end())
    return static_cast<size_t>(found - words.begin());
  const std::string value = in_quotes(*text);
  const std::string_view near = nearest(*text, words);
  parse.error("bad-choice", field.node,
              say("'{0}' 값으로 {1}은(는) 쓸 수 없습니다.", "'{0}' cannot be {1}.", field.key, value),
              near.empty() ? say("{} 가운데 하나를 쓰세요.", "write one of {}.", listed(words))
                           : advise(*text, words));
  return std::nullopt;
}

std::optional<bool> read_yes_no(const Parse& parse, const Field& field) {
  return read_choice<bool>(parse, field, {{"yes", true}, {"no", false}, {"true", true}, {"false", false}});
}

std::vector<const Node*> elements(const Parse& parse, const Field& field, Single single) {
  if (field.node.is_list()) {
    if (field.node.items.empty()) {
      parse.error("empty", field.node,
                  say("'{}' 목록이 비어 있습니다.", "the list '{}' is empty.", field.key),
                  say("하나 이상 적거나 이 항목을 지우세요.", "write at least one, or remove the key."));
    }
    return field.node.items;
  }
  if (single == Single::allowed && field.node.is_scalar())
    return {&field.node};
  const Bilingual found = kind_of(field.node);
  parse.error("wrong-type", field.node,
              say("'{0}'에는 목록이 와야 하는데 {1}입니다.", "'{0}' should be a list, not {2}.", field.key,
                  found.ko, found.en),
              say("한 줄에 하나씩 '- '로 시작하거나 [ ] 안에 쉼표로 나누어 쓰세요.",
                  "begin each line with '- ', or write them in [ ] with commas."));
  return {};
}

bool check_header(const Parse& parse, const Fields& fields, std::string_view kind) {
  if (!fields.valid())
    return false;
  const Node* written = fields.require("kind", kind);
  if (written != nullptr && written->text != kind) {
    parse.error("wrong-kind", *written,
                say("이 파일의 kind로는 '{0}'을(를) 적어야 하는데 {1}입니다.",
                    "the kind of this file must be '{0}', not {1}.", kind, in_quotes(written->text)),
                say("'kind: {0}'(으)로 고치거나, 파일을 맞는 폴더로 옮기세요.",
                    "write 'kind: {0}', or move the file to the folder of its kind.", kind));
    return false;
  }
  const Node* version = fields.require("version", "1");
  if (version != nullptr && !(version->is_scalar() && version->plain && version->text == "1")) {
    parse.error("wrong-version", *version,
                say("이 프로그램은 version 1만 읽습니다.", "this program reads version 1 only."),
                say("'version: 1'로 쓰세요.", "write 'version: 1'."));
  }
  return true;
}

}  // namespace madang::yaml
