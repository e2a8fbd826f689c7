// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/remedy.h"

namespace madang {
namespace {

constexpr int k_most_losses = 3;  // of a clip's decoder through no fault of its own

}  // namespace

Remedy remedy_for(const Plight& plight) {
  switch (plight.verdict) {
    case Verdict::ended:
      return Remedy::none;  // its frames stay, and its sound may still come
    case Verdict::needs_refining:
      return plight.refining ? Remedy::give_up : Remedy::refine;
    case Verdict::hardware_failed:
      return plight.hardware ? Remedy::no_hardware : Remedy::give_up;
    case Verdict::needs_software:
    case Verdict::broken:
    case Verdict::no_memory:
      return plight.hardware ? Remedy::software : Remedy::give_up;
    case Verdict::not_media:
    case Verdict::no_pictures:
    case Verdict::codec_refused:
    case Verdict::too_large:
    case Verdict::unreadable:
    case Verdict::no_sound:
      return Remedy::give_up;  // said of the file, before any picture was decoded
    case Verdict::playing:
      break;
  }
  if (plight.end && plight.end->with_zygote)
    return plight.losses < k_most_losses ? Remedy::replace : Remedy::give_up;
  if (plight.end || plight.hung)
    return plight.hardware ? Remedy::no_hardware : Remedy::give_up;
  return Remedy::none;
}

}  // namespace madang
