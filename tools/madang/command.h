// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "content-schema/base/error.h"
#include "content-schema/base/message.h"

namespace madang {
struct Abilities;
struct Loaded;
}  // namespace madang

namespace CLI {
class App;
}

namespace madang::tool {

/// Exit codes are a contract with scripts.
enum class Exit : int {
  fine = 0,
  wrong = 1,        ///< the thing asked about is wrong
  usage = 2,        ///< the command was used wrongly
  unavailable = 3,  ///< it failed for an outside reason
};

/// What every sub-command shares: the person's language, and how it ended.
struct Context {
  Lang lang = Lang::en;
  Exit exit = Exit::fine;

  const std::string& operator()(const Bilingual& text) const { return text.in(lang); }
};

/// Prints the error on stderr in the person's language; the exit code that goes with its kind.
Exit tell(const Context& context, const Error& error);

// Each adds its sub-command, whose callback sets `context.exit`. One file per sub-command. The context
// outlives the app.
/// What `madang check` holds a folder against. Each is asked when the command runs; either may be missing.
struct Checks {
  std::function<Abilities()> abilities;
  std::function<void(const std::filesystem::path& content, Loaded& loaded)>
      inspect;  ///< adds to the problems
};
void add_check(CLI::App& app, Context& context, Checks checks);
void add_serve(CLI::App& app, Context& context);
void add_keys(CLI::App& app, Context& context);
void add_publish(CLI::App& app, Context& context);
void add_rollback(CLI::App& app, Context& context);
void add_history(CLI::App& app, Context& context);
void add_alarm(CLI::App& app, Context& context);
void add_alarm_report(CLI::App& alarm, Context& context);  ///< below `alarm`
void add_cap(CLI::App& app, Context& context);
void add_status(CLI::App& app, Context& context);
void add_shot(CLI::App& app, Context& context);
void add_text(CLI::App& app, Context& context);
void add_record(CLI::App& app, Context& context);
void add_when(CLI::App& app, Context& context);

}  // namespace madang::tool
