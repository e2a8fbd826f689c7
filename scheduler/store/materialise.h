// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>

#include "content-schema/wire/manifest.h"
#include "scheduler/store/step.h"

namespace madang {

/// The release as a content folder under `releases/`: hard links to its objects, built aside and renamed when
/// all of it is on the disk. One that is there already and consists of these very objects is left as it is;
/// any other is replaced. Every object must be there.
Result<std::filesystem::path> materialise(const std::filesystem::path& root, const ReleaseId& id,
                                          const Manifest& manifest, const StepHook& hook);

/// What building leaves behind when it is cut off: names under `releases/` that begin with a dot.
Status sweep_unfinished(const std::filesystem::path& root);

}  // namespace madang
