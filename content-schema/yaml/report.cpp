// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/yaml/report.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace madang::yaml {
namespace {

std::string line_of(std::string_view text, int line) {
  for (int i = 1; i < line; ++i) {
    const size_t end = text.find('\n');
    if (end == std::string_view::npos)
      return {};
    text.remove_prefix(end + 1);
  }
  return std::string(text.substr(0, text.find('\n')));
}

}  // namespace

std::string as_sentence(std::string english) {
  if (!english.empty() && english.front() >= 'a' && english.front() <= 'z')
    english.front() = static_cast<char>(english.front() - 'a' + 'A');
  return english;
}

void Report::add(std::vector<Problem>& list, Problem problem) {
  if (list.size() >= limit_) {
    ++dropped_;
    return;
  }
  problem.what.en = as_sentence(std::move(problem.what.en));
  problem.instead.en = as_sentence(std::move(problem.instead.en));
  list.push_back(std::move(problem));
}

void Report::error(std::string_view code, const Place& place, Bilingual what, Bilingual instead) {
  ++error_count_;
  add(errors_, {Problem::Severity::error,
                std::string(code),
                place.mark,
                std::move(what),
                std::move(instead),
                {},
                place.length});
}

void Report::warning(std::string_view code, const Place& place, Bilingual what, Bilingual instead) {
  add(warnings_, {Problem::Severity::warning,
                  std::string(code),
                  place.mark,
                  std::move(what),
                  std::move(instead),
                  {},
                  place.length});
}

void Report::add_file(std::string_view name, std::string_view text) {
  files_.emplace(std::string(name), File{files_.size(), std::string(text)});
}

Problems Report::finish() {
  const size_t room = limit_ - std::min(limit_, errors_.size());
  if (warnings_.size() > room) {
    dropped_ += warnings_.size() - room;
    warnings_.resize(room);
  }
  Problems problems{std::move(errors_), dropped_};
  std::move(warnings_.begin(), warnings_.end(), std::back_inserter(problems.list));
  errors_.clear();
  warnings_.clear();

  const auto order = [&](const Problem& problem) {
    const auto file = files_.find(problem.mark.file);
    return std::make_tuple(file == files_.end() ? files_.size() : file->second.order,
                           std::string_view(problem.mark.file), problem.mark.line, problem.mark.column);
  };
  std::stable_sort(problems.list.begin(), problems.list.end(),
                   [&](const Problem& a, const Problem& b) { return order(a) < order(b); });
  for (Problem& problem : problems.list) {
    const auto file = files_.find(problem.mark.file);
    if (file != files_.end() && problem.mark.line > 0)
      problem.line = line_of(file->second.text, problem.mark.line);
  }
  return problems;
}

}  // namespace madang::yaml
