// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/yaml/reader.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <streambuf>
#include <unordered_map>
#include <unordered_set>

#include "content-schema/yaml/folded.h"
#include "content-schema/yaml/syntax_words.h"
#include "content-schema/yaml/utf8.h"

namespace madang::yaml {
namespace {

/// Leaves the parser; the problem has been reported.
struct Stop {};

/// A stream over text that stays where it is.
struct ViewBuffer : std::streambuf {
  explicit ViewBuffer(std::string_view text) {
    char* data = const_cast<char*>(text.data());
    setg(data, data, data + text.size());
  }
};

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (;;) {
    const size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos)
      return lines;
    text.remove_prefix(end + 1);
  }
}

/// LF only, without the byte order mark.
std::string normalised(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF"))
    text.remove_prefix(3);
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r')
      out += text[i];
    else if (i + 1 >= text.size() || text[i + 1] != '\n')
      out += '\n';
  }
  return out;
}

class Builder : public YAML::EventHandler {
 public:
  Builder(std::string_view file, const std::vector<std::string_view>& lines, const Limits& limits,
          Report& report, Tree& tree)
      : file_(file), lines_(lines), limits_(limits), report_(report), tree_(tree) {}

  Place place(int line, int column, int length = 1) const {
    return {{std::string(file_), line, column}, length};
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ == 1)
      return;
    report_.error("several-documents", place(mark.line + 1, 1),
                  say("한 파일에 문서가 둘 이상 있습니다.", "there is more than one document in this file."),
                  say("'---' 줄 뒤의 내용을 다른 파일로 옮기세요.",
                      "move what follows the '---' line to a file of its own."));
    throw Stop{};
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    Node& node = make(Node::Kind::null, mark);
    finish(node, anchor);
    place_child(&node);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    if (++aliases_ > limits_.aliases) {
      report_.error("too-many-aliases", at(mark),
                    say("별표(*)로 다시 쓰는 곳이 너무 많습니다. 한 파일에 {}번까지입니다.",
                        "there are too many aliases (*); a file may have {}.", limits_.aliases),
                    say("되풀이되는 내용을 재생 목록 하나로 옮기고 그 파일을 부르세요.",
                        "move what repeats into one playlist and refer to it."));
      throw Stop{};
    }
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end()) {
      report_.error("recursive-alias", at(mark),
                    say("자기 자신을 부르는 별표(*)입니다.", "this alias (*) contains itself."));
      throw Stop{};
    }
    count(found->second->weight, mark);
    check_depth(found->second->height, mark);
    place_child(found->second);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    check_tag(mark, tag);
    Node& node = make(Node::Kind::scalar, mark);
    node.plain = tag.empty() || tag == "?";
    node.text = join_folded_lines(value, source_at(mark));
    const size_t characters = count_characters(std::string_view(value).substr(0, value.find('\n')));
    node.length =
        static_cast<int>(std::min<size_t>(std::max<size_t>(1, characters + (node.plain ? 0 : 2)), 1000));
    finish(node, anchor);
    place_child(&node);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(Node::Kind::list, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(Node::Kind::map, mark, tag, anchor);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Frame {
    Node* node;
    YAML::anchor_t anchor;
    const Node* key = nullptr;  // waits for its value
    bool skip = false;          // the value of a key that was refused
    std::unordered_set<std::string_view> keys;
  };

  /// The parser counts bytes; people count characters.
  int column_of(const YAML::Mark& mark) const {
    if (mark.line < 0 || mark.line >= static_cast<int>(lines_.size()))
      return 1;
    const std::string_view line = lines_[static_cast<size_t>(mark.line)];
    return static_cast<int>(count_characters(line.substr(0, static_cast<size_t>(std::max(0, mark.column))))) +
           1;
  }
  Place at(const YAML::Mark& mark, int length = 1) const {
    return place(mark.line + 1, column_of(mark), length);
  }

  std::string_view source_at(const YAML::Mark& mark) const {
    if (mark.line < 0 || mark.line >= static_cast<int>(lines_.size()))
      return {};
    const std::string_view line = lines_[static_cast<size_t>(mark.line)];
    const char* begin = line.data() + std::min(line.size(), static_cast<size_t>(std::max(0, mark.column)));
    return {begin, lines_.back().data() + lines_.back().size()};  // the lines are views of one text
  }

  void count(size_t nodes, const YAML::Mark& mark) {
    total_ += nodes;
    if (total_ <= limits_.nodes)
      return;
    report_.error("too-many-nodes", at(mark),
                  say("파일에 든 항목이 너무 많습니다. 한도는 {}개입니다.",
                      "there is too much in this file; the limit is {} values.", limits_.nodes),
                  say("여러 파일로 나누세요.", "divide it into several files."));
    throw Stop{};
  }

  void check_depth(size_t more, const YAML::Mark& mark) const {
    if (stack_.size() + more <= limits_.depth)
      return;
    report_.error("too-deep", at(mark),
                  say("너무 깊이 들여 썼습니다. 한도는 {}단계입니다.",
                      "this is nested too deeply; the limit is {} levels.", limits_.depth),
                  say("괄호와 들여쓰기를 살펴보세요.", "check the brackets and the indentation."));
    throw Stop{};
  }

  Node& make(Node::Kind kind, const YAML::Mark& mark) {
    count(1, mark);
    check_depth(1, mark);
    Node& node = tree_.nodes.emplace_back();
    node.kind = kind;
    node.line = mark.line + 1;
    node.column = column_of(mark);
    return node;
  }

  void check_tag(const YAML::Mark& mark, std::string_view tag) {
    static const std::unordered_set<std::string_view> core{"str",  "int", "float", "bool",
                                                           "null", "seq", "map"};
    if (tag.empty() || tag == "?" || tag == "!")
      return;
    constexpr std::string_view prefix = "tag:yaml.org,2002:";
    if (tag.starts_with(prefix) && core.contains(tag.substr(prefix.size())))
      return;
    report_.error(
        "foreign-tag", at(mark),
        say("느낌표(!) 표시 '{}'은(는) 쓸 수 없습니다.", "the tag '{}' cannot be used here.", clipped(tag)),
        say("글이라면 따옴표로 감싸세요.", "if it is text, put it in quotation marks."));
  }

  void finish(const Node& node, YAML::anchor_t anchor) {
    if (anchor != 0)
      anchors_[anchor] = &node;
  }

  void open(Node::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    check_tag(mark, tag);
    stack_.push_back({&make(kind, mark), anchor, nullptr, false, {}});
  }

  void close() {
    Node& node = *stack_.back().node;
    for (const Node* item : node.items)
      add_size(node, *item);
    for (const Node::Entry& entry : node.entries)
      add_size(node, *entry.value);
    finish(node, stack_.back().anchor);
    stack_.pop_back();
    place_child(&node);
  }

  static void add_size(Node& node, const Node& child) {
    node.weight += child.weight;
    node.height = std::max(node.height, child.height + 1);
  }

  void place_child(const Node* child) {
    if (stack_.empty()) {
      tree_.root = child;
      return;
    }
    Frame& frame = stack_.back();
    if (frame.node->is_list()) {
      frame.node->items.push_back(child);
    } else if (frame.key == nullptr && !frame.skip) {
      take_key(frame, *child);
    } else {
      if (!frame.skip)
        frame.node->entries.push_back(
            {frame.key, child->is_null() ? empty_value(*frame.key, *child) : child});
      frame.key = nullptr;
      frame.skip = false;
    }
  }

  void take_key(Frame& frame, const Node& key) {
    const Place here = place(key.line, key.column, key.length);
    if (!key.is_scalar()) {
      report_.error("bad-key", here, say("항목 이름은 낱말이어야 합니다.", "a key must be a word."),
                    say("중괄호로 시작하는 글이면 따옴표로 감싸세요.",
                        "if it is text that starts with a brace, put it in quotation marks."));
      frame.skip = true;
    } else if (!frame.keys.insert(key.text).second) {
      report_.error("duplicate-key", here,
                    say("'{0}'을(를) 두 번 적었습니다.", "'{0}' is written twice.", clipped(key.text)),
                    say("하나만 남기세요.", "keep one of them."));
      frame.skip = true;
    } else {
      frame.key = &key;
    }
  }

  /// Where a value is missing the parser stands at the next line; the person looks at the key.
  const Node* empty_value(const Node& key, const Node& value) {
    Node& node = tree_.nodes.emplace_back(value);
    node.line = key.line;
    node.column = key.column;
    node.length = key.length;
    return &node;
  }

  std::string_view file_;
  const std::vector<std::string_view>& lines_;
  const Limits& limits_;
  Report& report_;
  Tree& tree_;
  std::vector<Frame> stack_;
  std::unordered_map<YAML::anchor_t, const Node*> anchors_;  // only what is complete
  size_t total_ = 0;
  size_t aliases_ = 0;
  int documents_ = 0;
};

/// Reports the first byte that cannot be in a text file.
bool check_characters(std::string_view text, std::string_view file, Report& report) {
  const std::optional<size_t> invalid = find_invalid_utf8(text);
  const auto control = std::find_if(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
  });
  const size_t at = std::min(invalid.value_or(text.size()), static_cast<size_t>(control - text.begin()));
  if (at >= text.size())
    return true;
  const std::string_view before = text.substr(0, at);
  const size_t line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  const Place place{{std::string(file), static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1,
                     static_cast<int>(count_characters(before.substr(line_start))) + 1}};
  if (invalid && *invalid == at) {
    report.error("not-utf8", place, say("UTF-8이 아닌 글자가 있습니다.", "this is not UTF-8."),
                 say("편집기에서 인코딩을 UTF-8로 골라 다시 저장하세요.",
                     "save the file again with the encoding UTF-8."));
  } else {
    report.error("control-character", place,
                 say("보이지 않는 제어 문자(U+{:04X})가 있습니다.",
                     "there is an invisible control character (U+{:04X}).",
                     static_cast<unsigned>(static_cast<unsigned char>(text[at]))),
                 say("그 문자를 지우세요.", "delete it."));
  }
  return false;
}

}  // namespace

std::optional<Tree> read_yaml(std::span<const std::byte> bytes, std::string_view file, const Limits& limits,
                              Report& report) {
  const std::string text = normalised({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  report.add_file(file, text);
  if (!check_characters(text, file, report))
    return std::nullopt;

  const std::vector<std::string_view> lines = split_lines(text);
  const auto longest = std::find_if(lines.begin(), lines.end(),
                                    [&](std::string_view l) { return l.size() > limits.line_bytes; });
  if (longest != lines.end()) {
    report.error("line-too-long", {{std::string(file), static_cast<int>(longest - lines.begin()) + 1, 1}, 1},
                 say("줄이 너무 깁니다. 한 줄은 {}KB까지입니다.",
                     "this line is too long; the limit is {} KB.", limits.line_bytes / 1024),
                 say("여러 줄로 나누세요.", "divide it into several lines."));
    return std::nullopt;
  }
  std::optional<Tree> tree(std::in_place);
  Builder builder(file, lines, limits, report, *tree);
  try {
    // yaml-cpp takes the end of a file that ends in a line feed for the closing quotation mark of an open
    // string.
    ViewBuffer buffer(std::string_view(text).substr(0, text.find_last_not_of(" \t\n") + 1));
    std::istream stream(&buffer);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const Stop&) {
    return std::nullopt;
  } catch (const YAML::Exception& error) {
    const int line = error.mark.is_null() ? static_cast<int>(lines.size()) : error.mark.line + 1;
    const std::string_view at =
        lines[static_cast<size_t>(std::clamp(line, 1, static_cast<int>(lines.size()))) - 1];
    const int column = error.mark.is_null() ? 1
                                            : static_cast<int>(count_characters(at.substr(
                                                  0, static_cast<size_t>(std::max(0, error.mark.column))))) +
                                                  1;
    SyntaxWords words = explain_syntax(error.msg, lines, line, column);
    report.error("yaml-syntax", builder.place(words.line, words.column), std::move(words.what),
                 std::move(words.instead));
    return std::nullopt;
  }
  if (tree->root == nullptr || tree->root->is_null()) {
    report.error("empty-file", builder.place(1, 1), say("파일이 비어 있습니다.", "the file is empty."),
                 say("'kind:'와 'version: 1'부터 쓰세요.", "begin with 'kind:' and 'version: 1'."));
    return std::nullopt;
  }
  return tree;
}

}  // namespace madang::yaml
