// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <optional>
#include <string>

namespace madang {

// Starting again under the same process id, for when nothing else helps. Threads, memory, descriptors and the
// decoders go; what is due comes from the clock, so the new player goes on in the right place.

/// Before anything else, on the main thread: what the program was called with, and that a library that calls
/// exit() does not end the show (Xlib does when the X server goes). Who is started again waits first, the
/// longer the more often it happened in a row.
void prepare_restarts(int argc, char** argv);

/// Once the window is there, whose library hears SIGTERM and SIGINT: who was asked to end by one of them is
/// not started again, even when the display goes first (a machine that shuts down ends both at once).
void hear_ends() noexcept;

/// From now on the program may end.
void allow_exit() noexcept;

/// Why this program was started again; nothing for one that a person or the system started.
const std::optional<std::string>& restarted_because();

/// The program runs well: the next restart counts as the first. Any thread.
void forget_restarts() noexcept;

/// Any thread, whatever the others are doing; takes no lock. `reason` is a word or two of English.
[[noreturn]] void restart(const char* reason) noexcept;

}  // namespace madang
