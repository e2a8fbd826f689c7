// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/audio/mixer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>

namespace madang {
namespace {

// A callback that comes late once says nothing, eight in a row do. By more than 160 ms, eight times the
// slack, nobody is only late: the clock was stepped, or the device lost its place, and that shows at once.
constexpr double k_drift_weight = 1.0 / 8;

std::int64_t samples_between(SteadyTime from, SteadyTime to) {
  const auto passed = std::chrono::duration_cast<std::chrono::nanoseconds>(to - from);
  return passed.count() / 1000 * k_sound_per_milli / 1000;
}

}  // namespace

void Mixer::ramp(Strand& strand, double target, int samples) {
  strand.target = target;
  strand.ramp = std::max(samples, 1);
  strand.step = (target - strand.gain) / strand.ramp;
}

Mixer::Strand* Mixer::strand_of(const SoundPtr& sound) {
  const auto found = std::find_if(strands_.begin(), strands_.end(), [&](const Strand& strand) {
    return strand.sound == sound && !strand.leaving;
  });
  return found != strands_.end() ? &*found : nullptr;
}

void Mixer::play(const Score& score) {
  std::size_t count = 0;
  for (const Voice& voice : score.voices) {
    if (voice.sound == nullptr || count == parts_.size())
      continue;
    parts_[count++] = {voice.sound, std::clamp(voice.volume, 0.0, 1.0), score.at - voice.position};
  }
  std::fill(parts_.begin() + static_cast<std::ptrdiff_t>(count), parts_.end(), Part{});
  for (Strand& strand : strands_) {
    if (strand.sound == nullptr || strand.leaving)
      continue;
    const auto part = std::find_if(parts_.begin(), parts_.end(),
                                   [&](const Part& each) { return each.sound == strand.sound; });
    strand.leaving = part == parts_.end();
    const double target = strand.leaving ? 0 : part->volume;
    if (target != strand.target || strand.leaving)
      ramp(strand, target, k_sound_fade);
  }
}

void Mixer::begin(const Part& part, std::int64_t position) {
  // Not with the little that is left of a sound, which would be over before it is heard.
  Stereo sample;
  const auto there = [&](std::int64_t at) { return part.sound->read(at, std::span(&sample, 1)) == 1; };
  if (!there(position) || !there(position + std::int64_t{k_block} + 2 * k_sound_fade))
    return;
  const auto free = std::find_if(strands_.begin(), strands_.end(),
                                 [](const Strand& strand) { return strand.sound == nullptr; });
  if (free == strands_.end())
    return;
  *free = Strand{};
  free->sound = part.sound;
  free->next = position;
  ramp(*free, part.volume, k_sound_fade);
}

void Mixer::keep_in_step(const Part& part, SteadyTime at) {
  const std::int64_t position = samples_between(part.start, at);
  if (Strand* strand = strand_of(part.sound)) {
    const auto off = static_cast<double>(position - strand->next);
    strand->drift += (off - strand->drift) * k_drift_weight;
    if (std::abs(strand->drift) < static_cast<double>(k_sound_slack))
      return;
    strand->leaving = true;
    ramp(*strand, 0, k_sound_fade);
  }
  begin(part, position);
}

void Mixer::mix(SteadyTime at, std::span<float> out) {
  for (const Part& part : parts_) {
    if (part.sound != nullptr)
      keep_in_step(part, at);
  }
  std::fill(out.begin(), out.end(), 0.0F);
  for (std::size_t done = 0; done < out.size(); done += 2 * k_block) {
    const auto block = out.subspan(done, std::min(2 * k_block, out.size() - done));
    for (Strand& strand : strands_) {
      if (strand.sound != nullptr)
        add(strand, block);
    }
  }
  for (float& sample : out)
    sample = std::clamp(sample, -1.0F, 1.0F);
}

void Mixer::add(Strand& strand, std::span<float> out) {
  const std::size_t wanted = out.size() / 2;
  // One fade further than what is due: a sound that ends within it has just the time to fade out.
  const auto ahead = std::span(scratch_).first(wanted + k_sound_fade);
  const std::size_t got = strand.sound->read(strand.next, ahead);
  if (got < ahead.size() && !strand.leaving) {
    const int left = static_cast<int>(got);
    strand.leaving = true;
    strand.wait = std::max(left - k_sound_fade, 0);
    ramp(strand, 0, std::min(left, k_sound_fade));
  }
  for (std::size_t i = 0; i < std::min(wanted, got); ++i) {
    if (strand.wait > 0) {
      --strand.wait;
    } else if (strand.ramp > 0) {
      strand.gain += strand.step;
      if (--strand.ramp == 0)
        strand.gain = strand.target;
    }
    const auto gain = static_cast<float>(strand.gain / 32768);
    out[2 * i] += gain * static_cast<float>(ahead[i].left);
    out[2 * i + 1] += gain * static_cast<float>(ahead[i].right);
  }
  strand.next += static_cast<std::int64_t>(wanted);
  if (strand.leaving && (strand.ramp == 0 || got < wanted))
    strand = Strand{};
}

bool Mixer::silent() const {
  return std::all_of(strands_.begin(), strands_.end(),
                     [](const Strand& strand) { return strand.sound == nullptr; });
}

}  // namespace madang
