// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "content-schema/base/error.h"
#include "player/page.h"
#include "tools/madang/command.h"

namespace madang::tool {

/// Which page of which content folder, as a person types it.
struct PageOptions {
  std::filesystem::path content;
  std::string screen;
  std::string at;
  std::string alarm;
  bool drill = false;
  std::string place;                            ///< what burns; empty: nobody knows
  std::vector<std::filesystem::path> messages;  ///< CAP files, as if they had come one after the other
  std::filesystem::path live;                   ///< what sources are taken to say, as live_file.h has it
  std::string size;
};

/// Adds --screen, --at, --alarm, --drill, --place, --message and --live; what else there is, the sub-command adds.
/// `options` outlives it.
void add_page_options(CLI::App& command, PageOptions& options, const Context& context);

/// What to say of a word that should be `1920x1080`.
Error not_a_size(std::string_view word);

struct OpenedPage {
  LocalContent content;
  PageWish wish;
};

/// Tells on stderr of media that cannot be played, of an alarm that has no page of its own, of a place that
/// is on no map, and of messages that show nothing.
Result<OpenedPage> open_page(const PageOptions& options, const Context& context);
/// Tells on stderr of fonts that are missing.
Result<Typesetter> open_typesetter(const Context& context);

}  // namespace madang::tool
