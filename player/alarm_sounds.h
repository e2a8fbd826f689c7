// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/base/error.h"
#include "content-schema/wire/programme.h"
#include "player/audio/sound_loop.h"
#include "player/media/whole_sound.h"

namespace madang {

/// Sounds of the alarm pages, decoded long before an alarm and kept in memory for as long as a programme names
/// them. What cannot be had is the evacuation tone instead, and a problem: an alarm is never silent for a
/// file's sake. Bound to the thread that the decoders are bound to; no call waits.
class AlarmSounds {
 public:
  explicit AlarmSounds(Decoders decoders);

  /// Keeps those of these programmes, and nothing where their screen has no speaker; what none of them names
  /// is let go. Null ones are passed over.
  void keep(const std::vector<const Programme*>& programmes);
  /// Goes on decoding, one file at a time; one that failed is tried again after a minute. Call it now and then.
  void work(SysTime now);
  /// Something is still to be decoded.
  bool busy() const;

  /// What is heard for these sounds of a page, again and again; with the tone for what is not there (yet). The
  /// same as long as it is the same. It stays here until nobody else holds it, so whoever plays it on a thread
  /// that may not free memory never has to.
  SoundPtr loop_of(const std::vector<AlarmSound>& sounds, const Inventory& inventory);

  /// Why something else is heard than the pages say.
  std::vector<Bilingual> problems() const;

 private:
  struct Entry {
    std::string medium;  // its path in the content
    Recording recording;
    std::optional<Error> error;
    SysTime try_again{};
  };
  struct Loop {
    std::vector<Recording> recordings;
    std::shared_ptr<const SoundLoop> sound;
  };
  bool wants_work(const Entry& entry, SysTime now) const;
  void note(Entry& entry, Result<Recording> result, SysTime now);

  Decoders decoders_;
  Recording tone_;
  std::map<std::filesystem::path, Entry> entries_;     // by file: another release may have another one
  std::map<std::string, Bilingual> missing_;           // by path in the content
  std::optional<std::pair<std::filesystem::path, WholeSound>> at_work_;
  std::vector<Loop> loops_;
};

}  // namespace madang
