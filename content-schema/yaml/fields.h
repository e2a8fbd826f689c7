// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/model/colour.h"
#include "content-schema/model/geometry.h"
#include "content-schema/model/site.h"
#include "content-schema/yaml/keys.h"
#include "content-schema/yaml/links.h"
#include "content-schema/yaml/node.h"
#include "content-schema/yaml/report.h"

namespace madang::yaml {

class Folder;

/// What the parts of one file share while it is parsed. Lent for the call.
struct Parse {
  std::string file;
  Report& report;
  Links& links;
  const Site* site =
      nullptr;  ///< null where site.yaml is not there or could not be read: its names are not judged then
  const Folder* folder = nullptr;  ///< that it lies in, for files that belong to it; null: they are not read

  Place at(const Node& node) const { return {{file, node.line, node.column}, node.length}; }
  SourceMark mark(const Node& node) const { return {file, node.line, node.column}; }
  void error(std::string_view code, const Node& node, Bilingual what, Bilingual instead = {}) const {
    report.error(code, at(node), std::move(what), std::move(instead));
  }
  void warning(std::string_view code, const Node& node, Bilingual what, Bilingual instead = {}) const {
    report.warning(code, at(node), std::move(what), std::move(instead));
  }
  void link(Link::To to, std::string name, const Node& node, std::string_view key) const {
    links.links.push_back({to, std::move(name), at(node), std::string(key)});
  }
};

/// A value and the key it stands under, for the message.
struct Field {
  const Node& node;
  std::string_view key;
};

/// Quoted and clipped for a message: `'...'`.
std::string in_quotes(std::string_view text);
/// `'a', 'b', 'c'`
std::string listed(std::span<const std::string_view> words);
std::string listed(const std::vector<std::string>& words);
/// "Did you mean 'x'?", or the list of what there is, or nothing.
Bilingual advise(std::string_view word, std::span<const std::string_view> known);
Bilingual advise(std::string_view word, const std::vector<std::string>& known);

/// One map of known keys. Reports what is no map and keys that are not known, when it is made.
class Fields {
 public:
  Fields(const Parse& parse, const Node& node, const Keys& known);

  bool valid() const { return node_.is_map(); }
  const Node& node() const { return node_; }
  const Node* find(std::string_view key) const { return node_.find(key); }
  /// Reports where it is missing; `example` is what to write, after `key: `.
  const Node* require(std::string_view key, std::string_view example) const;

  /// Reads the value under `key`, where there is one, into `out`; leaves `out` where it is wrong (and
  /// reported). True where `out` was written.
  template <class T, class Reader>
  bool take(std::string_view key, T& out, Reader&& read) const {
    const Node* node = find(key);
    if (node == nullptr)
      return false;
    auto value = read(parse_, Field{*node, key});
    if (!value)
      return false;
    out = *std::move(value);
    return true;
  }

  /// The one of `choices` that is there. None (`none` says so) or several: reported, null.
  const Node::Entry* exactly_one(std::span<const std::string_view> choices,
                                 Bilingual none = say("무엇을 보일지 적지 않았습니다.",
                                                      "it does not say what to show.")) const;

 private:
  const Parse& parse_;
  const Node& node_;
};

/// "'duration' cannot be '8초'.", and the proposal or else the form by example.
void refuse(const Parse& parse, const Field& field, std::string_view code, std::string_view proposal,
            std::string_view example);

// Readers. Each reports what is wrong and returns nothing then.

/// Any scalar that is not empty.
std::optional<std::string> read_string(const Parse& parse, const Field& field);
std::optional<std::string> read_id(const Parse& parse, const Field& field);
/// An id that fonts.yaml must know.
std::optional<std::string> read_font_role(const Parse& parse, const Field& field);
/// A path inside the folder: relative, with `/`, without `..`, Hangul composed. Whether it is there is asked
/// later.
std::optional<std::string> read_path(const Parse& parse, const Field& field);
std::optional<int> read_integer(const Parse& parse, const Field& field, int least, int most);
std::optional<double> read_number(const Parse& parse, const Field& field, double least, double most);
/// 1 ms to 24 h.
std::optional<Millis> read_duration(const Parse& parse, const Field& field);
/// 1x1 to 16384x16384.
std::optional<Size> read_size(const Parse& parse, const Field& field);
std::optional<double> read_distance_mm(const Parse& parse, const Field& field);
/// `#...` or a name among the site's colours.
std::optional<Colour> read_colour(const Parse& parse, const Field& field);
std::optional<LanguageTag> read_language(const Parse& parse, const Field& field);

enum class Sign { any, positive, not_negative };
std::optional<Length> read_length(const Parse& parse, const Field& field, Sign sign);

/// A string is in the site's first language; the versions of a map come in the site's order.
std::optional<LocalText> read_text(const Parse& parse, const Field& field);

template <class T>
struct Choice {
  std::string_view word;
  T value;
};

/// Index of the word among `words`; reports what is none of them.
std::optional<size_t> read_word(const Parse& parse, const Field& field,
                                std::span<const std::string_view> words);

template <class T>
std::optional<T> read_choice(const Parse& parse, const Field& field,
                             std::initializer_list<Choice<T>> choices) {
  std::vector<std::string_view> words;
  for (const Choice<T>& choice : choices)
    words.push_back(choice.word);
  const auto index = read_word(parse, field, words);
  return index ? std::optional<T>((choices.begin() + *index)->value) : std::nullopt;
}

/// `yes` or `no`, also as YAML's `true` and `false`.
std::optional<bool> read_yes_no(const Parse& parse, const Field& field);

/// Each element of a list; a single value stands for a list of one where `Single::allowed`. Elements that are
/// wrong are left out.
enum class Single { allowed, refused };
std::vector<const Node*> elements(const Parse& parse, const Field& field, Single single);

/// `kind:` and `version:` of a document. False where the kind is another one: the rest would only confuse.
bool check_header(const Parse& parse, const Fields& fields, std::string_view kind);

}  // namespace madang::yaml
