// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <map>
#include <tuple>

#include "player/media/video_stream.h"
#include "player/prepare/loader.h"

namespace madang {

/// A loader that also waits for frames: for pictures of an instant, where being complete matters and being
/// quick does not. It asks for no hardware, so that pictures are the same on every machine. Asked for one
/// instant after the other, its clips play on. Bound to one thread.
class PatientResources : public Loader {
 public:
  /// `lead`: the frame that is due so long after the cue's position is taken, half of what each picture
  /// stands where they follow each other.
  PatientResources(Typesetter& typesetter, ResourceCache& cache, const Inventory& inventory,
                   const std::filesystem::path& decoder, Millis lead = Millis{0})
      : Loader(typesetter, cache, inventory), inventory_(inventory), decoders_(decoder), lead_(lead) {}

  /// Decodes up to the cue's position; null when the clip has not given a frame within ten seconds, and then
  /// `failures` says why.
  FramePtr frame(const Cue& cue, const VideoItem& video) override;
  /// Ends the clips that nobody asked for since the last call.
  void sweep();

  const std::map<std::string, Error>& failures() const { return failures_; }

 private:
  struct Clip {
    VideoStream stream;
    bool asked = true;
  };
  using Key = std::tuple<Slot, std::filesystem::path, SysTime>;  // and the start of the turn

  const Inventory& inventory_;
  Decoders decoders_;
  Millis lead_;
  std::map<Key, Clip> clips_;
  std::map<std::string, Error> failures_;
};

}  // namespace madang
