// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace madang::tool {

/// For XML 1.0, as content or in a quoted attribute: what would be markup is written as a reference, and what
/// may not stand in a document at all becomes U+FFFD. `text` is UTF-8.
std::string xml_escape(std::string_view text);

/// Pixels of the drawing, origin at the top left.
struct Box {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;

  double right() const { return x + width; }
  double bottom() const { return y + height; }
};

struct SvgText {
  enum class Anchor { start, middle, end };
  double size = 14;  ///< px
  std::string_view colour = "#1b1b1b";
  bool bold = false;
  Anchor anchor = Anchor::start;
};

/// Writes a drawing from back to front. Bound to no fonts: widths of text are estimated, on the safe side.
class Svg {
 public:
  /// `title` and `description` are what a screen reader says; `language` is BCP 47's.
  Svg(double width, std::string_view title, std::string_view description, std::string_view language);

  /// Definitions as they are, patterns say.
  void define(std::string_view definitions);
  /// `fill` is a colour or `url(#id)`. `hint` is what shows where a mouse rests; may be empty.
  void rect(const Box& box, std::string_view fill, std::string_view hint = {}, double radius = 0,
            std::string_view stroke = {});
  void line(double x1, double y1, double x2, double y2, std::string_view colour, double width = 1);
  /// On its baseline.
  void text(double x, double y, std::string_view text, const SvgText& style);

  std::string finish(double height) &&;

 private:
  double width_;
  std::string head_;
  std::string body_;
};

/// How wide text of that size may be.
double text_width(std::string_view text, double size);
/// The text in lines that fit into `width`, no more than `most`; an ellipsis where it is longer. Empty where
/// not even two characters fit.
std::vector<std::string> wrapped(std::string_view text, double width, double size, size_t most);

}  // namespace madang::tool
