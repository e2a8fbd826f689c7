// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/prepare/video_deck.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace madang {
namespace {

using namespace std::chrono_literals;

constexpr Millis k_grace = 1s;       // a clip that was cued up stays this long beyond its last use
constexpr size_t k_most_clips = 12;  // decoders at once, playing and pre-rolled
constexpr int k_most_deaths = 6;
// Beyond these pixels a device is worth its start; smaller clips are decoded before it would be ready.
constexpr std::int64_t k_worth_hardware = 1280LL * 720;
constexpr Millis k_jump = 2s;            // of the position, between two refreshes: the clock was set
constexpr Millis k_first_pause = 200ms;  // doubles with each death

/// Where a clip is joined that is asked for at `position`: one that does not go round holds its end.
Millis joined_at(Millis position, const VideoStream::Options& options, const Asset& asset) {
  const auto length = asset.facts.duration;
  position = std::max(position, 0ms);
  return length && *length > 0ms && position >= *length && !options.loop ? std::max(0ms, *length - 100ms)
                                                                         : position;
}

}  // namespace

void VideoDeck::cue_up(const Cue& cue, const VideoItem& video, const Asset& asset, SysTime now) {
  const KeyRef key = key_of(cue, video, asset);
  const auto known = clips_.find(key);
  if (known != clips_.end()) {
    known->second.wanted = now;
    return;
  }
  if (clips_.size() >= k_most_clips || failures_.count(video.path) != 0)
    return;
  VideoStream::Options options;
  options.file = asset.file;
  options.sound = video.volume.has_value();
  options.hardware = std::int64_t{asset.facts.size.width} * asset.facts.size.height > k_worth_hardware;
  // A clip that stands alone, or is shorter than its turn, goes round.
  const auto length = asset.facts.duration;
  options.loop = cue.length == 0ms || (length && *length + 50ms < cue.length);
  options.start = joined_at(cue.position, options, asset);
  auto stream = VideoStream::open(decoders_, options);
  if (!stream) {
    failures_.emplace(video.path, stream.error());
    return;
  }
  Clip clip;
  clip.options = std::move(options);
  clip.sound = stream->sound();
  clip.stream = std::move(*stream);
  clip.position = std::max(cue.position, 0ms);
  clip.wanted = now;
  clips_.emplace(key, std::move(clip));
}

void VideoDeck::cue_up(const std::vector<Cue>& cues, const Inventory& inventory, SysTime now) {
  for (const Cue& cue : cues) {
    const auto* item = std::get_if<const Item*>(&cue.what);
    const auto* video = item != nullptr ? std::get_if<VideoItem>(&(*item)->what) : nullptr;
    if (video == nullptr)
      continue;
    if (const auto asset = inventory.find(video->path); asset != inventory.end())
      cue_up(cue, *video, asset->second, now);
  }
}

FramePtr VideoDeck::frame(const Cue& cue, const VideoItem& video, const Asset& asset, SysTime now) {
  const auto found = clips_.find(key_of(cue, video, asset));
  if (found == clips_.end())
    return nullptr;
  Clip& clip = found->second;
  clip.wanted = now;
  const Millis position = position_of(cue, clip);
  if (std::chrono::abs(position - clip.position) > k_jump) {
    // Its decoder would hurry through hours, or wait for them; the frame that is shown holds meanwhile.
    clip.stream.reset();
    clip.try_again = now;
  }
  clip.position = position;
  if (!clip.stream && now >= clip.try_again) {
    clip.options.start = joined_at(position, clip.options, asset);
    auto stream = VideoStream::open(decoders_, clip.options);
    if (stream) {
      clip.sound = stream->sound();
      clip.stream = std::move(*stream);
    } else {
      bury(clip, video.path, std::move(stream.error()), now);
    }
  }
  if (clip.stream) {
    if (FramePtr due = picture(clip))
      clip.shown = std::move(due);
    clip.sound = clip.stream->sound();  // another where another decoder took over
    if (auto failure = clip.stream->failure())
      bury(clip, video.path, std::move(*failure), now);
  }
  if (failures_.count(video.path) != 0)
    clips_.erase(found);
  else
    return clip.shown;
  return nullptr;
}

Millis VideoDeck::position_of(const Cue& cue, Clip& clip) const {
  if (!refresh_)
    return cue.position;
  // Counted in refreshes. Once for each turn: a display that drifts must not move its start.
  const std::int64_t start = refresh_->number_at(cue.start);
  if (!clip.first || std::abs(*clip.first - start) > 2)  // or the clock was set
    clip.first = start;
  return std::max(refresh_->since(*clip.first), 0ms);
}

FramePtr VideoDeck::picture(Clip& clip) const {
  if (!refresh_)
    return clip.stream->due(clip.position);
  Refresh from = *refresh_;
  from.number -= clip.backlog.at(*refresh_, *clip.first, clip.shown ? clip.shown->length : 0ms);
  while (true) {
    FramePtr due = clip.stream->due(std::max(from.since(*clip.first), 0ms));
    if (due != clip.shown || !clip.backlog.give_up_repeat())
      return due;
    ++from.number;
  }
}

std::int64_t VideoDeck::refreshes_to_spare(SysTime now) const {
  std::int64_t spare = Backlog::k_most - 1;
  for (const auto& [key, clip] : clips_) {
    if (clip.wanted != now || (clip.shown == nullptr && !clip.first))
      continue;  // only cued up
    if (!refresh_ || !clip.stream || clip.shown == nullptr || !clip.first || clip.backlog.owes())
      return 0;
    spare = std::min(
        spare, refresh_->next(*clip.first, clip.shown->position + clip.shown->length) - refresh_->number - 1);
  }
  return std::max<std::int64_t>(spare, 0);
}

VideoDeck::Heard VideoDeck::sound(const Cue& cue, const VideoItem& video, const Asset& asset) const {
  const auto found = clips_.find(key_of(cue, video, asset));
  if (found == clips_.end() || found->second.shown == nullptr)
    return {};
  // Pictures are counted to the middle of their refresh.
  const Millis middle{refresh_ ? static_cast<Millis::rep>(refresh_->period / 2) : 0};
  return {found->second.sound, found->second.position - middle};
}

void VideoDeck::bury(Clip& clip, const std::string& path, Error reason, SysTime now) {
  clip.stream.reset();
  ++clip.deaths;
  remarks_.push_back(reason.message);
  // What never showed a frame, or dies again and again, is the file's fault and given up until the content
  // changes.
  if (!clip.shown || clip.deaths > k_most_deaths)
    failures_.emplace(path, std::move(reason));
  else
    clip.try_again = now + k_first_pause * (1 << (clip.deaths - 1));
}

void VideoDeck::sweep(SysTime now) {
  decoders_.reap();
  std::erase_if(clips_, [&](const auto& entry) {
    return entry.second.wanted + k_grace < now || entry.second.wanted > now + 1min;
  });
}

std::vector<Bilingual> VideoDeck::take_remarks() {
  return std::exchange(remarks_, {});
}

std::map<std::string, Error> VideoDeck::take_failures() {
  return std::exchange(failures_, {});
}

}  // namespace madang
