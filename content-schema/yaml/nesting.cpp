// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>
#include <map>
#include <vector>

#include "content-schema/yaml/validate.h"

namespace madang::yaml {
namespace {

constexpr int k_deepest = 4;  // layouts within each other

/// Walks layout -> playlists of its zones -> layouts among their items, depth first, each file once.
class Nesting {
 public:
  Nesting(const Document& document, Report& report) : document_(document), report_(report) {}

  void run() {
    for (const auto& [path, layout] : document_.layouts)
      visit_layout(path);
  }

 private:
  enum class State { open, done };
  struct Seen {
    State state = State::open;
    int depth = 0;        // of layouts, this one included
    std::string deepest;  // the layout below with the longest chain
  };

  int visit_layout(const std::string& path) {
    const auto layout = document_.layouts.find(path);
    if (layout == document_.layouts.end())
      return 0;
    const auto [seen, is_new] = seen_.try_emplace(path);
    if (!is_new)
      return seen->second.depth;  // 0 where it is open: the cycle has been reported
    trail_.push_back(path);
    int deepest = 0;
    std::string through;
    const Item* through_item = nullptr;
    for (const Zone& zone : layout->second.zones) {
      const auto playlist = document_.playlists.find(zone.playlist);
      if (playlist == document_.playlists.end())
        continue;
      trail_.push_back(zone.playlist);
      for (const Item& item : playlist->second.items) {
        const auto* nested = std::get_if<LayoutItem>(&item.what);
        if (nested == nullptr)
          continue;
        const auto open = seen_.find(nested->path);
        if (open != seen_.end() && open->second.state == State::open) {
          report_cycle(item, nested->path);
          continue;
        }
        const int depth = visit_layout(nested->path);
        if (depth <= deepest)
          continue;
        deepest = depth;
        through = nested->path;
        through_item = &item;
      }
      trail_.pop_back();
    }
    trail_.pop_back();
    Seen& mine = seen_[path];
    mine = {State::done, deepest + 1, through};
    if (mine.depth == k_deepest + 1 && through_item != nullptr)
      report_depth(*through_item, path);
    return mine.depth;
  }

  /// `layouts/a.yaml → playlists/b.yaml → layouts/a.yaml`; items written in place are named by their layout
  /// alone.
  static std::string chain(const std::vector<std::string>& paths) {
    std::string out;
    for (const std::string& path : paths) {
      if (path.find('#') != std::string::npos)
        continue;
      out += out.empty() ? path : " → " + path;
    }
    return out;
  }

  void report_cycle(const Item& item, const std::string& path) {
    std::vector<std::string> cycle(std::find(trail_.begin(), trail_.end(), path), trail_.end());
    cycle.push_back(path);
    report_.error(
        "layout-cycle", {item.mark, 1},
        say("레이아웃이 자기 자신을 품고 있습니다: {}", "a layout contains itself: {}", chain(cycle)),
        say("이 가운데 한 곳에서 layout 항목을 빼세요.", "remove the layout item in one of these places."));
  }

  void report_depth(const Item& item, const std::string& path) {
    std::vector<std::string> below;
    for (std::string at = path; !at.empty(); at = seen_[at].deepest)
      below.push_back(at);
    report_.error("too-nested", {item.mark, 1},
                  say("레이아웃 안의 레이아웃은 {}단계까지입니다: {}", "layouts may be nested {} deep: {}",
                      k_deepest, chain(below)),
                  say("가운데 단계를 하나 줄이세요.", "leave one of them out."));
  }

  const Document& document_;
  Report& report_;
  std::map<std::string, Seen> seen_;
  std::vector<std::string> trail_;
};

}  // namespace

void check_nesting(const Document& document, Report& report) {
  Nesting(document, report).run();
}

}  // namespace madang::yaml
