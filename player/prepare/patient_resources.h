// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>

#include "player/prepare/loader.h"

namespace madang {

/// A loader that also waits for frames: for pictures of an instant, where being complete matters and being
/// quick does not. Bound to one thread.
class PatientResources : public Loader {
 public:
  PatientResources(Typesetter& typesetter, ResourceCache& cache, const Inventory& inventory,
                   std::filesystem::path decoder)
      : Loader(typesetter, cache, inventory), inventory_(inventory), decoder_(std::move(decoder)) {}

  /// Decodes up to the cue's position; null when the clip has not given a frame within ten seconds, and then
  /// `failures` says why.
  FramePtr frame(const Cue& cue, const VideoItem& video) override;

  const std::map<std::string, Error>& failures() const { return failures_; }

 private:
  const Inventory& inventory_;
  std::filesystem::path decoder_;
  std::map<std::string, Error> failures_;
};

}  // namespace madang
